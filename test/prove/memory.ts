// Reads the memory of a running process as a debugger would, while it is stopped for a moment: every writable stretch, so
// the heap of JavaScript with its garbage, buffers, stacks, and what the allocator has freed and not used again.

import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Site } from '#shared/model/site.ts';
import type { Hit, Scanner } from './scan.ts';

export type MemoryLook = {
  readonly bytes: number;
  /** Records of the position vault (edge-gateway/remember/record.ts): somebody's place. */
  readonly records: number;
  readonly hits: readonly Hit[];
  /** Texts in which a person's name and a place of theirs stand together, as boards and answers have them. */
  readonly namedPlaces: readonly string[];
};

/** What tells a record from chance: the places of the site, and between which boot times its stamp must lie. */
export type RecordShape = { readonly site: Site; readonly fromBootMs: number; readonly toBootMs: number };

const pieceBytes = 256 * 1024;
/** As long as the longest message in which a name stands before its place. */
const overlapBytes = 4_096;

/** Stops the process, reads, and lets it go on. */
export function lookIntoMemory(pid: number, records: RecordShape, scanner: Scanner): MemoryLook {
  const isRecord = recordTest(records);
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  process.kill(pid, 'SIGSTOP');
  try {
    const piece = Buffer.alloc(pieceBytes + overlapBytes);
    let [bytes, places] = [0, 0];
    const hits: Hit[] = [];
    const namedPlaces: string[] = [];
    for (const { from, to } of writable(pid)) {
      for (let at = from; at < to; at += pieceBytes) {
        const read = readPart(memory, piece, at, Math.min(piece.length, to - at));
        const part = piece.subarray(0, read);
        bytes += Math.min(read, pieceBytes);
        if (isEmpty(part)) continue;
        places += countRecords(part, isRecord);
        const here = scanner.scan(part, at).filter(({ offset }) => offset < at + pieceBytes);
        for (const hit of here) {
          hits.push(hit);
          const place = placeBeside(part, hit, hit.offset - at);
          if (place !== null) namedPlaces.push(place);
        }
      }
    }
    return { bytes, records: places, hits, namedPlaces };
  } finally {
    process.kill(pid, 'SIGCONT');
    closeSync(memory);
  }
}

function writable(pid: number): { readonly from: number; readonly to: number }[] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    return from === undefined || to === undefined || /\[v/.test(line)
      ? []
      : [{ from: Number(`0x${from}`), to: Number(`0x${to}`) }];
  });
}

function readPart(memory: number, piece: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, piece, 0, length, at);
  } catch {
    return 0; // A guard page, or gone since the list was read.
  }
}

const zeros = Buffer.alloc(pieceBytes + overlapBytes);

/** Most of what a process has reserved was never written to. */
function isEmpty(part: Buffer): boolean {
  return part.equals(zeros.subarray(0, part.length));
}

type RecordTest = (part: Buffer, at: number) => boolean;

/** Knows a record by all of its fields: a slot's owner, a floor and a zone of this site, a place on it, and a boot stamp. */
function recordTest({ site: { floors }, fromBootMs, toBootMs }: RecordShape): RecordTest {
  const zones = floors.flatMap((floor) => floor.zones).length;
  const isPlace = (value: number): boolean => value > -20 && value < 200 && Math.abs(value) > 1e-6;
  return (part, at) => {
    const owner = part.readUInt32LE(at + 24);
    if (owner === 0 || owner > 100_000 || (part[at + 31] as number) !== 0 || (part[at + 30] as number) > 1) return false;
    if ((part[at + 22] as number) >= floors.length || part.readUInt16LE(at + 20) > zones) return false;
    const stampMs = part.readDoubleLE(at);
    if (!(stampMs >= fromBootMs && stampMs <= toBootMs)) return false;
    const radius = part.readFloatLE(at + 16);
    return isPlace(part.readFloatLE(at + 8)) && isPlace(part.readFloatLE(at + 12)) && radius > 0.01 && radius < 500;
  };
}

/** Slots lie 32 bytes apart from an address that is a multiple of 16. */
function countRecords(part: Buffer, isRecord: RecordTest): number {
  let count = 0;
  for (let at = 0; at + 32 <= Math.min(part.length, pieceBytes); at += 16)
    if (part[at + 24] !== 0 && isRecord(part, at)) count += 1;
  return count;
}

/** What a board, an answer to a search, somebody's own page or a fix says of where a person is. Coordinates are cut away. */
function placeBeside(part: Buffer, { canary, form }: Hit, at: number): string | null {
  if (form !== 'text' || !['name', 'ref', 'acting-ref'].includes(canary.kind)) return null;
  const after = part.toString('latin1', at, at + 2_500);
  if (/^[^{}]{0,60}"x":-?\d/.test(after)) return canary.kind === 'name' ? 'a board with a name and a place' : 'a fix of somebody';
  if (/^[^\0]{0,2400}"dot":\{"floor"/.test(after)) return 'a person’s own page with their place';
  if (/^[^{}]{0,60}"location":\{"floor"/.test(after)) return 'an answer to a search with a place';
  return null;
}
