import { expect, test } from 'vitest';
import { knownPeople } from '#gateway/presence/known-people.ts';
import type { Fix } from '#shared/model/fix.ts';
import { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';

const [north, south] = [ZoneId.parse('north'), ZoneId.parse('south')];
const person = (name: string): SubjectRef => SubjectRef.parse(name);
const floor = FloorId.parse('one');
const fix = (name: string, zone: ZoneId | null, precision: Fix['precision'] = 'place'): Fix => ({
  subject: person(name),
  floor,
  x: 1,
  y: 1,
  radius68M: 2,
  radius95M: 4,
  precision,
  zone,
  zoneProbability: 0.8,
  atBootMs: 1,
});

test('counts a person once, where they checked in rather than where they were heard', () => {
  const counts = knownPeople({
    checkedIn: [{ person: person('ana'), zone: north }],
    fixes: [fix('ana', south), fix('ben', south)],
  });
  expect([...counts.zones]).toEqual([
    [north, 1],
    [south, 1],
  ]);
  expect(counts.elsewhere.size).toBe(0);
});

test('counts the first of several check-ins of a person', () => {
  const checkedIn = [
    { person: person('ana'), zone: north },
    { person: person('ana'), zone: south },
  ];
  expect([...knownPeople({ checkedIn, fixes: [] }).zones]).toEqual([[north, 1]]);
});

test('counts who is somewhere on a floor in none of its zones, whatever zone the fix names', () => {
  const counts = knownPeople({
    checkedIn: [{ person: person('dea'), zone: north }],
    fixes: [fix('ana', null), fix('ben', null, 'floor'), fix('cem', south, 'floor'), fix('dea', null, 'floor')],
  });
  expect([...counts.zones]).toEqual([[north, 1]]);
  expect([...counts.elsewhere]).toEqual([[floor, 3]]);
});
