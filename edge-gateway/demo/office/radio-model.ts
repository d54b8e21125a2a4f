// What a scanner would hear of a tag: log-distance path loss, walls and slabs in between, the body that wears the tag,
// slow fading that belongs to the place and fast fading that belongs to the moment. Repeats from its seed.

import { distanceM, type Point } from '#shared/geometry/point.ts';
import { type Segment, segmentsCross } from '#shared/geometry/segment.ts';
import { gaussian, type Random, seededRandom } from '#shared/kit/random.ts';
import type { AnchorId, FloorId } from '#shared/model/ids.ts';
import type { Site, Wall } from '#shared/model/site.ts';

/** Losses in dB for one crossing; common figures for 2.4 GHz. Past a few walls the signal finds a way around. */
const wallLossDb: Readonly<Record<Wall['kind'], number>> = { solid: 7, partition: 3, glass: 2 };
const mostWallsDb = 14;
const slabLossDb = 18;
const storeyM = 3.4;
/** A badge on the chest: heard in front as it is, behind the back so much weaker. */
const bodyLossDb = 5;
const slowFading = { sdDb: 2, gridM: 2 } as const;
const fastFading = { sdDb: 2.2, burstChance: 0.08, burstDb: -6 } as const;

/** Weaker adverts drown in the noise of a small receiver. */
export const sensitivityDbm = -98;
/** The radio of the building stays the same whoever is in it, so that a survey of it holds. */
export const buildingSeed = 1;

export type Transmitter = {
  readonly floor: FloorId;
  readonly at: Point;
  /** Where the person looks, radians. */
  readonly facing: number;
  readonly powerDbm: number;
  readonly heightM: number;
};

export type RadioModel = {
  /** One strength in dBm. `moment` is where the fast fading of this advert comes from. */
  readonly rssiDbm: (tag: Transmitter, anchor: AnchorId, moment: Random) => number;
};

type Listener = {
  readonly id: AnchorId;
  readonly storey: number;
  readonly at: Point;
  readonly heightM: number;
  readonly exponent: number;
  readonly offsetDb: number;
  readonly seed: number;
};

/** A model of the site's radio. Scanners differ from each other a little, as real ones do; `seed` says how. */
export function createRadioModel(site: Site, seed: number): RadioModel {
  const random = seededRandom(seed);
  const storeys = new Map(site.floors.map((floor, i) => [floor.id, i]));
  const walls = site.floors.map((floor) => floor.walls.flatMap(segmentsOf));
  const listeners = new Map(
    site.floors.flatMap((floor, storey) =>
      floor.anchors.map((anchor): [AnchorId, Listener] => [
        anchor.id,
        {
          ...anchor,
          storey,
          exponent: 2.2 + random() * 0.4,
          offsetDb: gaussian(random, 0, 1.5),
          seed: Math.floor(random() * 0xffff_ffff),
        },
      ]),
    ),
  );
  return {
    rssiDbm: (tag, anchorId, moment) => {
      const listener = listeners.get(anchorId);
      const storey = storeys.get(tag.floor);
      if (listener === undefined || storey === undefined) return Number.NEGATIVE_INFINITY;
      const storeysApart = Math.abs(listener.storey - storey);
      const flatM = distanceM(tag.at, listener.at);
      const upM = (listener.storey - storey) * storeyM + listener.heightM - tag.heightM;
      const pathDb = 10 * listener.exponent * Math.log10(Math.max(0.5, Math.hypot(flatM, upM)));
      const crossed = storeysApart === 0 ? wallsDb(walls[storey] ?? [], tag.at, listener.at) : storeysApart * slabLossDb;
      const slowDb = slowFadingDb(listener.seed, tag.at);
      return tag.powerDbm - pathDb - crossed - bodyDb(tag, listener.at) + listener.offsetDb + slowDb + fastFadingDb(moment);
    },
  };
}

type Crossing = Segment & { readonly lossDb: number };

function segmentsOf(wall: Wall): Crossing[] {
  return wall.path.slice(1).map((to, i) => ({ from: wall.path[i] ?? to, to, lossDb: wallLossDb[wall.kind] }));
}

function wallsDb(walls: readonly Crossing[], from: Point, to: Point): number {
  const lossDb = walls.reduce((sum, wall) => sum + (segmentsCross(wall, { from, to }) ? wall.lossDb : 0), 0);
  return Math.min(mostWallsDb, lossDb);
}

function bodyDb(tag: Transmitter, listener: Point): number {
  const towards = Math.atan2(listener.y - tag.at.y, listener.x - tag.at.x);
  return (bodyLossDb * (1 - Math.cos(towards - tag.facing))) / 2;
}

function fastFadingDb(moment: Random): number {
  const burst = moment() < fastFading.burstChance ? fastFading.burstDb : 0;
  return gaussian(moment, 0, fastFading.sdDb) + burst;
}

/** Smooth noise over the plan: a normal value at each grid corner, blended in between, the same whenever one comes back. */
function slowFadingDb(seed: number, at: Point): number {
  const x = at.x / slowFading.gridM;
  const y = at.y / slowFading.gridM;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const corner = (column: number, row: number): number =>
    gaussian(seededRandom(seed ^ Math.imul(column, 0x1f1f_1f1f) ^ Math.imul(row, 0x3c6e_f372)), 0, slowFading.sdDb);
  const upper = corner(left, top) * (1 - fx) + corner(left + 1, top) * fx;
  const lower = corner(left, top + 1) * (1 - fx) + corner(left + 1, top + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}
