// The mean of the four calibrated points whose signals look most alike (k nearest neighbours); an anchor that was not heard
// counts as -100 dBm.

import type { EngineDeps, PositionEngine } from '#gateway/locate/engine.ts';
import type { AnchorId, FloorId } from '#shared/model/ids.ts';
import { type Heard, type Place, windowed } from './windowed.ts';

const k = 4;
const notHeardDbm = -100;

type Fingerprint = { readonly place: Place; readonly vector: readonly number[] };

/** Null without calibration: there is nobody to resemble. */
export function knn({ floors, calibration }: EngineDeps): PositionEngine | null {
  const anchors = floors.flatMap((floor) => floor.anchors.map(({ id }) => id));
  const points = fingerprints(calibration, anchors);
  if (points.length === 0) return null;
  return windowed(floors, (heard) => {
    const vector = vectorOf(anchors, new Map(heard.map(({ anchor, meanDbm }: Heard) => [anchor.id, meanDbm])));
    const alike = points.map(({ place, vector: other }) => ({ place, unlike: distance(vector, other) }));
    const best = alike.sort((a, b) => a.unlike - b.unlike).slice(0, k);
    return middle(best.map(({ place }) => place));
  });
}

function fingerprints(calibration: EngineDeps['calibration'], anchors: readonly AnchorId[]): readonly Fingerprint[] {
  const points = Map.groupBy(calibration, ({ floor, x, y }) => `${floor} ${x} ${y}`);
  return [...points.values()].flatMap((samples) => {
    const means = Map.groupBy(samples, ({ anchor }) => anchor);
    const meanOf = (id: AnchorId): [AnchorId, number][] => {
      const all = (means.get(id) ?? []).flatMap(({ rssi }) => rssi);
      return all.length === 0 ? [] : [[id, all.reduce((sum, dbm) => sum + dbm, 0) / all.length]];
    };
    const vector = vectorOf(anchors, new Map(anchors.flatMap(meanOf)));
    return samples.slice(0, 1).map(({ floor, x, y }) => ({ place: { floor, x, y }, vector }));
  });
}

function vectorOf(anchors: readonly AnchorId[], means: ReadonlyMap<AnchorId, number>): readonly number[] {
  return anchors.map((id) => means.get(id) ?? notHeardDbm);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((dbm, i) => dbm - (b[i] ?? notHeardDbm)));
}

/** The mean place on the floor that most of the places are on. */
function middle(places: readonly Place[]): Place {
  const perFloor = [...Map.groupBy(places, ({ floor }) => floor)];
  const [floor, same] = perFloor.reduce<[FloorId, Place[]]>(
    (a, b) => (b[1].length > a[1].length ? b : a),
    perFloor[0] ?? never(),
  );
  const mean = (axis: 'x' | 'y'): number => same.reduce((sum, place) => sum + place[axis], 0) / same.length;
  return { floor, x: mean('x'), y: mean('y') };
}

function never(): never {
  throw new Error('There are always some fingerprints.');
}
