// What every anchor should hear of a tag at every place of the building, and how far off that expectation usually is.
// Computed once at start, so that solving only looks up.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import type { CalibrationSample } from './calibration.ts';
import type { Grid } from './grid.ts';
import { heightBetweenM, slabsDb, wallsBetweenDb } from './obstruction.ts';
import { defaultPathLoss, expectedDbm, fitAnchor, fitSite, type LossSample, type PathLoss } from './path-loss.ts';
import { type Residual, residualAt } from './residual-map.ts';

/** One anchor's expectation per cell: mean in dBm, 1/sd² of a reading around it, and log(1/sd). Zero outside. */
export type AnchorField = {
  readonly meanDbm: Float32Array;
  readonly precision: Float32Array;
  readonly logInverseSd: Float32Array;
  /** The power at one metre that `meanDbm` supposes, where nobody calibrated; null where measurements speak. */
  readonly supposedPowerDbm: number | null;
};

export type RadioMap = ReadonlyMap<AnchorId, AnchorField>;

/** Spread of one reading: fading and the body; and how wrong an expectation without calibration is on top of that. */
const readingSdDb = 4;
const uncalibratedSdDb = 5;
/** How wrong a calibrated curve is on a floor where nobody stood. */
const otherFloorSdDb = 5;

type Placed = { readonly anchor: Anchor; readonly storey: number };
type Measured = {
  readonly x: number;
  readonly y: number;
  readonly storey: number;
  readonly distanceM: number;
  readonly dbm: number;
};

/** Builds the fields of all anchors. Samples of anchors or floors the site does not have are ignored. */
export function createRadioMap(floors: readonly Floor[], grid: Grid, calibration: readonly CalibrationSample[]): RadioMap {
  const placed = floors.flatMap((floor, storey) => floor.anchors.map((anchor): Placed => ({ anchor, storey })));
  const measured = new Map(placed.map((p) => [p.anchor.id, measurements(p, floors, calibration)]));
  const everything = [...measured.values()].flat();
  const site = everything.length > 0 ? fitSite(everything.map(lossSample)) : defaultPathLoss;
  const fields = new Map<AnchorId, AnchorField>();
  for (const p of placed) {
    const own = measured.get(p.anchor.id) ?? [];
    fields.set(p.anchor.id, own.length > 0 ? calibratedField(p, grid, own, site) : plainField(p, floors, grid, site));
  }
  return fields;
}

/** The mean of what the anchor heard at each calibrated point, freed of the slabs in between. */
function measurements(p: Placed, floors: readonly Floor[], calibration: readonly CalibrationSample[]): readonly Measured[] {
  return calibration
    .filter((sample) => sample.anchor === p.anchor.id)
    .map((sample) => ({ sample, storey: floors.findIndex((floor) => floor.id === sample.floor) }))
    .filter(({ storey }) => storey >= 0)
    .map(({ sample, storey }) => ({
      x: sample.x,
      y: sample.y,
      storey,
      distanceM: distanceTo(p, sample.x, sample.y, storey),
      dbm: sample.rssi.reduce((sum, rssi) => sum + rssi, 0) / sample.rssi.length + slabsDb(storey - p.storey),
    }));
}

function lossSample(m: Measured): LossSample {
  return { distanceM: m.distanceM, rssiDbm: m.dbm };
}

function distanceTo(p: Placed, x: number, y: number, storey: number): number {
  return Math.hypot(x - p.anchor.at.x, y - p.anchor.at.y, heightBetweenM(storey - p.storey, p.anchor.heightM));
}

function calibratedField(p: Placed, grid: Grid, own: readonly Measured[], site: PathLoss): AnchorField {
  const loss = fitAnchor(own.map(lossSample), site);
  const residuals = grid.floors.map((_, storey) =>
    own
      .filter((m) => m.storey === storey)
      .map((m): Residual => ({ x: m.x, y: m.y, errorDb: m.dbm - expectedDbm(loss, m.distanceM) })),
  );
  return field(grid, null, (x, y, storey) => {
    const plain = expectedDbm(loss, distanceTo(p, x, y, storey)) - slabsDb(storey - p.storey);
    const points = residuals[storey] ?? [];
    if (points.length === 0) return { meanDbm: plain, sdDb: Math.hypot(readingSdDb, otherFloorSdDb) };
    const residual = residualAt(points, { x, y });
    return { meanDbm: plain + residual.errorDb, sdDb: Math.hypot(readingSdDb, residual.sdDb) };
  });
}

function plainField(p: Placed, floors: readonly Floor[], grid: Grid, site: PathLoss): AnchorField {
  return field(grid, site.atOneMetreDbm, (x, y, storey) => {
    const floor = storey === p.storey ? floors[storey] : undefined;
    const walls = floor ? wallsBetweenDb(floor, p.anchor.at, { x, y }) : 0;
    const meanDbm = expectedDbm(site, distanceTo(p, x, y, storey)) - walls - slabsDb(storey - p.storey);
    return { meanDbm, sdDb: Math.hypot(readingSdDb, uncalibratedSdDb) };
  });
}

type Expectation = { readonly meanDbm: number; readonly sdDb: number };

function field(
  grid: Grid,
  supposedPowerDbm: number | null,
  expect: (x: number, y: number, storey: number) => Expectation,
): AnchorField {
  const meanDbm = new Float32Array(grid.size);
  const precision = new Float32Array(grid.size);
  const logInverseSd = new Float32Array(grid.size);
  grid.floors.forEach((floor, storey) => {
    const end = floor.first + floor.cols * floor.rows;
    for (let i = floor.first; i < end; i++) {
      if (grid.inside[i] === 0) continue;
      const expectation = expect(grid.x[i] ?? 0, grid.y[i] ?? 0, storey);
      meanDbm[i] = expectation.meanDbm;
      precision[i] = 1 / expectation.sdDb ** 2;
      logInverseSd[i] = -Math.log(expectation.sdDb);
    }
  });
  return { meanDbm, precision, logInverseSd, supposedPowerDbm };
}
