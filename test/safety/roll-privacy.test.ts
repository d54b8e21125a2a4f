// What a roll call may tell of whom, for any house full of people, in any order of events.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollPage } from '#gateway/safety/roll-page.ts';
import { rollWordsEn } from '#gateway/safety/roll-words.ts';
import { rollOnWall } from '#gateway/safety/wall-roll.ts';
import { add, at, first, ground, located, ref, rollDesk } from './roll-desk.ts';

const names = ['Ada', 'Ben', 'Cem', 'Dee', 'Eva', 'Fay'];
const someone = fc.record({
  visibility: fc.constantFrom('unset' as const, 'show' as const, 'hide' as const),
  aider: fc.boolean(),
  dutyNamed: fc.boolean(),
  checkedIn: fc.boolean(),
  guest: fc.boolean(),
  located: fc.boolean(),
  onWalls: fc.boolean(),
  floor: fc.constantFrom(ground, first),
  marksSelf: fc.boolean(),
});
const house = fc.array(someone, { minLength: 1, maxLength: names.length });
const building = { name: 'House', timeZone: 'UTC', floors: [{ id: ground, name: 'Ground' }] };

test('S19 R13: nobody is named who may not be, everybody is expected once, and no reference leaves', () => {
  fc.assert(
    fc.property(house, fc.boolean(), fc.constantFrom('show' as const, 'hide' as const), (people, drill, mode) => {
      const desk = rollDesk(drill, mode);
      const all = people.map((one, n) => ({ ...one, name: names[n] ?? 'x' }));
      for (const { name, visibility, aider, dutyNamed } of all) {
        add(desk, name, { visibility, dutyNamed, duties: aider ? ['first-aider'] : [] });
      }
      const isIn = all.filter((one) => one.checkedIn);
      // Walls show nobody whom the mode or their own flag hides.
      const shown = (one: (typeof all)[number]): boolean =>
        one.visibility === 'show' || (one.visibility === 'unset' && mode === 'show');
      const radio = all.filter((one) => one.located).map((one) => ({ ...one, onWalls: one.onWalls && shown(one) }));
      desk.call.see(
        isIn.map(({ name, guest, floor }) => at(name, { guest, floor })),
        radio.map(({ name, floor, onWalls }) => located(name, { floor, onWalls })),
      );
      for (const { name, marksSelf } of all) if (marksSelf) desk.call.markSelf(ref(name));
      desk.call.see([], []);
      const roll = desk.call.roll();
      const text = JSON.stringify(roll) + rollPage(roll, building, 0, rollWordsEn);
      for (const one of all) {
        const isHere = (one.checkedIn && !one.guest) || one.located;
        const onDay = shown(one) && ((one.checkedIn && !one.guest) || (one.located && one.onWalls));
        const may = isHere && (drill ? onDay : one.visibility !== 'hide' || one.aider);
        expect(text.includes(one.name), `${one.name} in a ${drill ? 'drill' : 'real emergency'}`).toBe(may);
      }
      expect(text).not.toMatch(/p-[A-Z]|desk-/);
      const guests = isIn.filter(({ guest }) => guest).length;
      const known = all.filter((one) => (one.checkedIn && !one.guest) || one.located).length;
      expect(roll.counts.expected).toBe(guests + known);
      for (const names of ['none', 'initials'] as const) {
        const wall = JSON.stringify(rollOnWall(roll, names, () => '•'));
        if (drill) for (const { name } of all) expect(wall).not.toContain(name);
      }
    }),
    { numRuns: 150 },
  );
});
