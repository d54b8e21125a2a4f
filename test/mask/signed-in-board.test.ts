// The board of somebody signed in: the same facts as on a wall, put through the table for one viewer.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audience } from '#gateway/mask/audience.ts';
import { type KnownFloor, type KnownSpace, maskBoard } from '#gateway/mask/board-mask.ts';
import type { KnownPerson } from '#gateway/mask/label.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import { Board } from '#shared/wire/board.ts';
import { fixOf, knownFloor, nowBootMs, person, ref, space } from './known.ts';
import { ada, anyAudience, anyScopes, anySignedIn, bob, lab, legal, sales, signedIn, wall } from './looks.ts';

const everybody: Record<string, KnownPerson> = {
  ada: person('Ada Lovelace', 'unset', [sales, legal]),
  bob: person('Bob Ross', 'hide', [sales]),
};
const desk = (holder: SubjectRef | undefined, guest = false): KnownSpace => ({
  id: space('d1'),
  status: { state: 'checked-in', guest, holder, fromMs: 100, untilMs: 200 },
});
const boardOf = (change: Partial<KnownFloor>, audience: Audience = signedIn()) =>
  maskBoard(knownFloor({ person: (one) => everybody[one], scopesOf: () => new Set(), ...change }), audience);
const scopesOf =
  (...given: ConsentScope[]) =>
  () =>
    new Set(given);

describe('bookings on the plan of somebody signed in', () => {
  test('R2 R4: a colleague who is shown has their full name', () => {
    expect(boardOf({ spaces: [desk(ada)] }).spaces).toEqual([
      { id: 'd1', state: 'checked-in', label: 'Ada Lovelace', fromMs: 100, untilMs: 200 },
    ]);
  });

  test('R7: the own booking carries the own name in mode B and behind an own "hide", to nobody else', () => {
    const known = { spaces: [desk(bob)], mode: 'hide-everyone' } as const;
    expect(boardOf(known).spaces[0]?.label).toBe('Bob Ross');
    for (const audience of [signedIn({ ref: ada, roles: Role.options }), wall('full')]) {
      expect(boardOf(known, audience).spaces).toEqual([{ id: 'd1', state: 'occupied', untilMs: 200 }]);
    }
  });

  test('R3 R34 S16: hidden, guest, unknown and anonymised occupants are the same to the byte', () => {
    const occupied = JSON.stringify(boardOf({ spaces: [desk(ada)], mode: 'hide-everyone' }));
    for (const holder of [desk(ada, true), desk(ref('nobody-knows')), desk(undefined), desk(bob, true)]) {
      expect(JSON.stringify(boardOf({ spaces: [holder] }))).toBe(occupied);
    }
  });
});

test('R13: a first aider who agreed to be named has their full name for everybody signed in, in mode B too', () => {
  const safety = { state: 'enough' as const, gapFromMs: null, named: [{ label: 'Ada Lovelace' }] };
  expect(boardOf({ safety, mode: 'hide-everyone' }).safety).toEqual(safety);
});

describe('located people on the plan of somebody signed in', () => {
  const here = { fixes: [fixOf(ada)] };
  const names = (change: Partial<KnownFloor>, audience?: Audience) =>
    boardOf({ ...here, ...change }, audience).people.map(({ label }) => label);

  test('R27 R30: who allowed the group is seen by the colleagues of each of their groups, with the full name', () => {
    expect(names({ scopesOf: scopesOf('group') })).toEqual(['Ada Lovelace']);
    expect(names({ scopesOf: scopesOf('group') }, signedIn({ groups: [legal] }))).toEqual(['Ada Lovelace']);
    expect(names({ scopesOf: scopesOf('company') }, signedIn({ groups: [] }))).toEqual(['Ada Lovelace']);
  });

  test('S9 S18 S16: a colleague outside the group gets the board of an empty floor, whatever their roles', () => {
    const almighty = signedIn({ groups: [lab], roles: Role.options, managedGroups: 'all', managedFloors: 'all' });
    const empty = JSON.stringify(boardOf({ fixes: [] }, almighty));
    for (const given of [scopesOf(), scopesOf('group'), scopesOf('wall'), scopesOf('group', 'wall')]) {
      const keyOf = () => {
        throw new Error('asked for a key');
      };
      expect(JSON.stringify(boardOf({ ...here, scopesOf: given, keyOf }, almighty))).toBe(empty);
    }
  });

  test('the own mark is never among the people: the page draws it apart', () => {
    const given = { scopesOf: scopesOf('group', 'company', 'wall') };
    for (const precision of ['place', 'floor'] as const) {
      const board = boardOf({ fixes: [fixOf(ada, { precision })], ...given }, signedIn({ ref: ada }));
      expect([...board.people, ...board.somewhere]).toEqual([]);
    }
  });
});

