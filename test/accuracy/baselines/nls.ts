// Trilateration as textbooks have it: signal strengths become ranges by one curve, and the place is sought whose distances
// fit the ranges best (least squares of the errors relative to the range, because far ranges are the uncertain ones: so
// weighted it is a metre better than plain; Levenberg-Marquardt). The curve is fitted to the calibration where there is one.

import type { EngineDeps, PositionEngine } from '#gateway/locate/engine.ts';
import type { Point } from '#shared/geometry/point.ts';
import { type Bounds, bounds } from '#shared/geometry/polygon.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import { type Heard, onLoudestFloor, type Place, windowed } from './windowed.ts';

type Curve = { readonly atOneMetreDbm: number; readonly exponent: number };

const defaults: Curve = { atOneMetreDbm: -59, exponent: 2.7 };
const tagHeightM = 1.2;

export function nls({ floors, calibration }: EngineDeps): PositionEngine {
  const curve = fitCurve(floors, calibration);
  return windowed(floors, (all): Place => {
    const heard = onLoudestFloor(all);
    const floor = heard[0]?.floor;
    if (floor === undefined) throw new Error('There is always a heard anchor.');
    return { floor: floor.id, ...solve(heard, curve, bounds(floor.outline)) };
  });
}

const distance = (anchor: Anchor, at: Point): number =>
  Math.max(0.3, Math.hypot(anchor.at.x - at.x, anchor.at.y - at.y, anchor.heightM - tagHeightM));

/** One line through signal strength over log distance, by least squares; the defaults where it would not fall. */
function fitCurve(floors: readonly Floor[], calibration: EngineDeps['calibration']): Curve {
  const points = calibration.flatMap(({ floor, anchor: id, x, y, rssi }) => {
    const anchor = floors.find((one) => one.id === floor)?.anchors.find((one) => one.id === id);
    const dbm = rssi.reduce((sum, one) => sum + one, 0) / rssi.length;
    return anchor ? [{ log: Math.log10(distance(anchor, { x, y })), dbm }] : [];
  });
  const mean = (of: (point: { log: number; dbm: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [log, dbm] = [mean((point) => point.log), mean((point) => point.dbm)];
  const slope = mean((p) => (p.log - log) * (p.dbm - dbm)) / mean((p) => (p.log - log) ** 2);
  return slope < -5 ? { atOneMetreDbm: dbm - slope * log, exponent: -slope / 10 } : defaults;
}

/** From the best of a coarse lattice downhill, inside the floor's box. */
function solve(heard: readonly Heard[], curve: Curve, box: Bounds): Point {
  const ranged = heard.map(({ anchor, meanDbm }) => ({
    anchor,
    rangeM: 10 ** ((curve.atOneMetreDbm - meanDbm) / (10 * curve.exponent)),
  }));
  const cost = (at: Point): number =>
    ranged.reduce((sum, { anchor, rangeM }) => sum + ((distance(anchor, at) - rangeM) / rangeM) ** 2, 0);
  let at = lattice(box).reduce((best, one) => (cost(one) < cost(best) ? one : best));
  for (let [i, damping] = [0, 1e-2]; i < 40; i++) {
    const next = clamp(step(ranged, at, damping), box);
    if (cost(next) < cost(at)) [at, damping] = [next, damping / 4];
    else damping *= 6;
  }
  return at;
}

function lattice(box: Bounds): readonly Point[] {
  const steps = Array.from({ length: 12 }, (_, i) => i / 11);
  return steps.flatMap((right) =>
    steps.map((down) => ({ x: box.minX + right * (box.maxX - box.minX), y: box.minY + down * (box.maxY - box.minY) })),
  );
}

/** One damped Gauss-Newton step. */
function step(ranged: readonly { readonly anchor: Anchor; readonly rangeM: number }[], at: Point, damping: number): Point {
  let [xx, xy, yy, gx, gy] = [0, 0, 0, 0, 0];
  for (const { anchor, rangeM } of ranged) {
    const d = distance(anchor, at);
    const [jx, jy, error] = [(at.x - anchor.at.x) / d, (at.y - anchor.at.y) / d, d - rangeM];
    const weight = rangeM ** -2;
    xx += weight * jx * jx;
    xy += weight * jx * jy;
    yy += weight * jy * jy;
    gx += weight * jx * error;
    gy += weight * jy * error;
  }
  xx += damping;
  yy += damping;
  const determinant = xx * yy - xy * xy;
  return { x: at.x - (yy * gx - xy * gy) / determinant, y: at.y - (xx * gy - xy * gx) / determinant };
}

function clamp({ x, y }: Point, box: Bounds): Point {
  return { x: Math.min(box.maxX, Math.max(box.minX, x)), y: Math.min(box.maxY, Math.max(box.minY, y)) };
}
