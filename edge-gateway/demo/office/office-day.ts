// A working day, compressed so that there is always something to see: people sit at desks, meet, fetch coffee, go out and
// come back. Knows nothing of radio; the same seed and the same steps give the same day.

import { seconds } from '#shared/kit/duration.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import type { Site } from '#shared/model/site.ts';
import { pick } from '../pick.ts';
import { findSpots, type Spot, type Spots, spotIn } from './spots.ts';
import { advance, type Planner, spotOn, type Trip, tripPlanner } from './trip.ts';

/** Someone with a place in the simulation. Without a desk they stand about in kitchens, lounges and meeting rooms. */
export type Resident = { readonly key: string; readonly desk?: SpaceId };

/** Someone who is in the building now. */
export type Present = Spot & { readonly key: string; readonly walking: boolean; readonly seatedAt: SpaceId | null };

export type OfficeDay = {
  /** Lets `dtMs` pass. */
  readonly step: (dtMs: number) => void;
  readonly present: () => readonly Present[];
};

type Activity = 'desk' | 'meeting' | 'break' | 'out';
type Agent = {
  readonly resident: Resident;
  readonly speedMps: number;
  activity: Activity;
  spot: Spot;
  trip: Trip | null;
  leftMs: number;
};

/** How long each lasts, in seconds: from, to. */
const lasts: Readonly<Record<Activity, readonly [number, number]>> = {
  desk: [120, 480],
  meeting: [120, 300],
  break: [35, 100],
  out: [60, 180],
};

export function createOfficeDay(site: Site, residents: readonly Resident[], seed: number): OfficeDay {
  const random = seededRandom(seed);
  const spots = findSpots(site);
  const plan = tripPlanner(site, spots);
  const agents = residents.map((resident) => startingAgent(resident, spots, random));
  return {
    step: (dtMs) => {
      for (const agent of agents) live(agent, dtMs, spots, plan, random);
      if (agents.every((agent) => agent.trip === null)) sendSomeone(agents, spots, plan, random);
    },
    present: () => agents.filter((agent) => agent.activity !== 'out' || agent.trip !== null).map(presence),
  };
}

/** Most are in, at their desks, when the day begins. */
function startingAgent(resident: Resident, spots: Spots, random: Random): Agent {
  const draw = random();
  const activity = draw < 0.06 ? 'out' : resident.desk !== undefined && draw < 0.85 ? 'desk' : draw < 0.5 ? 'break' : 'meeting';
  const spot = spotFor(activity, resident, spots, random);
  return {
    resident,
    speedMps: 0.95 + random() * 0.35,
    activity,
    spot,
    trip: null,
    leftMs: random() * duration(activity, random),
  };
}

function live(agent: Agent, dtMs: number, spots: Spots, plan: Planner, random: Random): void {
  if (agent.trip !== null) {
    agent.trip = advance(agent.trip, dtMs);
    if (agent.trip === null) agent.leftMs = duration(agent.activity, random);
    return;
  }
  agent.leftMs -= dtMs;
  if (agent.leftMs <= 0) depart(agent, spots, plan, random);
}

function depart(agent: Agent, spots: Spots, plan: Planner, random: Random): void {
  agent.activity = nextActivity(agent, random);
  const to = spotFor(agent.activity, agent.resident, spots, random);
  agent.trip = plan(agent.spot, to, agent.speedMps);
  agent.spot = to;
}

/** Nobody on their feet: the one who would leave soonest, goes now. */
function sendSomeone(agents: readonly Agent[], spots: Spots, plan: Planner, random: Random): void {
  const next = [...agents].sort((a, b) => a.leftMs - b.leftMs)[0];
  if (next) depart(next, spots, plan, random);
}

function nextActivity(agent: Agent, random: Random): Activity {
  const draw = random();
  if (agent.activity === 'desk') return draw < 0.55 ? 'break' : draw < 0.92 ? 'meeting' : 'out';
  if (agent.resident.desk !== undefined) return draw < 0.85 ? 'desk' : 'break';
  return draw < 0.6 ? 'break' : draw < 0.9 ? 'meeting' : 'out';
}

/** A spot for the activity; a site that lacks the place for it gives the nearest thing it has. */
function spotFor(activity: Activity, resident: Resident, spots: Spots, random: Random): Spot {
  const desk = resident.desk === undefined ? undefined : spots.desks.get(resident.desk);
  if (activity === 'desk' && desk) return desk;
  if (activity === 'out' && spots.entrance) return { floor: spots.entrance.floor, ...spotIn(spots.entrance.shape, random) };
  if (activity === 'meeting' && spots.rooms.length > 0) {
    const room = pick(spots.rooms, random);
    return { floor: room.floor, ...spotIn(room.space.shape, random) };
  }
  const place = spots.breaks.length > 0 ? pick(spots.breaks, random) : null;
  return place ? { floor: place.floor, ...spotIn(place.shape, random) } : (desk ?? spots.fallback);
}

function duration(activity: Activity, random: Random): number {
  const [from, to] = lasts[activity];
  return seconds(from + random() * (to - from));
}

function presence(agent: Agent): Present {
  const walkingAt = agent.trip === null ? null : spotOn(agent.trip);
  const seatedAt = agent.activity === 'desk' && agent.trip === null ? (agent.resident.desk ?? null) : null;
  return { key: agent.resident.key, ...(walkingAt ?? agent.spot), walking: walkingAt !== null, seatedAt };
}
