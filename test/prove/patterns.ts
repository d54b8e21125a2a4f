// The forms a canary can have on a disk or in memory: text in two encodings, hex, base64 in each of its three phases, raw
// bytes, and numbers in the ways SQLite and V8 keep them. A form that the scanner does not know would be a hole in the proof.

import type { Canary } from './canaries.ts';

/** Bytes to look for, what they are a form of, and which form. */
export type Pattern = { readonly canary: Canary; readonly form: string; readonly bytes: Buffer };

/** Shorter forms would be found by chance. */
const leastBytes = 6;

/** Every form of the canary, each once. */
export function patternsOf(canary: Canary): readonly Pattern[] {
  const forms = [...textForms(canary.text), ...(canary.bytes === undefined ? [] : byteForms(canary.bytes))];
  if (/^\d{1,15}$/.test(canary.text)) forms.push(...numberForms(BigInt(canary.text)));
  const found = new Map<string, Pattern>();
  for (const [form, bytes] of forms) {
    const key = bytes.toString('latin1');
    if (bytes.length >= leastBytes && !found.has(key)) found.set(key, { canary, form, bytes });
  }
  return [...found.values()];
}

type Form = readonly [form: string, bytes: Buffer];

function textForms(text: string): Form[] {
  const spellings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
  return spellings.flatMap((spelling) => [
    ['text', Buffer.from(spelling, 'latin1')] as const,
    ['UTF-16', Buffer.from(spelling, 'utf16le')] as const,
    ...encodedForms(Buffer.from(spelling, 'latin1'), ' of text'),
  ]);
}

function byteForms(bytes: Buffer): Form[] {
  const turned = Buffer.from(bytes).reverse();
  const numbers = bytes.length <= 6 ? numberForms(BigInt(`0x${bytes.toString('hex')}`)) : [];
  return [
    ['bytes', bytes],
    ['bytes, turned', turned],
    ...encodedForms(bytes, ''),
    ...encodedForms(turned, ', turned'),
    ...numbers,
  ];
}

/** Whole numbers of up to 53 bits: 8-byte integers contain the raw bytes and are found by these; the rest is below. */
function numberForms(value: bigint): Form[] {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  const double = Buffer.alloc(8);
  double.writeDoubleBE(Number(value));
  return [
    ['integer, big-endian', bytes.subarray(Math.min(2, 8 - significant.length))],
    ['integer, little-endian', Buffer.from(bytes).reverse().subarray(0, 6)],
    ['floating point', double],
    ['floating point, turned', Buffer.from(double).reverse()],
    ['SQLite row id', varint(value)],
  ];
}

/** SQLite's variable-length integer for up to 56 bits: seven bits a byte, the highest first. */
function varint(value: bigint): Buffer {
  const groups: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 7n) groups.unshift(Number(rest & 0x7fn));
  return Buffer.from(groups.map((group, i) => (i < groups.length - 1 ? group | 0x80 : group)));
}

function encodedForms(bytes: Buffer, what: string): Form[] {
  const hex = bytes.toString('hex');
  const coded = [0, 1, 2].flatMap((phase): Form[] => {
    const inner = base64Inside(bytes, phase);
    const url = inner.replaceAll('+', '-').replaceAll('/', '_');
    return [inner, url].map((text) => [`base64${what}, phase ${phase}`, Buffer.from(text, 'latin1')] as const);
  });
  return [[`hex${what}`, Buffer.from(hex)], [`HEX${what}`, Buffer.from(hex.toUpperCase())], ...coded];
}

/** The characters of base64 that depend on `bytes` alone when `phase` bytes of something else stand before them. */
function base64Inside(bytes: Buffer, phase: number): string {
  const text = Buffer.concat([Buffer.alloc(phase), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const first = Math.ceil((phase * 8) / 6);
  const last = Math.floor(((phase + bytes.length) * 8) / 6);
  return text.slice(first, last);
}
