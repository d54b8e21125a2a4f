// How long frames are. Whoever can count the bytes on a line must not learn from them how many people are where, so frames are
// filled with spaces after the JSON text, which parsers skip, to multiples of a length that a full floor fits into.
//
// Promise: while no more people are shown than the plan has spaces, no more first aiders are named than one for ten spaces and
// two, and no name is longer than 40 bytes, every board of a floor has the same length. Beyond that a frame is two lengths
// long. Compression would undo this and stays off.

import type { FloorId } from '#shared/model/ids.ts';
import type { Board } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';

/** An employee's own page: 40 bookings, tags, anchors and notices, or so. */
export const ownFrameBytes = 4 * 1024;

const roundBytes = 1024;
const label = 'n'.repeat(40);
/** The longest that numbers, keys and times of a board get. */
const longest = { atMs: 1_800_000_000_000, metres: 1234.5, ageMs: 90_000, count: 1000, key: 'k'.repeat(22) };

/** Fills `text` with spaces up to the next multiple of `bytes`. */
export function padded(text: string, bytes: number): string {
  const over = Buffer.byteLength(text) % bytes;
  return over === 0 ? text : text + ' '.repeat(bytes - over);
}

/** Fills `text` with spaces up to `atLeast` bytes, and beyond that to whole own frames. */
export function paddedFrom(text: string, atLeast: number): string {
  const bytes = Buffer.byteLength(text);
  return bytes < atLeast ? text + ' '.repeat(atLeast - bytes) : padded(text, ownFrameBytes);
}

/** Per floor of the plan, the length its boards are filled up to. */
export function boardLengths(floors: readonly PlanFloor[]): ReadonlyMap<FloorId, number> {
  return new Map(floors.map((floor) => [floor.id, lengthOf(fullBoard(floor, floors))]));
}

/** The same of boards that show nobody's name, as the console has them. */
export function namelessLengths(floors: readonly PlanFloor[]): ReadonlyMap<FloorId, number> {
  return new Map(floors.map((floor) => [floor.id, lengthOf(nameless(fullBoard(floor, floors)))]));
}

function lengthOf(board: Board): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify({ kind: 'board', board })) / roundBytes) * roundBytes;
}

function nameless(board: Board): Board {
  const { atMs } = longest;
  return {
    ...{ ...board, people: [], safety: { ...board.safety, named: [] } },
    spaces: board.spaces.map(({ id }) => ({ id, state: 'blocked', fromMs: atMs, untilMs: atMs, blocked: 'kept-free' })),
  };
}

/** Every space taken by somebody with a name, and as many people located; first aid with all that it can say. */
function fullBoard({ id, spaces, zones }: PlanFloor, floors: readonly PlanFloor[]): Board {
  const { atMs, metres, ageMs, count, key } = longest;
  const zoneName = zones.map(({ name }) => name).toSorted((a, b) => Buffer.byteLength(b) - Buffer.byteLength(a))[0] ?? '';
  const named = Array.from({ length: 2 + Math.ceil(spaces.length / 10) }, () => ({ label, zoneName }));
  return {
    ...{ floor: id, asOfMs: atMs, glassUntilMs: atMs, booking: { up: false, sinceMs: atMs } },
    spaces: spaces.map((space) => ({ id: space.id, state: 'checked-in', label, fromMs: atMs, untilMs: atMs })),
    people: spaces.map(() => ({ key, label, x: metres, y: metres, radiusM: metres, ageMs })),
    somewhere: [],
    presence: { tickMs: atMs, floorAbout: count, zones: zones.map((zone) => ({ zone: zone.id, about: count })) },
    floors: floors.map((floor) => ({ floor: floor.id, desksFree: count, roomsFree: count })),
    positions: { on: true, why: null, failing: [], accepted: [] },
    safety: { state: 'too-few', gapFromMs: atMs, named },
  };
}
