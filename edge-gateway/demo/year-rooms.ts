// A day of meetings in one room of the invented year: more people book than come, and many end early.

import { hours, minutes } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import { pick } from './pick.ts';
import type { YearVisit } from './year.ts';

type Day = { readonly startMs: number /** 0 to about 1. */; readonly wanted: number; readonly random: Random };

/** Meetings from eight to six, half as many over lunch. */
export function meetingsIn(space: SpaceId, { startMs, wanted, random }: Day): readonly YearVisit[] {
  const meetings: YearVisit[] = [];
  for (let min = 8 * 60; min < 17.5 * 60; ) {
    const lengthMin = pick([30, 30, 60, 60, 90], random);
    const lunch = min >= 12 * 60 && min < 13 * 60;
    if (random() < wanted * (lunch ? 0.35 : 0.75)) meetings.push(meeting(space, startMs + minutes(min), lengthMin, random));
    min += lengthMin;
  }
  return meetings.filter(({ toMs }) => toMs <= startMs + hours(19));
}

function meeting(space: SpaceId, fromMs: number, lengthMin: number, random: Random): YearVisit {
  const toMs = fromMs + minutes(lengthMin);
  const chance = random();
  if (chance < 0.18) {
    return { space, fromMs, toMs, checkedInMs: null, releasedMs: fromMs + minutes(15), outcome: 'no-show', walkUp: false };
  }
  const early = random() < 0.35 ? minutes(5 * pick([1, 2, 3], random)) : null;
  return {
    ...{ space, fromMs, toMs, checkedInMs: fromMs + minutes(pick([0, 0, 5], random)) },
    ...{ releasedMs: early === null ? null : toMs - early, outcome: 'used', walkUp: chance > 0.9 },
  };
}
