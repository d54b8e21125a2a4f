// The two ways a look is shown say the same: everybody is in the table, and everybody with a place is on the plan.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitPlan, overlapPx } from '#kiosk/board/plan-fit.ts';
import { peopleByZone } from '#kiosk/presence/people-by-zone.ts';
import { placeNames } from '#kiosk/presence/place-names.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';
import { nineSeen } from './desk-data.ts';

const [floor] = mePlan.floors;
const fit = fitPlan(floor?.outline ?? [], { w: 660, h: 430 }, 10);

const person = fc.record({
  name: fc.constantFrom('Adele Kim', 'Bruno Marsch', 'Carla Lindqvist-Oberhauser', 'Ivo Petrov'),
  zoneName: fc.constantFrom('Harbour', 'Meadow'),
  place: fc.record({
    x: fc.double({ min: 0, max: 36, noNaN: true }),
    y: fc.double({ min: 0, max: 22, noNaN: true }),
    radiusM: fc.double({ min: 0.5, max: 8, noNaN: true }),
  }),
  ageMs: fc.nat(),
});
const people = fc.array(
  person.chain((one) => fc.constantFrom(one, { name: one.name, ageMs: one.ageMs })),
  { maxLength: 40 },
);

describe('a look', () => {
  test('lists zones by name, people by name within them, and last those of whom only the floor is known', () => {
    const zones = peopleByZone(nineSeen.people);
    expect(zones.map(({ zone }) => zone)).toEqual(['Harbour', 'Meadow', 'Quarry', null]);
    expect(zones[1]?.people.map(({ name }) => name)).toEqual(['Carla Lindqvist-Oberhauser', 'David Nowak', 'Hanna Carlsen']);
  });

  test('leaves nobody out of the table, and on the plan nobody who has a place', () => {
    fc.assert(
      fc.property(people, (seen) => {
        expect(peopleByZone(seen).flatMap((zone) => zone.people)).toHaveLength(seen.length);
        const placed = seen.filter((one) => 'place' in one).map(({ name }) => name);
        expect(placeNames(fit, seen).map(({ name }) => name)).toEqual(placed);
      }),
      { numRuns: 50 },
    );
  });

  test('writes a name only where it hides no other name', () => {
    fc.assert(
      fc.property(people, (seen) => {
        const labels = placeNames(fit, seen).flatMap(({ label }) => (label ? [label] : []));
        for (const [i, a] of labels.entries()) for (const b of labels.slice(i + 1)) expect(overlapPx(a, b)).toBe(0);
      }),
      { numRuns: 50 },
    );
    expect(placeNames(fit, nineSeen.people).filter(({ label }) => label)).toHaveLength(7);
  });
});
