// Who heard a tag best over its last looks, strongest first: what two-places.ts tries to explain. It stands in memory made
// once, and is zeroed when the question is answered.

import type { Hearers } from './hearers.ts';
import type { Place } from './look.ts';
import { eachHeard, type Recent } from './recent.ts';

/** An anchor where it stands, and by how much more than at one metre it hears the tag. */
export type Heard = { storey: number; x: number; y: number; excessDb: number };

type Pool = {
  /** The strongest come first; only as many of them as `fill` said mean anything. */
  readonly heard: readonly Heard[];
  readonly fill: (recent: Recent) => number;
  readonly clear: () => void;
};

export const mostHeard = 8;
/** What one look alone heard may be a mistake. */
const looksHeardIn = 2;

type Sums = { excessDb: number; readings: number; looks: number };

export function createPool(hearers: Hearers): Pool {
  const heard = Array.from({ length: mostHeard }, (): Heard => ({ storey: 0, x: 0, y: 0, excessDb: 0 }));
  /** By the anchor's number. */
  const sums: Sums[] = [];
  /** The numbers of those that heard anything, in the order they did. */
  const anchors: number[] = [];
  const add = (anchor: number, excessDb: number, readings: number): void => {
    const own = sums[anchor];
    if (own === undefined) return;
    if (own.looks === 0) anchors.push(anchor);
    own.excessDb += excessDb * readings;
    own.readings += readings;
    own.looks += 1;
  };
  return {
    heard,
    fill: (recent) => {
      while (sums.length < hearers.count()) sums.push({ excessDb: 0, readings: 0, looks: 0 });
      eachHeard(recent, add);
      let count = 0;
      for (const anchor of anchors) {
        const [own, by] = [sums[anchor], hearers.at(anchor)];
        if (own && by && own.looks >= looksHeardIn) count = insert(heard, count, by, own.excessDb / own.readings);
      }
      return count;
    },
    clear: () => {
      for (const place of heard) set(place, { storey: 0, x: 0, y: 0 }, 0);
      for (const anchor of anchors) Object.assign(sums[anchor] ?? {}, { excessDb: 0, readings: 0, looks: 0 });
      anchors.fill(0);
      anchors.length = 0;
    },
  };
}

/** Puts an anchor among the first `count`, which are in order; how many they are then. */
function insert(heard: Heard[], count: number, by: Place, excessDb: number): number {
  const last = heard[Math.min(count, mostHeard - 1)];
  if (last === undefined || (count === mostHeard && last.excessDb >= excessDb)) return count;
  let i = Math.min(count, mostHeard - 1);
  for (let weaker = heard[i - 1]; weaker && weaker.excessDb < excessDb; weaker = heard[i - 1]) heard[i--] = weaker;
  heard[i] = last;
  set(last, by, excessDb);
  return Math.min(count + 1, mostHeard);
}

function set(heard: Heard, { storey, x, y }: Place, excessDb: number): void {
  heard.storey = storey;
  heard.x = x;
  heard.y = y;
  heard.excessDb = excessDb;
}
