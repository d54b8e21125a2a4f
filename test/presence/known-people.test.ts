import { expect, test } from 'vitest';
import { type Counts, knownPeople } from '#gateway/presence/known-people.ts';
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
const nobody = (): boolean => false;
const plain = ({ zones, elsewhere }: Counts) => ({ ...Object.fromEntries(zones), ...Object.fromEntries(elsewhere) });

test('counts a person once, where they checked in rather than where they were heard', () => {
  const counts = knownPeople({
    checkedIn: [{ person: person('ana'), zone: north }],
    fixes: [fix('ana', south), fix('ben', south)],
    onWalls: nobody,
  });
  expect([plain(counts.seen), plain(counts.unseen)]).toEqual([{ north: 1 }, { south: 1 }]);
});

test('counts the first of several check-ins of a person', () => {
  const checkedIn = [
    { person: person('ana'), zone: north },
    { person: person('ana'), zone: south },
  ];
  expect(plain(knownPeople({ checkedIn, fixes: [], onWalls: nobody }).seen)).toEqual({ north: 1 });
});

test('counts who is somewhere on a floor in none of its zones, whatever zone the fix names', () => {
  const counts = knownPeople({
    checkedIn: [{ person: person('dea'), zone: north }],
    fixes: [fix('ana', null), fix('ben', null, 'floor'), fix('cem', south, 'floor'), fix('dea', null, 'floor')],
    onWalls: nobody,
  });
  expect([plain(counts.seen), plain(counts.unseen)]).toEqual([{ north: 1 }, { one: 3 }]);
});

test('counts who stands on the walls by their own choice with those at taken desks, and apart from everybody else', () => {
  const counts = knownPeople({
    checkedIn: [{ person: person('ana'), zone: north }],
    fixes: [fix('ben', north), fix('cem', north), fix('dea', null), fix('eli', null)],
    onWalls: (ref) => ref === 'ben' || ref === 'dea',
  });
  expect([plain(counts.seen), plain(counts.unseen)]).toEqual([
    { north: 2, one: 1 },
    { north: 1, one: 1 },
  ]);
});