/** One colleague with a desk and a fix each; whether they are shown follows from flag, guest and scopes. */
const somebody = fc.record({
  displayName: fc.constantFrom('Ada Lovelace', 'Grace Hopper', '山田 太郎'),
  visibility: fc.constantFrom(...Visibility.options),
  groups: fc.subarray([sales, legal, lab]),
  scopes: anyScopes,
  guest: fc.boolean(),
  known: fc.boolean(),
  x: fc.integer({ min: 0, max: 40 }),
});
type Somebody = typeof somebody extends fc.Arbitrary<infer T> ? T : never;
const mode = fc.constantFrom(...PrivacyMode.options);

function floorOf(
  people: readonly Somebody[],
  theMode: PrivacyMode,
  refOf = (i: number): SubjectRef => ref(`p-${i}`),
): KnownFloor {
  const byRef = new Map(people.map((one, i) => [refOf(i), one]));
  return knownFloor({
    mode: theMode,
    spaces: [...byRef].map(([holder, { guest }], i) => ({
      id: space(`d${i}`),
      status: { state: 'checked-in', holder, guest, fromMs: 100 + i, untilMs: 200 },
    })),
    fixes: [...byRef].map(([subject, { x }]) => fixOf(subject, { x, atBootMs: nowBootMs - 100 * x })),
    person: (subject) => {
      const one = byRef.get(subject);
      return one?.known ? one : undefined;
    },
    scopesOf: (subject) => byRef.get(subject)?.scopes ?? new Set(),
    keyOf: (subject) => `key ${[...byRef.keys()].indexOf(subject)}`,
  });
}

describe('whoever looks', () => {
  const people = fc.array(somebody, { maxLength: 10 });
  /** By mode and flag alone: not to be named to anybody but themselves. */
  const isHidden = (theMode: PrivacyMode, { visibility, known }: Somebody) =>
    !known ||
    theMode === 'hide-everyone' ||
    (theMode !== 'show-everyone' && visibility === 'hide') ||
    (theMode === 'user-decides-hide' && visibility === 'unset');

  test('R3 S16: other masked people in the place of masked people change not one byte of the board', () => {
    fc.assert(
      fc.property(
        people,
        fc.array(somebody, { minLength: 10, maxLength: 10 }),
        mode,
        anyAudience,
        (all, others, theMode, audience) => {
          const replaced = all.map((one, i): Somebody => {
            const other = others[i];
            if (!other || !isHidden(theMode, one)) return one;
            return isHidden(theMode, other) ? other : { ...other, known: false };
          });
          const refOf = (i: number) => {
            const one = all[i];
            return ref(one && isHidden(theMode, one) ? `q-${99 - i}` : `p-${i}`);
          };
          const board = JSON.stringify(maskBoard(floorOf(all, theMode), audience));
          expect(JSON.stringify(maskBoard(floorOf(replaced, theMode, refOf), audience))).toBe(board);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('S16 S18: nobody can tell who did not agree from who is not there', () => {
    fc.assert(
      fc.property(people, mode, anySignedIn, (all, theMode, audience) => {
        const known = floorOf(all, theMode);
        const { viewer } = audience;
        const agreed = all.map(
          ({ scopes, groups }) =>
            scopes.has('company') || (scopes.has('group') && groups.some((group) => viewer.groups.has(group))),
        );
        const gone = { ...known, fixes: known.fixes.filter((_, i) => agreed[i]) };
        expect(JSON.stringify(maskBoard(gone, audience))).toBe(JSON.stringify(maskBoard(known, audience)));
      }),
      { numRuns: 1000 },
    );
  });

  test('no reference of anybody is in any board, and every board is what the wire describes', () => {
    fc.assert(
      fc.property(people, mode, anyAudience, (all, theMode, audience) => {
        const board = maskBoard(
          floorOf(all, theMode, (i) => ref(`canary-${i}`)),
          audience,
        );
        expect(Board.parse(board)).toEqual(board);
        expect(JSON.stringify(board)).not.toContain('canary');
      }),
    );
  });
});
