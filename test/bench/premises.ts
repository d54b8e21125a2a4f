// Floors that exist nowhere, for the benchmark's crowd to walk on: rooms with doors, anchors in a lattice, textbook radio
// (log-distance, shadowing that stays at its place, fading that does not) and a survey made with it. About 12 anchors hear
// each advert whatever the size of the floor: the larger the floor, the more walls, and so the steeper the loss.

import type { CalibrationSample } from '#gateway/locate/calibration.ts';
import type { Point } from '#shared/geometry/point.ts';
import type { Segment } from '#shared/geometry/segment.ts';
import { gaussian, type Random, seededRandom } from '#shared/kit/random.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import { type Anchor, Floor } from '#shared/model/site.ts';

type Across = { readonly across: number; readonly down: number };
export type Plan = {
  readonly widthM: number;
  readonly depthM: number;
  readonly anchors: Across;
  readonly survey: Across;
  /** Loss of signal with distance: 2 in free space, more behind walls. */
  readonly exponent: number;
};

/** From the smallest to the largest; the first and the last are those the aims speak of. */
export const plans = [
  { widthM: 21, depthM: 18, anchors: { across: 4, down: 3 }, survey: { across: 14, down: 9 }, exponent: 2.2 },
  { widthM: 30, depthM: 24, anchors: { across: 5, down: 5 }, survey: { across: 14, down: 11 }, exponent: 3.1 },
  { widthM: 42, depthM: 34, anchors: { across: 10, down: 5 }, survey: { across: 16, down: 11 }, exponent: 3.25 },
  { widthM: 60, depthM: 40, anchors: { across: 10, down: 10 }, survey: { across: 20, down: 10 }, exponent: 3.4 },
] as const satisfies readonly Plan[];

export const [hall, , , office] = plans;

export type Reading = { readonly anchor: AnchorId; readonly rssiDbm: number };

export type Premises = {
  readonly floors: readonly [Floor];
  readonly calibration: readonly CalibrationSample[];
  /** One advert of a tag at `at`, as the anchors in reach hear it. */
  readonly advert: (at: Point, random: Random) => readonly Reading[];
  /** What nobody walks through. */
  readonly walls: readonly Segment[];
};

const anchorsOf = ({ anchors }: Plan): number => anchors.across * anchors.down;
export const pointsOf = ({ survey }: Plan): number => survey.across * survey.down;
export const nameOf = (plan: Plan): string => `${anchorsOf(plan)} anchors on ${plan.widthM} x ${plan.depthM} m`;

const roomM = 7;
const doorM = 1.5;
const shadowDb = 3.5;
const shadowLengthM = 3;
const fadingDb = 3;
const atOneMetreDbm = -61;
const faintestDbm = -94;
const readingsPerPoint = 8;

/** The same plan makes the same premises, to the last reading. */
export function createPremises(plan: Plan): Premises {
  const random = seededRandom(7);
  const rooms = { across: Math.round(plan.widthM / roomM), down: Math.round(plan.depthM / roomM) };
  const walls = wallsBetween(plan, rooms);
  const floor = Floor.parse({
    id: 'floor',
    name: 'Floor',
    short: '1',
    outline: box(0, 0, plan.widthM, plan.depthM),
    zones: lattice(plan, rooms).map(({ x, y }, i) => {
      const [w, h] = [plan.widthM / rooms.across, plan.depthM / rooms.down];
      return { id: `room-${i}`, name: `Room ${i}`, shape: box(x - w / 2, y - h / 2, w, h) };
    }),
    walls: walls.map(({ from, to }) => ({ kind: 'partition', path: [from, to].map(({ x, y }) => [x, y]) })),
    anchors: lattice(plan, plan.anchors).map(({ x, y }, i) => ({ id: `a-${i}`, at: [x + random() - 0.5, y + random() - 0.5] })),
  });
  const radios = floor.anchors.map((anchor) => createRadio(anchor, plan.exponent, random));
  const advert: Premises['advert'] = (at, chance) =>
    radios.flatMap((radio) => {
      const rssiDbm = radio.hears(at, chance);
      return rssiDbm < faintestDbm ? [] : [{ anchor: radio.anchor, rssiDbm }];
    });
  const calibration = lattice(plan, plan.survey).flatMap((at) => samplesAt(floor, at, advert, random));
  return { floors: [floor], calibration, advert, walls };
}

/** The shape of a file, whose rings are closed; the model opens rings of its own. */
function box(x: number, y: number, w: number, h: number): { readonly rect: readonly number[] } {
  return { rect: [x, y, w, h] };
}

/** The centres of as many equal parts of the floor. */
function lattice({ widthM, depthM }: Plan, { across, down }: Across): readonly Point[] {
  const along = (lengthM: number, parts: number): number[] =>
    Array.from({ length: parts }, (_, i) => ((i + 0.5) * lengthM) / parts);
  return along(depthM, down).flatMap((y) => along(widthM, across).map((x) => ({ x, y })));
}

/** Between every two rooms a wall with a door in its middle. */
function wallsBetween({ widthM, depthM }: Plan, { across, down }: Across): readonly Segment[] {
  const [w, h] = [widthM / across, depthM / down];
  return Array.from({ length: across * down }, (_, i) => ({ x: (i % across) * w, y: Math.floor(i / across) * h })).flatMap(
    ({ x, y }) => [...(x > 0 ? withDoor({ x, y }, { x, y: y + h }) : []), ...(y > 0 ? withDoor({ x, y }, { x: x + w, y }) : [])],
  );
}

function withDoor(from: Point, to: Point): readonly Segment[] {
  const half = (1 - doorM / Math.hypot(to.x - from.x, to.y - from.y)) / 2;
  const part = (share: number): Point => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  return [
    { from, to: part(half) },
    { from: part(1 - half), to },
  ];
}

type Radio = { readonly anchor: AnchorId; readonly hears: (at: Point, random: Random) => number };

function createRadio({ id, at }: Anchor, exponent: number, random: Random): Radio {
  const waves = Array.from({ length: 12 }, () => ({
    kx: gaussian(random) / shadowLengthM,
    ky: gaussian(random) / shadowLengthM,
    phase: random() * 2 * Math.PI,
  }));
  return {
    anchor: id,
    hears: ({ x, y }, chance) => {
      const distanceM = Math.max(0.5, Math.hypot(at.x - x, at.y - y, 1.2));
      const shadow = waves.reduce((sum, { kx, ky, phase }) => sum + Math.cos(kx * x + ky * y + phase), 0);
      const steady = atOneMetreDbm - 10 * exponent * Math.log10(distanceM) + shadow * shadowDb * Math.sqrt(2 / waves.length);
      return Math.round(steady + gaussian(chance, 0, fadingDb));
    },
  };
}

function samplesAt({ id }: Floor, at: Point, advert: Premises['advert'], random: Random): readonly CalibrationSample[] {
  const readings = Array.from({ length: readingsPerPoint }, () => advert(at, random)).flat();
  const perAnchor = Map.groupBy(readings, ({ anchor }) => anchor);
  return [...perAnchor].map(([anchor, heard]) => ({
    floor: id,
    x: at.x,
    y: at.y,
    anchor,
    rssi: heard.map(({ rssiDbm }) => rssiDbm),
  }));
}
