// Looks for many patterns in many bytes in one pass: every place whose next four bytes may begin a pattern is looked up, all
// others (and whole stretches of zeros) are stepped over. Bloom bits first, because most places begin nothing.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Canary } from './canaries.ts';
import { type Pattern, patternsOf } from './patterns.ts';

export type Hit = Pattern & { readonly offset: number };

export type Scanner = {
  /** How many forms of how many canaries are looked for. */
  readonly patterns: number;
  /** Every hit that begins in the bytes, with `base` added to its place. */
  readonly scan: (bytes: Buffer, base?: number) => readonly Hit[];
  /** The same for a whole file, read in pieces that overlap. */
  readonly scanFile: (path: string) => readonly Hit[];
  /** How much pieces have to overlap so that nothing is cut. */
  readonly longest: number;
};

const bloomBits = 21;
const pieceBytes = 8 * 1024 * 1024;

/** `forms`: only these, where more would only cost time (memory holds no files); all of them when not given. */
export function createScanner(canaries: readonly Canary[], forms?: readonly string[]): Scanner {
  const patterns = canaries.flatMap(patternsOf).filter(({ form }) => forms?.includes(form) ?? true);
  const byHead = new Map<number, Pattern[]>();
  // Small enough to stay in the processor's nearest cache: most places end here.
  const firstTwo = new Uint8Array(1 << 13);
  const bloom = new Uint8Array(1 << (bloomBits - 3));
  for (const pattern of patterns) {
    const head = pattern.bytes.readUInt32LE(0);
    const same = byHead.get(head);
    if (same) same.push(pattern);
    else byHead.set(head, [pattern]);
    firstTwo[(head & 0xffff) >> 3] = (firstTwo[(head & 0xffff) >> 3] ?? 0) | (1 << (head & 7));
    const bit = mixed(head);
    bloom[bit >> 3] = (bloom[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  const longest = patterns.reduce((most, { bytes }) => Math.max(most, bytes.length), 4);
  const scan = (bytes: Buffer, base = 0): readonly Hit[] => {
    const hits: Hit[] = [];
    let head = 0;
    for (let i = 0; i < bytes.length; i++) {
      // The four bytes that end here, the last one highest: the little-endian number that begins at i - 3.
      head = (head >>> 8) | ((bytes[i] as number) << 24);
      if (head === 0 || i < 3 || ((firstTwo[(head & 0xffff) >> 3] as number) & (1 << (head & 7))) === 0) continue;
      const bit = mixed(head);
      if (((bloom[bit >> 3] as number) & (1 << (bit & 7))) === 0) continue;
      for (const pattern of byHead.get(head >>> 0) ?? []) {
        const at = i - 3;
        if (bytes.subarray(at, at + pattern.bytes.length).equals(pattern.bytes)) hits.push({ ...pattern, offset: base + at });
      }
    }
    return hits;
  };
  return { patterns: patterns.length, scan, longest, scanFile: (path) => scanPieces(path, scan, longest) };
}

function mixed(head: number): number {
  return Math.imul(head, 0x9e3779b1) >>> (32 - bloomBits);
}

function scanPieces(path: string, scan: Scanner['scan'], longest: number): readonly Hit[] {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const piece = Buffer.alloc(pieceBytes + longest);
    const hits: Hit[] = [];
    for (let from = 0; from < size; from += pieceBytes) {
      const read = readSync(file, piece, 0, piece.length, from);
      // What begins in the overlap is found by the next piece.
      for (const hit of scan(piece.subarray(0, read), from)) if (hit.offset < from + pieceBytes) hits.push(hit);
    }
    return hits;
  } finally {
    closeSync(file);
  }
}
