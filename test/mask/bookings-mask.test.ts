// Lists with names, for managers: row by row what the decision table says, and nothing of a row that may not be seen.

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownBooking, maskBookings, maskExport, maskPeople, maskRefusal } from '#gateway/mask/bookings-mask.ts';
import { sight } from '#gateway/mask/decision.ts';
import { createPersonHandles } from '#gateway/mask/person-handles.ts';
import { BookingId } from '#shared/model/ids.ts';
import { PrivacyMode } from '#shared/model/policy.ts';
import { BookingsReply, PeopleReply } from '#shared/wire/manage.ts';
import { person, ref, space } from './known.ts';
import { ada, anyRoles, anyViewerChange, attic, bob, ground, lab, legal, sales, viewer } from './looks.ts';

const csvWords = {
  ...{ name: 'bookings.csv', timeZone: 'Europe/Berlin' },
  ...{ spaceName: () => 'Desk "1", north', floorName: () => 'Ground' },
};
const row = (change: Partial<KnownBooking> = {}): KnownBooking => ({
  ...{ id: BookingId.parse('b1'), space: space('d1'), floor: ground, guest: false, state: 'booked' },
  ...{ fromMs: Date.UTC(2026, 6, 1, 7), toMs: Date.UTC(2026, 6, 1, 15, 30) },
  ...{ holder: ada, person: person('Ada  Lovelace', 'hide', [sales]) },
  ...change,
});
const manager = viewer({ roles: ['location-manager'], managedFloors: [ground] });
const listOf = (rows: readonly KnownBooking[], who = manager) => {
  const reply = maskBookings(rows, who, 'hide-everyone');
  return reply.ok ? reply.bookings : [];
};

describe('a list of bookings', () => {
  test('R8 R43: has the whole name in mode B and behind a "hide", for the manager of that floor', () => {
    const reply = maskBookings([row()], manager, 'hide-everyone');
    expect(BookingsReply.parse(reply)).toEqual(reply);
    const { holder: _holder, person: _person, ...rest } = row();
    expect(listOf([row()])).toEqual([{ ...rest, name: 'Ada Lovelace', mayRelease: true }]);
  });

  test('R34: names nobody for a guest’s booking, an anonymised one, and one whose holder is not known', () => {
    const rows = [row({ guest: true }), row({ holder: undefined, person: undefined }), row({ person: undefined })];
    expect(listOf(rows).map(({ name }) => name)).toEqual(['', '', '']);
    expect(listOf([row({ guest: true })])[0]?.guest).toBe(true);
  });

  test('R41 R42: has the people of a group manager’s groups on any floor, and nothing for a light manager', () => {
    const ofSales = viewer({ roles: ['group-manager'], managedGroups: [sales] });
    const stranger = row({ id: BookingId.parse('b2'), holder: ref('cleo'), person: person('Cleo Crane', 'show', [lab]) });
    expect(listOf([row({ floor: attic }), stranger], ofSales).map(({ name }) => name)).toEqual(['Ada Lovelace']);
    expect(listOf([row(), stranger], viewer({ roles: ['location-manager-light'], managedFloors: 'all' }))).toEqual([]);
  });

  test('is in the order of the beginnings, and says what can still be given back', () => {
    const states = ['booked', 'checked-in', 'released', 'no-show', 'cancelled'] as const;
    const rows = states.map((state, i) => row({ id: BookingId.parse(`b${i}`), state, fromMs: i === 0 ? 9.4 : 5.4, toMs: 20.5 }));
    expect(listOf(rows.toReversed()).map(({ id, fromMs, toMs, mayRelease }) => [id, fromMs, toMs, mayRelease])).toEqual([
      ['b1', 5, 21, true],
      ['b2', 5, 21, false],
      ['b3', 5, 21, false],
      ['b4', 5, 21, false],
      ['b0', 9, 21, true],
    ]);
  });
});

