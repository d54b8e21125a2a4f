// Calibration against the site it is for. What can't be used (anchors and floors that are gone, spots outside the plan,
// samples that contradict each other) is left out and told; nothing of it stops the gateway.

import type { Point } from '#shared/geometry/point.ts';
import { contains, edges, type Polygon } from '#shared/geometry/polygon.ts';
import type { AnchorId, FloorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { CalibrationSample } from '../calibration.ts';
import { mean } from './robust.ts';
import { createTally } from './tally.ts';

export type CheckedCalibration = { readonly samples: readonly CalibrationSample[]; readonly warnings: readonly string[] };

/** People write spots down by hand: so far beyond the outline one may still stand. */
const slackM = 1;
/** Means of one anchor at one spot further apart than this can't both be true. */
const contradictionDb = 15;

/** The samples this site can use, and a sentence (with lines, where there are any) for each kind that it can't. */
export function checkCalibration(samples: readonly CalibrationSample[], floors: readonly Floor[]): CheckedCalibration {
  const outlines = new Map<FloorId, Polygon>(floors.map((floor) => [floor.id, floor.outline]));
  const anchors = new Set<AnchorId>(floors.flatMap((floor) => floor.anchors.map((anchor) => anchor.id)));
  const tally = createTally();
  const known = samples.filter((sample) => {
    const outline = outlines.get(sample.floor);
    if (outline === undefined) tally.add(`there is no floor "${sample.floor}" in the site: sample left out`, sample.line);
    else if (!anchors.has(sample.anchor))
      tally.add(`there is no anchor "${sample.anchor}" in the site: sample left out`, sample.line);
    else if (!standsOn(outline, sample)) tally.add(`the spot is outside floor "${sample.floor}": sample left out`, sample.line);
    else return true;
    return false;
  });
  const { agreeing, warnings } = withoutContradictions(known);
  return { samples: agreeing, warnings: [...tally.sentences(), ...warnings] };
}

/** Whether one can stand there: inside the outline, or at most a metre outside of it. */
export function standsOn(outline: Polygon, at: Point): boolean {
  return contains(outline, at) || edges(outline).some(([a, b]) => distanceToSegmentM(at, a, b) <= slackM);
}

function distanceToSegmentM(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2));
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

type Agreement = { readonly agreeing: readonly CalibrationSample[]; readonly warnings: readonly string[] };

/** Of two samples that contradict each other both go, since nothing says which is right; against a majority one goes. */
function withoutContradictions(samples: readonly CalibrationSample[]): Agreement {
  const spots = Map.groupBy(samples, ({ floor, x, y, anchor }) => `${floor} ${x.toFixed(1)} ${y.toFixed(1)} ${anchor}`);
  const out = new Set<CalibrationSample>();
  const warnings: string[] = [];
  for (const atSpot of spots.values()) {
    if (atSpot.length < 2) continue;
    const wrong = atSpot.filter((sample) => contradicted(sample, atSpot));
    if (wrong.length === 0) continue;
    for (const sample of wrong) out.add(sample);
    const lines = atSpot.map((sample) => sample.line ?? 'taught').join(', ');
    const means = atSpot.map((sample) => Math.round(mean(sample.rssi))).join(', ');
    warnings.push(
      `lines ${lines}: anchor "${atSpot[0]?.anchor}" was heard at one spot with ${means} dBm: ${wrong.length} of them left out`,
    );
  }
  return { agreeing: samples.filter((sample) => !out.has(sample)), warnings };
}

function contradicted(sample: CalibrationSample, atSpot: readonly CalibrationSample[]): boolean {
  const against = atSpot.filter((other) => Math.abs(mean(other.rssi) - mean(sample.rssi)) > contradictionDb).length;
  return against > 0 && against >= atSpot.length - against;
}
