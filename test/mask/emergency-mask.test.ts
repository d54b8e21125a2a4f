// The roll call as a wall, a warden and everybody else may see it.

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskEmergency, maskOwnEmergency } from '#gateway/mask/emergency-mask.ts';
import { Emergency, OwnEmergency } from '#shared/wire/emergency.ts';
import { attic, ground } from './looks.ts';

const personOf = (key: string, change: object = {}) => ({
  key,
  label: `Name of ${key}`,
  safe: false,
  firstAider: false,
  ...change,
});
const emergency = Emergency.parse({
  ...{ id: randomUUID(), drill: false, by: 'fire-panel', startedMs: 5, endsMs: 9, assemblyPoint: 'The lawn' },
  floors: [
    {
      floor: ground,
      people: [personOf('ada', { safe: true, zoneName: 'North' }), personOf('bob', { firstAider: true })],
      unnamed: { here: 3, safe: 1 },
    },
    { floor: attic, people: [personOf('cleo')], unnamed: { here: 0, safe: 0 } },
  ],
  counts: { expected: 6, safe: 2 },
});

describe('on a wall', () => {
  test('R33: is the roll of the floors it shows, with the counts of those alone', () => {
    const seen = maskEmergency(emergency, [ground]);
    expect(Emergency.parse(seen)).toEqual(seen);
    expect(seen).toEqual({ ...emergency, floors: [emergency.floors[0]], counts: { expected: 5, safe: 2 } });
    expect(maskEmergency(emergency, [attic])).toMatchObject({ floors: [{ floor: attic }], counts: { expected: 1, safe: 0 } });
    expect(maskEmergency(emergency, [attic, ground])).toEqual(emergency);
  });

  test('holds the fields of the roll and nothing that came along with them', () => {
    const more = { ref: 'p-ada', phone: '1' };
    const floors = emergency.floors.map((one) => ({
      ...{ ...one, ...more, unnamed: { ...one.unnamed, ...more } },
      people: one.people.map((person) => ({ ...person, ...more })),
    }));
    expect(maskEmergency({ ...emergency, ...more, floors, startedMs: 5.3, endsMs: 8.6 }, [ground, attic])).toEqual(emergency);
  });
});

describe('on the page of a person', () => {
  test('R13: who is no warden learns that one is on, where to go, and of themselves alone', () => {
    const seen = maskOwnEmergency(emergency, { safe: true, wardenOf: [] });
    expect(OwnEmergency.parse(seen)).toEqual(seen);
    const { floors: _floors, counts: _counts, ...running } = emergency;
    expect(seen).toEqual({ ...running, safe: true, warden: false, roll: null });
  });

  test('a warden has the roll of their floors', () => {
    const seen = maskOwnEmergency(emergency, { safe: false, wardenOf: [attic] });
    expect(seen).toMatchObject({ safe: false, warden: true, roll: maskEmergency(emergency, [attic]) });
    expect(JSON.stringify(seen)).not.toContain('Name of ada');
  });

  test('no name of a floor that is not theirs is in any frame', () => {
    fc.assert(
      fc.property(fc.subarray([ground, attic]), (floors) => {
        const texts = [maskEmergency(emergency, floors), maskOwnEmergency(emergency, { safe: false, wardenOf: floors })];
        for (const { floor, people } of emergency.floors) {
          for (const { label } of people) {
            for (const text of texts) expect(JSON.stringify(text).includes(label)).toBe(floors.includes(floor));
          }
        }
      }),
    );
  });
});
