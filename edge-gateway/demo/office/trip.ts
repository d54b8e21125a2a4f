// A walk from one spot to another, over the stairs when they are on different floors, and how far along it one is.

import { distanceM, type Point } from '#shared/geometry/point.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Site } from '#shared/model/site.ts';
import { findWay } from './find-way.ts';
import type { Spot, Spots } from './spots.ts';
import { createWalkGrid } from './walk-grid.ts';

/** Either a straight stretch on one floor or the time on the stairs. `from` and `to` are on `floor`. */
type Leg = { readonly floor: FloorId; readonly from: Point; readonly to: Point; readonly lastsMs: number };

/** Legs still to go; the first one has `intoMs` of its time behind it. */
export type Trip = { readonly legs: readonly Leg[]; readonly intoMs: number };

export type Planner = (from: Spot, to: Spot, speedMps: number) => Trip;

/** How long a storey takes; half of it is spent at the foot of the stairs of each floor. */
const climbMs = seconds(9);

/** Plans trips over the site's grids. Where there is no way (a plan with a closed room), the person is carried straight. */
export function tripPlanner(site: Site, spots: Spots): Planner {
  const grids = new Map(site.floors.map((floor) => [floor.id, createWalkGrid(floor)]));
  const walk = (floor: FloorId, from: Point, to: Point, speedMps: number): Leg[] => {
    const grid = grids.get(floor);
    const points = (grid && findWay(grid, from, to)) ?? [from, to];
    return points.slice(1).map((end, i) => {
      const begin = points[i] ?? end;
      return { floor, from: begin, to: end, lastsMs: (distanceM(begin, end) / speedMps) * 1000 };
    });
  };
  return (from, to, speedMps) => {
    if (from.floor === to.floor) return { intoMs: 0, legs: walk(from.floor, from.at, to.at, speedMps) };
    const down = spots.stairs.get(from.floor) ?? from.at;
    const up = spots.stairs.get(to.floor) ?? to.at;
    return {
      intoMs: 0,
      legs: [
        ...walk(from.floor, from.at, down, speedMps),
        { floor: from.floor, from: down, to: down, lastsMs: climbMs / 2 },
        { floor: to.floor, from: up, to: up, lastsMs: climbMs / 2 },
        ...walk(to.floor, up, to.at, speedMps),
      ],
    };
  };
}

/** The trip `dtMs` later; null when it is over by then. */
export function advance(trip: Trip, dtMs: number): Trip | null {
  let intoMs = trip.intoMs + dtMs;
  for (const [i, leg] of trip.legs.entries()) {
    if (intoMs < leg.lastsMs) return { legs: trip.legs.slice(i), intoMs };
    intoMs -= leg.lastsMs;
  }
  return null;
}

/** Where one is on the trip, looking ahead. */
export function spotOn(trip: Trip): Spot | null {
  const leg = trip.legs[0];
  if (leg === undefined) return null;
  const share = leg.lastsMs === 0 ? 1 : trip.intoMs / leg.lastsMs;
  return {
    floor: leg.floor,
    at: { x: leg.from.x + (leg.to.x - leg.from.x) * share, y: leg.from.y + (leg.to.y - leg.from.y) * share },
    facing: Math.atan2(leg.to.y - leg.from.y, leg.to.x - leg.from.x),
  };
}
