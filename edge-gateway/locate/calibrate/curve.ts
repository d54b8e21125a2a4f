// Stationary samples against path-loss curves. The only file of this folder that knows how the engine draws its curves
// (path-loss.ts) and what it takes for slabs and heights (obstruction.ts).

import type { AnchorId, FloorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { CalibrationSample } from '../calibration.ts';
import { heightBetweenM, slabsDb } from '../obstruction.ts';
import { defaultPathLoss, expectedDbm, fitAnchor, fitSite, type PathLoss } from '../path-loss.ts';
import { dbmOf, milliwatts } from '../power.ts';
import { mean } from './robust.ts';

/** What an anchor heard on average (of powers) of a tag at a spot, freed of the slabs in between. */
export type Measured = {
  readonly anchor: AnchorId;
  readonly floor: FloorId;
  readonly x: number;
  readonly y: number;
  readonly distanceM: number;
  readonly rssiDbm: number;
  readonly readings: readonly number[];
};

/** How an anchor nobody calibrated is taken to fade. */
export const usualExponent = defaultPathLoss.exponent;

/** `floors` from bottom to top. Samples must have passed `checkCalibration`; others are ignored. */
export function measure(samples: readonly CalibrationSample[], floors: readonly Floor[]): readonly Measured[] {
  const storeys = new Map(floors.map((floor, storey) => [floor.id, storey]));
  const placed = new Map(floors.flatMap((floor, storey) => floor.anchors.map((anchor) => [anchor.id, { anchor, storey }])));
  return samples.flatMap(({ floor, x, y, anchor: id, rssi }) => {
    const [at, storey] = [placed.get(id), storeys.get(floor)];
    if (at === undefined || storey === undefined) return [];
    const up = storey - at.storey;
    const distanceM = Math.hypot(x - at.anchor.at.x, y - at.anchor.at.y, heightBetweenM(up, at.anchor.heightM));
    return [{ anchor: id, floor, x, y, distanceM, rssiDbm: dbmOf(mean(rssi.map(milliwatts))) + slabsDb(up), readings: rssi }];
  });
}

/** How a curve is drawn: the usual one, one for the whole site, or one per anchor. */
export type CurveKind = 'default' | 'site' | 'anchor';

/** What is expected in place of `rssiDbm`, by curves that were fitted to `known`. */
export function fitCurves(known: readonly Measured[], kind: CurveKind): (at: Measured) => number {
  if (kind === 'default') return (at) => expectedDbm(defaultPathLoss, at.distanceM);
  const site = known.length === 0 ? defaultPathLoss : fitSite(known);
  if (kind === 'site') return (at) => expectedDbm(site, at.distanceM);
  const own = new Map<AnchorId, PathLoss>();
  for (const [anchor, heard] of Map.groupBy(known, (m) => m.anchor)) own.set(anchor, fitAnchor(heard, site));
  return (at) => expectedDbm(own.get(at.anchor) ?? site, at.distanceM);
}

/**
 * How far each sample of one anchor is from the curve fitted to the others of it (left out one by one while there are few
 * enough for that to be quick), in dB; positive where more was heard than expected.
 */
export function residualsDb(own: readonly Measured[], everything: readonly Measured[]): readonly number[] {
  const site = fitSite(everything);
  if (own.length > mostLeftOut) {
    const loss = fitAnchor(own, site);
    return own.map((m) => m.rssiDbm - expectedDbm(loss, m.distanceM));
  }
  return own.map(
    (m) =>
      m.rssiDbm -
      expectedDbm(
        fitAnchor(
          own.filter((other) => other !== m),
          site,
        ),
        m.distanceM,
      ),
  );
}

const mostLeftOut = 200;
