// MessagePack as far as a scanner needs it (msgpack.org, spec.md): nil, booleans, whole numbers, text, bytes, arrays and
// maps with text as keys, up to 16-bit lengths. Everything else is refused, and so is what a hostile sender could make
// expensive: deep nesting, a length that reaches past the end, bytes behind the value.

import { isUtf8 } from 'node:buffer';

/** No format of ours nests deeper than a map of arrays of bytes; one more is room for what it may hold besides. */
const maxDepth = 4;

type Cursor = { readonly bytes: Buffer; at: number };

/** Stands for "this is no MessagePack" on the way out of the recursion; nothing that was read can be it. */
const broken = Symbol('broken');

/**
 * The one value in `bytes`: null, boolean, number, string, Buffer (a view into `bytes`), array or Map. Undefined when they
 * hold anything but one whole value of these kinds. Of two equal keys the last counts, as in JSON. Never throws.
 */
export function readMessagePack(bytes: Uint8Array): unknown {
  const cursor = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  const value = read(cursor, 0);
  return value === broken || cursor.at !== cursor.bytes.length ? undefined : value;
}

function read(cursor: Cursor, depth: number): unknown {
  const lead = take(cursor, 1)?.[0];
  if (lead === undefined || depth > maxDepth) return broken;
  if (lead <= 0x7f) return lead;
  if (lead >= 0xe0) return lead - 0x1_00;
  if (lead <= 0x8f) return readMap(cursor, lead & 0x0f, depth);
  if (lead <= 0x9f) return readArray(cursor, lead & 0x0f, depth);
  if (lead <= 0xbf) return readText(cursor, lead & 0x1f);
  if (lead <= 0xc3) return simple.has(lead) ? simple.get(lead) : broken;
  if (lead >= 0xcc && lead <= 0xd3) return readInteger(cursor, lead);
  return readSized(cursor, lead, depth);
}

const simple: ReadonlyMap<number, null | boolean> = new Map([
  [0xc0, null],
  [0xc2, false],
  [0xc3, true],
]);

/** The kinds whose length stands in the one or two bytes behind their first. 32-bit lengths don't fit into a message. */
function readSized(cursor: Cursor, lead: number, depth: number): unknown {
  const length = readLength(cursor, lead === 0xc4 || lead === 0xd9 ? 1 : 2);
  if (length === undefined) return broken;
  switch (lead) {
    case 0xc4:
    case 0xc5:
      return take(cursor, length) ?? broken;
    case 0xd9:
    case 0xda:
      return readText(cursor, length);
    case 0xdc:
      return readArray(cursor, length, depth);
    case 0xde:
      return readMap(cursor, length, depth);
    default:
      return broken;
  }
}

function readLength(cursor: Cursor, size: 1 | 2): number | undefined {
  return take(cursor, size)?.readUIntBE(0, size);
}

/** uint 8 to 64 are CC to CF, int 8 to 64 D0 to D3. Beyond 53 bits the last digits are lost, which no counter of ours minds. */
function readInteger(cursor: Cursor, lead: number): unknown {
  const size = 1 << (lead & 0x03);
  const body = take(cursor, size);
  if (body === undefined) return broken;
  const isSigned = lead >= 0xd0;
  if (size === 8) return Number(isSigned ? body.readBigInt64BE() : body.readBigUInt64BE());
  return isSigned ? body.readIntBE(0, size) : body.readUIntBE(0, size);
}

function readText(cursor: Cursor, length: number): unknown {
  const body = take(cursor, length);
  return body === undefined || !isUtf8(body) ? broken : body.toString();
}

/** Entries are made as they are read, so a count that promises more than there is costs no more than what there is. */
function readArray(cursor: Cursor, count: number, depth: number): unknown {
  const all: unknown[] = [];
  for (let i = 0; i < count; i += 1) {
    const value = read(cursor, depth + 1);
    if (value === broken) return broken;
    all.push(value);
  }
  return all;
}

function readMap(cursor: Cursor, count: number, depth: number): unknown {
  const all = new Map<string, unknown>();
  for (let i = 0; i < count; i += 1) {
    const key = read(cursor, depth + 1);
    const value = read(cursor, depth + 1);
    if (typeof key !== 'string' || value === broken) return broken;
    all.set(key, value);
  }
  return all;
}

function take(cursor: Cursor, length: number): Buffer | undefined {
  const end = cursor.at + length;
  if (end > cursor.bytes.length) return undefined;
  const body = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return body;
}
