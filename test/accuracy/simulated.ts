// Halls that exist nowhere, so that the engine is not only right about the two that were recorded: other sizes, anchors,
// floors and ids, radio made from a textbook (log-distance, shadowing that stays, fading that does not, a body in the way).
// Figures on them say whether something generalises; how good the engine is, only real radio says.

import { gaussian, type Random, seededRandom } from '#shared/kit/random.ts';
import type { RecordedSite, Recording, SightingLine, StationaryLine, TruthLine } from './recording.ts';

export type SimulatedHall = {
  readonly seed: number;
  readonly widthM: number;
  readonly depthM: number;
  readonly storeys: number;
  readonly anchorsPerStorey: number;
  /** Standard deviation of what stays at a place, as furniture makes it. */
  readonly shadowDb: number;
  /** Distance between surveyed places. */
  readonly surveyM: number;
};

type Anchor = {
  readonly id: string;
  readonly storey: number;
  readonly x: number;
  readonly y: number;
  readonly waves: readonly Wave[];
};
type Wave = { readonly kx: number; readonly ky: number; readonly phase: number };
type Spot = { readonly storey: number; readonly x: number; readonly y: number };

const atOneMetreDbm = -61;
const exponent = 2.2;
const slabDb = 16;
const slabM = 3.2;
const fadingDb = 3;
const bodyDb = 5;
const faintestDbm = -96;
const shadowLengthM = 3;

/** A surveyed site with one recording, "walk": three minutes of somebody who walks and stands, heard twice a second. */
export function simulatedHall(hall: SimulatedHall): RecordedSite {
  const random = seededRandom(hall.seed);
  const anchors = placeAnchors(hall, random);
  const floors = Array.from({ length: hall.storeys }, (_, storey) => ({
    id: `Level ${storey}`,
    outline: { rect: [0, 0, hall.widthM, hall.depthM] },
    anchors: anchors.filter((anchor) => anchor.storey === storey).map(({ id, x, y }) => ({ id, at: [x, y] })),
  }));
  const calibration = survey(hall).flatMap((spot) =>
    anchors.flatMap((anchor): StationaryLine[] => {
      const rssi = Array.from({ length: 12 }, (_, i) => hears(anchor, spot, i, hall, random)).filter((dbm) => dbm !== null);
      return rssi.length === 0 ? [] : [{ floor: `Level ${spot.storey}`, x: spot.x, y: spot.y, anchor: anchor.id, rssi }];
    }),
  );
  return { site: { floors }, calibration, recordings: new Map([['walk', walk(hall, anchors, random)]]) };
}

/** Spread over each floor by chance, no two closer than chance of a few tries allows. */
function placeAnchors({ storeys, anchorsPerStorey, widthM, depthM }: SimulatedHall, random: Random): readonly Anchor[] {
  const placed: Anchor[] = [];
  for (let n = 0; n < storeys * anchorsPerStorey; n++) {
    const storey = Math.floor(n / anchorsPerStorey);
    const tries = Array.from({ length: 12 }, () => ({ x: random() * widthM, y: random() * depthM }));
    const room = (p: { x: number; y: number }): number =>
      Math.min(99, ...placed.filter((one) => one.storey === storey).map((one) => Math.hypot(one.x - p.x, one.y - p.y)));
    const at = tries.reduce((best, one) => (room(one) > room(best) ? one : best));
    const waves = Array.from({ length: 24 }, () => ({
      kx: gaussian(random) / shadowLengthM,
      ky: gaussian(random) / shadowLengthM,
      phase: random() * 2 * Math.PI,
    }));
    placed.push({ id: `AP:${n.toString(16).toUpperCase()}`, storey, ...at, waves });
  }
  return placed;
}

function survey({ storeys, widthM, depthM, surveyM }: SimulatedHall): readonly Spot[] {
  const along = (lengthM: number): number[] =>
    Array.from({ length: Math.floor(lengthM / surveyM) }, (_, i) => (i + 0.5) * surveyM);
  return Array.from({ length: storeys }, (_, storey) => storey).flatMap((storey) =>
    along(widthM).flatMap((x) => along(depthM).map((y) => ({ storey, x, y }))),
  );
}

/** One reading, or null when it was too faint; `heading` is where the body's back is. */
function hears(anchor: Anchor, spot: Spot, heading: number, { shadowDb }: SimulatedHall, random: Random): number | null {
  const floorsBetween = Math.abs(anchor.storey - spot.storey);
  const [dx, dy] = [anchor.x - spot.x, anchor.y - spot.y];
  const distanceM = Math.max(0.5, Math.hypot(dx, dy, floorsBetween * slabM + 1.2));
  const shadow = anchor.waves.reduce((sum, { kx, ky, phase }) => sum + Math.cos(kx * spot.x + ky * spot.y + phase), 0);
  const body = bodyDb * Math.max(0, -Math.cos(Math.atan2(dy, dx) - heading));
  const dbm =
    atOneMetreDbm -
    10 * exponent * Math.log10(distanceM) -
    floorsBetween * slabDb +
    shadow * shadowDb * Math.sqrt(2 / anchor.waves.length) -
    body +
    gaussian(random, 0, fadingDb);
  return dbm < faintestDbm + gaussian(random, 0, 2) ? null : Math.round(dbm);
}

function walk(hall: SimulatedHall, anchors: readonly Anchor[], random: Random): Recording {
  const sightings: SightingLine[] = [];
  const truth: TruthLine[] = [];
  const anywhere = (): Spot => ({ storey, x: 0.5 + random() * (hall.widthM - 1), y: 0.5 + random() * (hall.depthM - 1) });
  let storey = 0;
  let [at, goal, standsUntilMs] = [anywhere(), anywhere(), 0];
  for (let t = 0; t < 180_000; t += 500) {
    if (t === 90_000 && hall.storeys > 1) {
      storey = 1;
      [at, goal] = [anywhere(), anywhere()];
    }
    const left = Math.hypot(goal.x - at.x, goal.y - at.y);
    const stepM = t < standsUntilMs ? 0 : Math.min(left, 0.4);
    if (left < 0.4) [goal, standsUntilMs] = [anywhere(), t + random() * 15_000];
    const heading = Math.atan2(goal.y - at.y, goal.x - at.x);
    at = { storey, x: at.x + Math.cos(heading) * stepM, y: at.y + Math.sin(heading) * stepM };
    truth.push({ t, tag: 'visitor', floor: `Level ${storey}`, x: at.x, y: at.y });
    for (const anchor of anchors) {
      const rssi = random() < 0.25 ? null : hears(anchor, at, heading, hall, random);
      if (rssi !== null) sightings.push({ t: t + Math.round(random() * 100), anchor: anchor.id, tag: 'visitor', rssi });
    }
  }
  return { sightings, truth };
}
