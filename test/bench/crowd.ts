// People who walk and stand about on the premises, each with a tag. A few recorded-like walks are made beforehand and
// everybody is somewhere on one of them, there and back again without end, so that a crowd of any size costs the benchmark
// next to nothing while every belief is one that a walking person leaves behind.

import type { Point } from '#shared/geometry/point.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { segmentsCross } from '#shared/geometry/segment.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Plan, Premises, Reading } from './premises.ts';

/** How often a tag speaks. */
export const usualAdvertMs = 500;

export type Crowd = {
  /**
   * What is heard from `fromMs` on for `forMs`, in the order of time; everybody advertises every `everyMs` (a multiple of
   * `forMs`, of which `fromMs` is one too), evenly one after the other.
   */
  readonly heard: (fromMs: number, forMs: number, everyMs?: number) => readonly ConsentedSighting[];
  /** Where they really are. */
  readonly place: (subject: SubjectRef, atMs: number) => Point;
};

type Step = { readonly at: Point; readonly readings: readonly Reading[] };

const walks = 24;
const stepsPerWalk = 120;
const stepMs = 500;
const stepM = 0.6;
const longestStandMs = 15_000;
const measuredPowerDbm = -59;

/** The same plan and number of people make the same crowd. */
export function createCrowd(plan: Plan, premises: Premises, people: number): Crowd {
  const random = seededRandom(people);
  const made = Array.from({ length: walks }, () => walk(plan, premises, random));
  const subjects = Array.from({ length: people }, (_, i) => SubjectRef.parse(`bench-${i}`));
  const numbers = new Map(subjects.map((subject, i) => [subject, i]));
  const stepOf = (person: number, atMs: number): Step | undefined => {
    const steps = made[person % walks] ?? [];
    const n = (Math.floor(atMs / stepMs) + 7 * Math.floor(person / walks)) % (2 * stepsPerWalk);
    return steps[n < stepsPerWalk ? n : 2 * stepsPerWalk - 1 - n];
  };
  return {
    heard: (fromMs, forMs, everyMs = usualAdvertMs) => {
      const sightings: ConsentedSighting[] = [];
      const startMs = fromMs % everyMs;
      const gapMs = everyMs / people;
      const end = Math.min(people, Math.ceil((startMs + forMs) / gapMs));
      for (let i = Math.ceil(startMs / gapMs); i < end; i++) {
        const subject = subjects[i];
        const heardAtBootMs = fromMs - startMs + i * gapMs;
        for (const { anchor, rssiDbm } of (subject && stepOf(i, heardAtBootMs)?.readings) ?? [])
          sightings.push({ subject, anchor, rssiDbm, measuredPowerDbm, heardAtBootMs } as ConsentedSighting);
      }
      return sightings;
    },
    place: (subject, atMs) => stepOf(numbers.get(subject) ?? 0, atMs)?.at ?? { x: Number.NaN, y: Number.NaN },
  };
}

/** A minute of somebody who goes to places they can see from where they are, and stands there for a while. */
function walk({ widthM, depthM }: Plan, { advert, walls }: Premises, random: Random): readonly Step[] {
  const anywhere = (): Point => ({ x: 0.5 + random() * (widthM - 1), y: 0.5 + random() * (depthM - 1) });
  const seen = (from: Point): Point => {
    const tries = Array.from({ length: 12 }, anywhere);
    return tries.find((to) => !walls.some((wall) => segmentsCross({ from, to }, wall))) ?? from;
  };
  let at = anywhere();
  let [goal, standsUntilMs] = [seen(at), 0];
  return Array.from({ length: stepsPerWalk }, (_, i) => {
    const leftM = distanceM(at, goal);
    const share = i * stepMs < standsUntilMs ? 0 : Math.min(1, stepM / Math.max(leftM, 0.01));
    at = { x: at.x + (goal.x - at.x) * share, y: at.y + (goal.y - at.y) * share };
    if (share === 1) [goal, standsUntilMs] = [seen(at), i * stepMs + random() * longestStandMs];
    return { at, readings: advert(at, random) };
  });
}