describe('a file of bookings', () => {
  const textOf = (rows: readonly KnownBooking[], who = manager): string => {
    const file = maskExport(rows, who, 'hide-everyone', csvWords);
    return file.ok ? file.csv : file.why;
  };

  test('R43: has a line for each row, in the clock of the site, quoted where it must be', () => {
    const file = maskExport([row(), row({ id: BookingId.parse('b2'), guest: true })], manager, 'hide-everyone', csvWords);
    expect(file).toMatchObject({ ok: true, name: 'bookings.csv' });
    expect(textOf([row(), row({ id: BookingId.parse('b2'), guest: true })]).split('\r\n')).toEqual([
      'booking,floor,space,name,guest,from,to,state',
      'b1,Ground,"Desk ""1"", north",Ada Lovelace,no,2026-07-01 09:00,2026-07-01 17:30,booked',
      'b2,Ground,"Desk ""1"", north",,yes,2026-07-01 09:00,2026-07-01 17:30,booked',
      '',
    ]);
  });

  test.each(['=1+1', '+49 30', '-2', '@sum', ' =1', '=HYPERLINK("x")'])(
    'a name that begins like a formula (%s) is text to a spreadsheet',
    (name) => {
      const line = textOf([row({ person: person(name) })]).split('\r\n')[1] ?? '';
      expect(line).toMatch(/,"?'[=+\-@]/);
    },
  );

  test('an export of nothing is a refusal, also when there is something that may not be taken along', () => {
    expect(textOf([])).toBe('nothing-there');
    expect(textOf([row({ floor: attic })])).toBe('nothing-there');
    expect(textOf([row()], viewer({ roles: ['group-manager'], managedGroups: 'all' }))).toBe('nothing-there');
  });
});

describe('for whom a booking may be made', () => {
  const people = [
    { ref: ada, person: person('Ada Lovelace', 'hide', [sales]) },
    { ref: ref('cleo'), person: person('Cleo Crane', 'show', [lab]) },
  ];
  const namesFor = (who: ReturnType<typeof viewer>, of = people) => {
    const reply = maskPeople(of, who, 'hide-everyone', createPersonHandles(randomUUID).of);
    expect(PeopleReply.parse(reply)).toEqual(reply);
    return reply.ok ? reply.people.map(({ name }) => name) : [];
  };

  test('R41 R43 R44: anybody for a location manager, the people of their groups for a group manager', () => {
    expect(namesFor(manager)).toEqual(['Ada Lovelace', 'Cleo Crane']);
    expect(namesFor(viewer({ roles: ['administrator'] }))).toEqual(['Ada Lovelace', 'Cleo Crane']);
    expect(namesFor(viewer({ roles: ['group-manager'], managedGroups: [lab] }))).toEqual(['Cleo Crane']);
    expect(namesFor(viewer({ roles: ['location-manager'] }))).toEqual([]);
    expect(namesFor(viewer({ roles: ['location-manager-light'], managedFloors: 'all', managedGroups: 'all' }))).toEqual([]);
    expect(namesFor(viewer({ ref: ada }))).toEqual(['Ada Lovelace']);
  });

  test('is told by a random handle, the same at every look, and never by the reference', () => {
    const { of, refOf } = createPersonHandles(randomUUID);
    const look = () => maskPeople(people, manager, 'hide-everyone', of);
    expect(look()).toEqual(look());
    expect(JSON.stringify(look())).not.toMatch(/cleo|"ada/);
    const reply = look();
    expect(reply.ok && reply.people.map(({ handle }) => refOf(handle))).toEqual([ada, ref('cleo')]);
    expect(refOf(randomUUID())).toBeUndefined();
  });

  test('is at most eight people, by name, cut after those who may not be named are gone', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({
      ref: ref(`p${i}`),
      person: person(`Name ${String.fromCharCode(90 - i)}`, 'show', [i < 10 ? lab : legal]),
    }));
    expect(namesFor(manager, many)).toEqual(['G', 'H', 'I', 'J', 'K', 'L', 'M', 'N'].map((letter) => `Name ${letter}`));
    expect(namesFor(viewer({ roles: ['group-manager'], managedGroups: [lab] }), many)).toHaveLength(8);
  });
});

test('a refusal holds its reason and nothing else', () => {
  expect(maskRefusal('not-stored')).toEqual({ ok: false, why: 'not-stored' });
});

const anyRow = fc.record({
  holder: fc.constantFrom(ada, bob, undefined),
  groups: fc.subarray([sales, legal, lab]),
  isKnown: fc.boolean(),
  guest: fc.boolean(),
  floor: fc.constantFrom(ground, attic),
});

test('R8 R41 R42 R43 R44: whatever the roles, a name or row that the table forbids is nowhere in a list or a file', () => {
  fc.assert(
    fc.property(
      fc.array(anyRow, { maxLength: 8 }),
      anyViewerChange,
      anyRoles,
      fc.constantFrom(...PrivacyMode.options),
      (rows, change, roles, mode) => {
        const who = viewer({ ...change, roles });
        const known = rows.map(({ holder, groups, isKnown, guest, floor }, i) =>
          row({
            ...{ id: BookingId.parse(`row-${i}`), guest, floor, holder },
            person: holder !== undefined && isKnown ? person(`Canary${i} Bird`, 'hide', groups) : undefined,
          }),
        );
        const file = maskExport(known, who, mode, csvWords);
        const texts = { list: JSON.stringify(maskBookings(known, who, mode)), export: file.ok ? file.csv : '' };
        known.forEach(({ id, holder, ...booking }, i) => {
          for (const item of ['list', 'export'] as const) {
            const seen = sight(item, { kind: 'signed-in', viewer: who }, { ...booking, mode, ref: holder });
            expect(texts[item].includes(`${id}`)).toBe(seen !== 'nothing');
            expect(texts[item].includes(`Canary${i} `)).toBe(seen === 'full');
          }
        });
        expect(JSON.stringify(texts)).not.toMatch(/"(ada|bob)"/);
      },
    ),
    { numRuns: 300 },
  );
});
