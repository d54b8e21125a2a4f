// What every anchor should hear of a tag at every place of the building, and how far off that expectation usually is.
// Computed once per survey, so that solving only looks up.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { AnchorTuning } from './calibrate/tuning.ts';
import type { CalibrationSample } from './calibration.ts';
import type { Grid } from './grid.ts';
import type { Hearer } from './look.ts';
import { slabsDb, wallsBetweenDb } from './obstruction.ts';
import { defaultPathLoss, expectedDbm, fitAnchor, fitSite, type LossSample, type PathLoss } from './path-loss.ts';
import { fieldSdDb, type Kriging } from './residual-map.ts';
import {
  distanceTo,
  errorsAtSpots,
  type Measured,
  measurements,
  type Placed,
  type StoreySurvey,
  storeySurveys,
} from './survey.ts';
import { surveyErrorM } from './survey-error.ts';

/** One anchor's expectation per cell: mean in dBm, 1/sd² of a reading around it, and log(sd). Zero outside. */
export type AnchorField = {
  readonly by: Hearer;
  readonly meanDbm: Float32Array;
  readonly precision: Float32Array;
  readonly logSd: Float32Array;
  /** The power at one metre that `meanDbm` supposes, where nobody calibrated; null where measurements speak. */
  readonly supposedPowerDbm: number | null;
};

export type RadioMap = {
  readonly fields: ReadonlyMap<AnchorId, AnchorField>;
  /** Per cell: how far a place may be off, seconds on end, because nobody surveyed near it. The belief can't notice. */
  readonly errorM: Float32Array;
};

export type MapSources = {
  readonly floors: readonly Floor[];
  readonly calibration: readonly CalibrationSample[];
  readonly tunings: readonly AnchorTuning[];
};

/** Spread of one reading: fading and the body; and how wrong an expectation without calibration is on top of that. */
const readingSdDb = 4;
const uncalibratedSdDb = 5;
const tunedSdDb = 4;
/** How wrong a calibrated curve is on a floor where nobody stood. */
const otherFloorSdDb = 5;

/** Builds the fields of all anchors, one at each step so that a running gateway can breathe in between. */
export function* buildRadioMap({ floors, calibration, tunings }: MapSources, grid: Grid): Generator<void, RadioMap> {
  const placed = floors.flatMap((floor, storey) => floor.anchors.map((anchor): Placed => ({ anchor, storey })));
  const measured = measurements(placed, floors, calibration);
  const everything = [...measured.values()].flat();
  const site = everything.length > 0 ? fitSite(everything.map(lossSample)) : defaultPathLoss;
  const tuningOf = new Map(tunings.map((tuning) => [tuning.anchor, tuning]));
  const surveys = storeySurveys(grid, everything);
  const fields = new Map<AnchorId, AnchorField>();
  for (const p of placed) {
    yield;
    const own = measured.get(p.anchor.id) ?? [];
    const tuning = tuningOf.get(p.anchor.id);
    const { id } = p.anchor;
    fields.set(id, own.length > 0 ? calibratedField(p, grid, own, site, surveys) : plainField(p, floors, grid, site, tuning));
  }
  return { fields, errorM: surveyErrorM(grid, surveys) };
}

function lossSample(m: Measured): LossSample {
  return { distanceM: m.distanceM, rssiDbm: m.dbm };
}

function calibratedField(
  p: Placed,
  grid: Grid,
  own: readonly Measured[],
  site: PathLoss,
  surveys: readonly StoreySurvey[],
): AnchorField {
  const loss = fitAnchor(own.map(lossSample), site);
  const storeys = surveys.map((survey, storey) => {
    const here = own.filter((m) => m.storey === storey);
    const errorsDb = errorsAtSpots(survey, here, (m) => m.dbm - expectedDbm(loss, m.distanceM));
    return here.length === 0 ? null : { survey, errorsDb };
  });
  return field({ by: hearerOf(p, loss), supposedPowerDbm: null }, grid, (x, y, storey, i) => {
    const plain = expectedDbm(loss, distanceTo(p, x, y, storey)) - slabsDb(storey - p.storey);
    const known = storeys[storey];
    const here = known?.survey.cells[i];
    if (!known || !here) return { meanDbm: plain, sdDb: Math.hypot(readingSdDb, otherFloorSdDb) };
    const { errorDb, sdDb } = carried(here, known.errorsDb);
    return { meanDbm: plain + errorDb, sdDb: Math.hypot(readingSdDb, sdDb) };
  });
}

/** The survey's errors carried to a cell. A spot without a sample of this anchor says nothing, and is missed. */
function carried({ nearest, weights, sdDb }: Kriging, errorsDb: Float64Array): { errorDb: number; sdDb: number } {
  let errorDb = 0;
  let missed = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k] ?? 0;
    const error = errorsDb[nearest[k] ?? 0] ?? Number.NaN;
    if (Number.isNaN(error)) missed += weight * weight;
    else errorDb += weight * error;
  }
  return { errorDb, sdDb: Math.sqrt(sdDb * sdDb + missed * fieldSdDb * fieldSdDb) };
}

function plainField(
  p: Placed,
  floors: readonly Floor[],
  grid: Grid,
  site: PathLoss,
  tuning: AnchorTuning | undefined,
): AnchorField {
  const loss = {
    atOneMetreDbm: site.atOneMetreDbm + (tuning?.offsetDb ?? 0),
    exponent: tuning?.exponent ?? site.exponent,
  };
  const sdDb = Math.hypot(readingSdDb, tuning ? tunedSdDb : uncalibratedSdDb);
  return field({ by: hearerOf(p, loss), supposedPowerDbm: loss.atOneMetreDbm }, grid, (x, y, storey) => {
    const floor = storey === p.storey ? floors[storey] : undefined;
    const walls = floor ? wallsBetweenDb(floor, p.anchor.at, { x, y }) : 0;
    return { meanDbm: expectedDbm(loss, distanceTo(p, x, y, storey)) - walls - slabsDb(storey - p.storey), sdDb };
  });
}

function hearerOf({ anchor: { id, at }, storey }: Placed, { atOneMetreDbm }: PathLoss): Hearer {
  return { anchor: id, storey, ...at, expectedAtOneMetreDbm: atOneMetreDbm };
}

type Expectation = { readonly meanDbm: number; readonly sdDb: number };

function field(
  about: Pick<AnchorField, 'by' | 'supposedPowerDbm'>,
  grid: Grid,
  expect: (x: number, y: number, storey: number, cellOfFloor: number) => Expectation,
): AnchorField {
  const meanDbm = new Float32Array(grid.size);
  const precision = new Float32Array(grid.size);
  const logSd = new Float32Array(grid.size);
  grid.floors.forEach((floor, storey) => {
    for (let i = 0; i < floor.cols * floor.rows; i++) {
      const cell = floor.first + i;
      if (grid.room[cell] === 0) continue;
      const expectation = expect(grid.x[cell] ?? 0, grid.y[cell] ?? 0, storey, i);
      meanDbm[cell] = expectation.meanDbm;
      precision[cell] = 1 / expectation.sdDb ** 2;
      logSd[cell] = Math.log(expectation.sdDb);
    }
  });
  return { ...about, meanDbm, precision, logSd };
}
