// An anchor that somebody calibrated: its own curve, and what the survey says that this leaves over at every place.

import type { AnchorId } from '#shared/model/ids.ts';
import { type ExpectAt, readingSdDb } from './expectation.ts';
import type { Grid } from './grid.ts';
import { slabsDb } from './obstruction.ts';
import { expectedDbm, fitAnchor, type LossSample, type PathLoss } from './path-loss.ts';
import { fieldSdDb, type Kriging } from './residual-map.ts';
import { sharedErrors } from './shared-field.ts';
import { distanceTo, errorsAtSpots, type Measured, type Placed, type StoreySurvey } from './survey.ts';

/** Per storey what the curve leaves over in dB, at the survey's spots (NaN without a sample) and at the cells; null where nobody stood. */
export type Taught = {
  readonly loss: PathLoss;
  readonly storeys: ({ readonly atSpotsDb: Float64Array; readonly atCellsDb: Float32Array } | null)[];
};

/** How wrong a calibrated curve is on a floor where nobody stood. */
const otherFloorSdDb = 5;

export function lossSample({ distanceM, dbm }: Measured): LossSample {
  return { distanceM, rssiDbm: dbm };
}

/** In the order of `placed`, null for an anchor without a sample. In steps, so that a running gateway can breathe in between. */
export function* teach(
  placed: readonly Placed[],
  measured: ReadonlyMap<AnchorId, readonly Measured[]>,
  site: PathLoss,
  grid: Grid,
  surveys: readonly StoreySurvey[],
): Generator<void, readonly (Taught | null)[]> {
  const samples = placed.map(({ anchor }) => measured.get(anchor.id) ?? []);
  const taught = samples.map((own): Taught | null =>
    own.length === 0 ? null : { loss: fitAnchor(own.map(lossSample), site), storeys: [] },
  );
  for (const [storey, survey] of surveys.entries()) {
    const atSpotsDb: Float64Array[] = [];
    for (const [n, own] of samples.entries()) {
      yield;
      const here = own.filter((m) => m.storey === storey);
      atSpotsDb.push(errorsAtSpots(survey, here, (m) => m.dbm - expectedDbm(taught[n]?.loss ?? site, m.distanceM)));
    }
    const atCellsDb = yield* sharedErrors(grid, storey, survey.spots, placed, atSpotsDb);
    for (const [n, one] of taught.entries()) {
      const [own, cells] = [atSpotsDb[n], atCellsDb[n]];
      one?.storeys.push(own?.some((db) => !Number.isNaN(db)) && cells ? { atSpotsDb: own, atCellsDb: cells } : null);
    }
  }
  return taught;
}

/** What the anchor should hear at each place. */
export function expectTaught(p: Placed, { loss, storeys }: Taught, surveys: readonly StoreySurvey[]): ExpectAt {
  return (x, y, storey, cellOfFloor) => {
    const fromCurve = expectedDbm(loss, distanceTo(p, x, y, storey)) - slabsDb(storey - p.storey);
    const known = storeys[storey];
    const here = surveys[storey]?.cells[cellOfFloor];
    if (!known || !here) return { meanDbm: fromCurve, sdDb: Math.hypot(readingSdDb, otherFloorSdDb) };
    const sdDb = Math.hypot(readingSdDb, unsureDb(here, known.atSpotsDb));
    return { meanDbm: fromCurve + (known.atCellsDb[cellOfFloor] ?? 0), sdDb };
  };
}

/** How unsure the survey leaves a cell. A spot without a sample of this anchor says nothing, and is missed. */
function unsureDb({ nearest, weights, sdDb }: Kriging, atSpotsDb: Float64Array): number {
  let missed = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k] ?? 0;
    if (Number.isNaN(atSpotsDb[nearest[k] ?? 0] ?? Number.NaN)) missed += weight * weight;
  }
  return Math.sqrt(sdDb * sdDb + missed * fieldSdDb * fieldSdDb);
}
