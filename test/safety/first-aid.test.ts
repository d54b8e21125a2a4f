import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FirstAidSources, firstAidOf } from '#gateway/safety/first-aid.ts';
import type { KnownPerson } from '#gateway/safety/known-person.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { FloorId, SubjectRef } from '#shared/model/ids.ts';
import { FloorSafety } from '#shared/wire/safety.ts';

const floor = FloorId.parse('ground');
const upstairs = FloorId.parse('first');
const nowMs = 1_800_000_000_000;
const aider = (n: number, more: Partial<KnownPerson> = {}): readonly [SubjectRef, KnownPerson] => [
  SubjectRef.parse(`a-${n}`),
  { label: `Aider ${n}`, visibility: 'unset', duties: ['first-aider'], ...more },
];
const user = (n: number): readonly [SubjectRef, KnownPerson] => [
  SubjectRef.parse(`p-${n}`),
  { label: `Person ${n}`, visibility: 'unset' },
];
const upTo = (most: number): number[] => Array.from({ length: most }, (_, n) => n);

type One = readonly [SubjectRef, KnownPerson];
/** Checked in on this floor until the evening unless told otherwise. */
const at = ([person]: One, more: Partial<FirstAidSources['checkedIn'][number]> = {}) => ({
  ...{ person, kind: 'desk' as const, floor, zoneName: 'North', fromMs: nowMs - hours(1), untilMs: nowMs + hours(8) },
  ...more,
});
const located = ([person]: One, more: Partial<FirstAidSources['located'][number]> = {}) => ({
  ...{ person, floor, zoneName: 'South', onWalls: false },
  ...more,
});

function firstAid(people: readonly One[], more: Partial<FirstAidSources>): FloorSafety {
  const known = new Map(people);
  const person = (ref: SubjectRef): KnownPerson | undefined => known.get(ref);
  return firstAidOf({ ...{ floor, about: null, k: 5, checkedIn: [], located: [], person, known: true, nowMs }, ...more });
}
const desks = (count: number): readonly One[] => upTo(count).map(user);

describe('R13: first aid on a floor', () => {
  test('is enough with one first aider for up to twenty people, and with 5 % above that', () => {
    for (const [people, needed] of [
      [2, 1],
      [20, 1],
      [21, 2],
      [40, 2],
      [41, 3],
      [100, 5],
    ] as const) {
      const withAiders = (count: number) => {
        const all = [...upTo(count).map((n) => aider(n)), ...desks(people - count)];
        return firstAid(all, { checkedIn: all.map((one) => at(one)) }).state;
      };
      expect(withAiders(needed), `${people} people`).toBe('enough');
      expect(withAiders(needed - 1), `${people} people`).toBe(needed === 1 ? 'none' : 'too-few');
    }
  });

  test('takes a published number as high as it may be, and never less than everybody sees on the plan', () => {
    const two = [aider(1), aider(2)];
    const state = (about: number | null, aiders: number) =>
      firstAid(two, { about, checkedIn: two.slice(0, aiders).map((one) => at(one)) }).state;
    expect([state(15, 1), state(20, 1), state(20, 2)]).toEqual(['enough', 'too-few', 'enough']);
    expect([state(5, 0), state(20, 0)]).toEqual(['none', 'none']);
    const plan = [aider(1), ...desks(25)];
    expect(firstAid(plan, { about: 5, checkedIn: plan.map((one) => at(one)) }).state).toBe('too-few');
  });

  test('says nothing of a floor where nobody can be said to be, and claims no first aider there', () => {
    expect(firstAid([], {})).toEqual({ state: 'unknown', gapFromMs: null, named: [] });
    expect(firstAid(desks(1), { checkedIn: desks(1).map((one) => at(one)) }).state).toBe('unknown');
    expect(firstAid(desks(2), { checkedIn: desks(2).map((one) => at(one)) }).state).toBe('none');
  });

  test('is unknown while the booking system’s word is missing', () => {
    const here = [aider(1, { dutyNamed: true }), ...desks(3)];
    const safety = firstAid(here, { known: false, about: 5, checkedIn: here.map((one) => at(one)) });
    expect(safety).toEqual({ state: 'unknown', gapFromMs: null, named: [] });
  });

  test('counts who is checked in, and who is located only with the consent to be counted', () => {
    const state = (more: Partial<KnownPerson>) => {
      const one = aider(1, more);
      return firstAid([one], { about: 10, located: [located(one)] }).state;
    };
    expect([state({}), state({ dutyNamed: false }), state({ dutyNamed: true })]).toEqual(['none', 'none', 'enough']);
    const onWall = aider(1);
    expect(firstAid([onWall], { about: 10, located: [located(onWall, { onWalls: true })] }).state).toBe('enough');
  });

  test('counts everybody once, where they checked in', () => {
    const one = aider(1, { dutyNamed: true });
    const before = { floor, fromMs: nowMs - hours(3) };
    const parked = at(one, { floor, kind: 'parking', fromMs: nowMs });
    const sources = { about: 10, checkedIn: [parked, at(one, before), at(one, { floor: upstairs })], located: [located(one)] };
    expect(firstAid([one], sources).state).toBe('none');
    expect(firstAid([one], { ...sources, floor: upstairs }).state).toBe('enough');
  });

  test('names only who agreed to it, and where they are located only where they chose walls', () => {
    const all = [aider(3), aider(2, { dutyNamed: true }), aider(1, { dutyNamed: true }), aider(4, { dutyNamed: true })];
    const [quiet, desk, hidden, wall] = all as [One, One, One, One];
    const sources = { checkedIn: [at(quiet), at(desk)], located: [located(hidden), located(wall, { onWalls: true })] };
    expect(firstAid(all, sources).named).toEqual([
      { label: 'Aider 1' },
      { label: 'Aider 2', zoneName: 'North' },
      { label: 'Aider 4', zoneName: 'South' },
    ]);
  });
});

