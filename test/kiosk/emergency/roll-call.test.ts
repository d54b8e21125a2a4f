// The order of a roll call, the search in it, and what becomes of a mark.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stateOf, stillWaiting } from '#kiosk/emergency/marking.ts';
import { countsOf, groupsOf, isLong, missingFirst, type RollFloor } from '#kiosk/emergency/roll-order.ts';
import { searchRoll } from '#kiosk/emergency/roll-search.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { RollPerson } from '#shared/wire/emergency.ts';
import { demoRoll, withMark } from './roll-data.ts';

const roll = demoRoll({ named: 46 });
const [floor] = roll.floors;
if (!floor) throw new Error('The roll has floors');
const anybody = fc.record({
  key: fc.uuid(),
  label: fc.string({ minLength: 1, maxLength: 12 }),
  zoneName: fc.constantFrom('Harbour', 'Meadow', undefined),
  safe: fc.boolean(),
  firstAider: fc.boolean(),
});
const people: fc.Arbitrary<RollPerson[]> = fc
  .array(anybody, { maxLength: 40 })
  .map((all) => all.map(({ zoneName, ...person }) => (zoneName === undefined ? person : { ...person, zoneName })));

describe('the order of a roll call', () => {
  test('loses nobody and doubles nobody, whoever is there', () => {
    fc.assert(
      fc.property(people, (all) => {
        const keys = (some: readonly RollPerson[]): string[] => some.map(({ key }) => key).sort();
        expect(keys(groupsOf({ people: all }).flatMap((group) => group.people))).toEqual(keys(all));
        expect(keys(missingFirst(all))).toEqual(keys(all));
        const firstSafe = missingFirst(all).findIndex(({ safe }) => safe);
        if (firstSafe >= 0)
          expect(
            missingFirst(all)
              .slice(firstSafe)
              .every(({ safe }) => safe),
          ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('goes place by place, and whose place nobody knows comes last', () => {
    expect(groupsOf(floor).map(({ zoneName }) => zoneName)).toEqual(['Harbour', 'Meadow', 'Quarry', null]);
  });

  test('counts people without a name like those with one', () => {
    expect(countsOf(floor)).toEqual({ all: 50, safe: 16 });
  });

  test('is read at once up to eighteen people', () => {
    const some = (n: number): Pick<RollFloor, 'people'> => ({ people: floor.people.slice(0, n) });
    expect([isLong(some(18)), isLong(some(19))]).toEqual([false, true]);
  });
});

describe('the search in a roll call', () => {
  const names: Readonly<Record<string, string>> = { 'floor-1': 'Floor 1', 'floor-2': 'Floor 2' };
  const find = (typed: string): string[] =>
    searchRoll(roll.floors, (id: FloorId) => names[id] ?? id, typed).flatMap(({ found }) => found.map(({ label }) => label));

  test('finds by a part of a name without its accents, by place, by floor, and by several words', () => {
    expect(find('adler')).toEqual(['Tom Adler']);
    expect(find('ÄDLER')).toEqual(['Tom Adler']);
    expect(find('attic')).toEqual(['Tom Adler']);
    expect(find('floor 2')).toEqual(['Tom Adler']);
    expect(new Set(find('ada harb'))).toEqual(new Set(['Ada Nowak', 'Ada Quill', 'Ada Lindqvist-Oberhauser']));
    expect(find('nobody of this name')).toEqual([]);
    expect(find('   ')).toHaveLength(47);
  });
});

describe('a mark', () => {
  const [ada] = floor.people;
  if (!ada) throw new Error('Somebody is there');
  const sent = new Map([[ada.key, { safe: true, atMs: 1_000 }]]);

  test('is being sent until the roll call shows it, and lost when that does not come', () => {
    expect(stateOf(ada, new Map(), 1_000)).toBe('missing');
    expect(stateOf(ada, sent, 1_000 + seconds(4.9))).toBe('sending');
    expect(stateOf(ada, sent, 1_000 + seconds(5))).toBe('lost');
    expect(stateOf({ ...ada, safe: true }, sent, 1_000 + seconds(60))).toBe('safe');
  });

  test('is forgotten once it is shown, so that somebody else can take it back', () => {
    expect(stillWaiting(sent, roll.floors)).toBe(sent);
    expect(stillWaiting(sent, withMark(roll, ada.key, true).floors).size).toBe(0);
    expect(stillWaiting(new Map([['gone', { safe: true, atMs: 0 }]]), roll.floors).size).toBe(0);
  });

  test('of one person says nothing of another', () => {
    const [, bruno] = floor.people;
    expect(bruno && stateOf(bruno, sent, 2_000)).toBe('missing');
  });
});
