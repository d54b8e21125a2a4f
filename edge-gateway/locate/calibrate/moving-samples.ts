// A walk as calibration: readings with a time, and where the walker was at times. Joined, and gathered per square metre,
// they are samples like those of somebody who stood still, only with fewer readings each.

import type { AnchorId, FloorId } from '#shared/model/ids.ts';
import type { CalibrationSample } from '../calibration.ts';

export type MovingReading = {
  readonly atMs: number;
  readonly tag: string;
  readonly anchor: AnchorId;
  readonly rssiDbm: number;
};
export type TruePlace = {
  readonly atMs: number;
  readonly tag: string;
  readonly floor: FloorId;
  readonly x: number;
  readonly y: number;
};

type Place = { readonly floor: FloorId; readonly x: number; readonly y: number };

/** Between two known places further apart in time than this nobody knows where the walker was. */
const longestGapMs = 5_000;
const cellM = 1;

/**
 * One sample per anchor and cell of a metre, at the middle of where the walker was in that cell. Readings at times without
 * a known place (interpolated over at most 5 s, on one floor) are counted and left out. Any order of lines will do.
 */
export function samplesOfWalks(
  readings: readonly MovingReading[],
  truths: readonly TruePlace[],
): { readonly samples: readonly CalibrationSample[]; readonly withoutTruth: number } {
  const byTag = Map.groupBy(truths, (truth) => truth.tag);
  const paths = new Map([...byTag].map(([tag, path]) => [tag, path.toSorted((a, b) => a.atMs - b.atMs)]));
  const placed = readings.flatMap((reading) => {
    const place = placeAt(paths.get(reading.tag) ?? [], reading.atMs);
    return place === null ? [] : [{ reading, place }];
  });
  const cells = Map.groupBy(
    placed,
    ({ place }) => `${place.floor} ${Math.floor(place.x / cellM)} ${Math.floor(place.y / cellM)}`,
  );
  return { samples: [...cells.values()].flatMap(samplesOfCell), withoutTruth: readings.length - placed.length };
}

function samplesOfCell(inCell: readonly { readonly reading: MovingReading; readonly place: Place }[]): CalibrationSample[] {
  const [first] = inCell;
  if (first === undefined) return [];
  const mean = (axis: 'x' | 'y'): number =>
    Math.round((100 * inCell.reduce((sum, { place }) => sum + place[axis], 0)) / inCell.length) / 100;
  const at = { floor: first.place.floor, x: mean('x'), y: mean('y') };
  const byAnchor = Map.groupBy(inCell, ({ reading }) => reading.anchor);
  return [...byAnchor].map(([anchor, heard]) => ({ ...at, anchor, rssi: heard.map(({ reading }) => reading.rssiDbm) }));
}

/** `path` in order of time. */
function placeAt(path: readonly TruePlace[], atMs: number): Place | null {
  const next = firstAfter(path, atMs);
  const [before, after] = [path[next - 1], path[next]];
  if (before === undefined) return null;
  if (before.atMs === atMs) return before;
  if (after === undefined || after.atMs - before.atMs > longestGapMs || after.floor !== before.floor) return null;
  const share = (atMs - before.atMs) / (after.atMs - before.atMs);
  return {
    floor: before.floor,
    x: before.x + share * (after.x - before.x),
    y: before.y + share * (after.y - before.y),
  };
}

/** Index of the first place later than `atMs` (binary search). */
function firstAfter(path: readonly TruePlace[], atMs: number): number {
  let [low, high] = [0, path.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((path[middle]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