describe('R13: the warning before a gap', () => {
  const in1h = nowMs + hours(1);
  const gap = (aiders: readonly number[], others: number, othersUntilMs = nowMs + hours(8)): number | null => {
    const people = [...aiders.map((_, n) => aider(n)), ...desks(others)];
    const checkedIn = people.map((one, n) => at(one, { untilMs: aiders[n] ?? othersUntilMs }));
    return firstAid(people, { checkedIn }).gapFromMs;
  };

  test('says when the last first aider who is needed leaves before the others, within two hours', () => {
    expect(gap([in1h], 5)).toBe(in1h);
    expect(gap([in1h, nowMs + hours(8)], 5)).toBeNull();
    expect(gap([in1h, in1h + minutes(10)], 5)).toBe(in1h + minutes(10));
    expect(gap([in1h, nowMs + hours(8)], 30)).toBe(in1h);
    expect(gap([nowMs + hours(3)], 5)).toBeNull();
  });

  test('does not warn of an evening when everybody leaves', () => {
    expect(gap([in1h], 5, in1h)).toBeNull();
    expect(gap([in1h], 5, in1h - minutes(30))).toBeNull();
  });

  test('does not warn where there is a gap already', () => {
    expect(gap([in1h], 40)).toBeNull();
  });
});

test('R13 S19: whoever neither agreed nor is on the plan changes nothing that is shown', () => {
  const number = fc.nat(30);
  fc.assert(
    fc.property(
      fc.option(fc.constantFrom(5, 10, 20, 45), { nil: null }),
      number,
      number,
      fc.boolean(),
      (about, seen, hidden, aiders) => {
        const plan = desks(seen);
        const one = plan.map((someone) => at(someone));
        const secret = upTo(hidden).map((n) => (aiders ? aider(n) : user(n + 100)));
        const without = firstAid(plan, { about, checkedIn: one });
        const withThem = firstAid([...plan, ...secret], {
          about,
          checkedIn: one,
          located: secret.map((someone) => located(someone)),
        });
        expect(withThem).toEqual(without);
        expect(FloorSafety.safeParse(withThem).success).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
