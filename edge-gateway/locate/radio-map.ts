// What every anchor should hear of a tag at every place of the building, and how far off that expectation usually is.
// Computed once per survey, so that solving only looks up.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { AnchorTuning } from './calibrate/tuning.ts';
import type { CalibrationSample } from './calibration.ts';
import { type ExpectAt, newExpectations, readingSdDb, setExpectation } from './expectation.ts';
import type { Grid } from './grid.ts';
import type { Hearer } from './look.ts';
import { slabsDb, wallsBetweenDb } from './obstruction.ts';
import { defaultPathLoss, expectedDbm, fitSite, type PathLoss } from './path-loss.ts';
import { distanceTo, measurements, type Placed, type StoreySurvey, storeySurveys } from './survey.ts';
import { surveyErrorM } from './survey-error.ts';
import { expectTaught, lossSample, type Taught, teach } from './taught-anchor.ts';

/** One anchor's expectation per cell, as expectation.ts lays it out. */
export type AnchorField = {
  readonly by: Hearer;
  /** The same one for all anchors of a map; that of the building's first cell is number `first` of it. */
  readonly table: Float32Array;
  readonly first: number;
  /** The power at one metre that the expectation supposes, where nobody calibrated; null where measurements speak. */
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

/** How wrong an expectation without calibration is, beside the spread of a reading. */
const uncalibratedSdDb = 5;
const tunedSdDb = 4;

/** Builds the fields of all anchors, in steps, so that a running gateway can breathe in between. */
export function* buildRadioMap({ floors, calibration, tunings }: MapSources, grid: Grid): Generator<void, RadioMap> {
  const placed = floors.flatMap((floor, storey) => floor.anchors.map((anchor): Placed => ({ anchor, storey })));
  const measured = measurements(placed, floors, calibration);
  const everything = [...measured.values()].flat();
  const site = everything.length > 0 ? fitSite(everything.map(lossSample)) : defaultPathLoss;
  const tuningOf = new Map(tunings.map((tuning) => [tuning.anchor, tuning]));
  const surveys = yield* storeySurveys(grid, everything);
  const taught = yield* teach(placed, measured, site, grid, surveys);
  const fields = new Map<AnchorId, AnchorField>();
  const table = newExpectations(placed.length * grid.size);
  for (const [n, p] of placed.entries()) {
    yield;
    const { id } = p.anchor;
    const known = taught[n];
    const model = known ? calibrated(p, known, surveys) : plain(p, floors, site, tuningOf.get(id));
    const first = n * grid.size;
    fillIn(table, first, grid, model.expect);
    fields.set(id, { by: model.by, supposedPowerDbm: model.supposedPowerDbm, table, first });
  }
  return { fields, errorM: surveyErrorM(grid, surveys) };
}

/** What is known of one anchor, before it is looked up for every cell. */
type Model = Pick<AnchorField, 'by' | 'supposedPowerDbm'> & {
  readonly expect: ExpectAt;
};

function calibrated(p: Placed, taught: Taught, surveys: readonly StoreySurvey[]): Model {
  return { by: hearerOf(p, taught.loss), supposedPowerDbm: null, expect: expectTaught(p, taught, surveys) };
}

function plain(p: Placed, floors: readonly Floor[], site: PathLoss, tuning: AnchorTuning | undefined): Model {
  const loss = {
    atOneMetreDbm: site.atOneMetreDbm + (tuning?.offsetDb ?? 0),
    exponent: tuning?.exponent ?? site.exponent,
  };
  const sdDb = Math.hypot(readingSdDb, tuning ? tunedSdDb : uncalibratedSdDb);
  const expect: Model['expect'] = (x, y, storey) => {
    const floor = storey === p.storey ? floors[storey] : undefined;
    const walls = floor ? wallsBetweenDb(floor, p.anchor.at, { x, y }) : 0;
    return { meanDbm: expectedDbm(loss, distanceTo(p, x, y, storey)) - walls - slabsDb(storey - p.storey), sdDb };
  };
  return { by: hearerOf(p, loss), supposedPowerDbm: loss.atOneMetreDbm, expect };
}

function hearerOf({ anchor: { id, at }, storey }: Placed, { atOneMetreDbm }: PathLoss): Hearer {
  return { anchor: id, storey, ...at, expectedAtOneMetreDbm: atOneMetreDbm };
}

function fillIn(table: Float32Array, first: number, grid: Grid, expect: Model['expect']): void {
  grid.floors.forEach((floor, storey) => {
    for (let i = 0; i < floor.cols * floor.rows; i++) {
      const cell = floor.first + i;
      if (grid.room[cell] === 0) continue;
      setExpectation(table, first + cell, expect(grid.x[cell] ?? 0, grid.y[cell] ?? 0, storey, i));
    }
  });
}
