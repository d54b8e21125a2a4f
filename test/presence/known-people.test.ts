import { expect, test } from 'vitest';
import { knownPeople } from '#gateway/presence/known-people.ts';
import type { Fix } from '#shared/model/fix.ts';
import { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';

const [north, south] = [ZoneId.parse('north'), ZoneId.parse('south')];
const person = (name: string): SubjectRef => SubjectRef.parse(name);
const fix = (name: string, zone: ZoneId | null): Fix => ({
  subject: person(name),
  floor: FloorId.parse('one'),
  x: 1,
  y: 1,
  radius68M: 2,
  zone,
  zoneProbability: 0.8,
  atBootMs: 1,
});

test('counts a person once, where they checked in rather than where they were heard', () => {
  const counts = knownPeople({
    checkedIn: [{ person: person('ana'), zone: north }],
    fixes: [fix('ana', south), fix('ben', south)],
  });
  expect([...counts]).toEqual([
    [north, 1],
    [south, 1],
  ]);
});

test('counts the first of several check-ins of a person', () => {
  const checkedIn = [
    { person: person('ana'), zone: north },
    { person: person('ana'), zone: south },
  ];
  expect([...knownPeople({ checkedIn, fixes: [] })]).toEqual([[north, 1]]);
});

test('leaves out who is located but in no zone that could be named', () => {
  expect(knownPeople({ checkedIn: [], fixes: [fix('ana', null)] }).size).toBe(0);
});
