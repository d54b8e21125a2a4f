// The mask against a table that was written from the product rules, not from the code, and against the promise that a
// masked person leaves no trace.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownFloor, type KnownSpace, maskBoard } from '#gateway/mask/board-mask.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { type PrivacyMode, Visibility, WallNames } from '#shared/model/policy.ts';
import { Board } from '#shared/wire/board.ts';
import { fixOf, knownFloor, nowBootMs, person, ref, space, zone } from './known.ts';

/** Rules 2 to 6: mode, then the own flag as unset / show / hide; y: the name of a booking may be shown. */
const bookingNames: Record<PrivacyMode, string> = {
  'show-everyone': 'yyy',
  'hide-everyone': 'nnn',
  'user-decides-show': 'yyn',
  'user-decides-hide': 'nyn',
};
/** The same for a located person who gave consent for the wall: an own "hide" always hides the dot. */
const dots: Record<PrivacyMode, string> = { ...bookingNames, 'show-everyone': 'yyn' };
const column: Record<Visibility, number> = { unset: 0, show: 1, hide: 2 };
const allows = (table: Record<PrivacyMode, string>, mode: PrivacyMode, flag: Visibility) => table[mode][column[flag]] === 'y';

const mode = fc.constantFrom<PrivacyMode>('show-everyone', 'hide-everyone', 'user-decides-show', 'user-decides-hide');
const flag = fc.constantFrom(...Visibility.options);
const names = fc.constantFrom(...WallNames.options);
const scopes = fc.subarray<ConsentScope>(['group', 'company', 'wall']).map((list) => new Set(list));
const displayName: fc.Arbitrary<string> = fc.constantFrom('Ada Lovelace', 'Grace Hopper', '山田 太郎', 'Prince', 'Zoë');
/** How well a fix knows its place, and whether that is well enough to be drawn. */
const certainty = fc.constantFrom(
  { drawn: true, precision: 'place', zone },
  { drawn: false, precision: 'place', zone: null },
  { drawn: false, precision: 'floor', zone: null },
  { drawn: false, precision: 'floor', zone },
) satisfies fc.Arbitrary<Pick<Fix, 'precision' | 'zone'> & { drawn: boolean }>;
const state = fc.constantFrom('checked-in', 'booked', 'free', 'unknown');

describe('mode x flag x guest x scopes x wallNames', () => {
  test('says what the table says, for every combination', () => {
    fc.assert(
      fc.property(
        fc.record({ mode, own: flag, guest: fc.boolean(), given: scopes, wallNames: names, isKnown: fc.boolean(), certainty }),
        (row) => {
          const ada = ref('ada');
          const { precision, zone: theZone } = row.certainty;
          const board = maskBoard(
            knownFloor({
              mode: row.mode,
              spaces: [{ id: space('d1'), status: { state: 'checked-in', holder: ada, guest: row.guest } }],
              fixes: [fixOf(ada, { precision, zone: theZone })],
              person: () => (row.isKnown ? person('Ada Lovelace', row.own) : undefined),
              scopesOf: () => row.given,
            }),
            { kind: 'wall', wallNames: row.wallNames },
          );
          const label = { none: undefined, initials: 'AL', full: 'Ada Lovelace' }[row.wallNames];
          const named = row.isKnown && label !== undefined;
          const bookingShown = named && !row.guest && allows(bookingNames, row.mode, row.own);
          const seen = named && row.given.has('wall') && allows(dots, row.mode, row.own);
          const [desk] = board.spaces;
          expect([desk?.state, desk?.label]).toEqual(bookingShown ? ['checked-in', label] : ['occupied', undefined]);
          expect(board.people.map((dot) => dot.label)).toEqual(seen && row.certainty.drawn ? [label] : []);
          expect(board.somewhere.map((one) => one.label)).toEqual(seen && !row.certainty.drawn ? [label] : []);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

/** One person on the floor: whether shown is decided by flag and scopes; a space, a booking and a fix each. */
const somebody = fc.record({
  displayName,
  flag,
  scopes,
  guest: fc.boolean(),
  state,
  x: fc.double({ min: 0, max: 50, noNaN: true }),
  y: fc.double({ min: 0, max: 50, noNaN: true }),
  radius68M: fc.double({ min: 0, max: 50, noNaN: true }),
  ageMs: fc.integer({ min: 0, max: 120_000 }),
  certainty,
});
type Somebody = typeof somebody extends fc.Arbitrary<infer T> ? T : never;

/** Everybody has the space of their index; `refs` names them. */
function floorOf(people: readonly Somebody[], refs: readonly string[], theMode: PrivacyMode): KnownFloor {
  const byRef = new Map<SubjectRef, Somebody>(people.map((one, i) => [ref(refs[i] ?? ''), one]));
  const spaces = [...byRef].map(
    ([holder, one], i): KnownSpace => ({
      id: space(`d${i}`),
      status: { state: one.state, holder, guest: one.guest, fromMs: 100 + i, untilMs: 200 + i },
    }),
  );
  return knownFloor({
    mode: theMode,
    spaces,
    fixes: [...byRef].map(
      ([
        subject,
        {
          x,
          y,
          radius68M,
          ageMs,
          certainty: { precision, zone: theZone },
        },
      ]) => fixOf(subject, { x, y, radius68M, radius95M: 2 * radius68M, precision, zone: theZone, atBootMs: nowBootMs - ageMs }),
    ),
    person: (subject) => {
      const one = byRef.get(subject);
      return one && person(one.displayName, one.flag);
    },
    scopesOf: (subject) => byRef.get(subject)?.scopes ?? new Set(),
    keyOf: (subject) => `key ${[...byRef.keys()].indexOf(subject)}`,
  });
}

const hiddenIn = (theMode: PrivacyMode, one: Somebody): boolean => !allows(bookingNames, theMode, one.flag);

describe('a masked person leaves no trace', () => {
  test('R12: putting other masked people in their place, next to anybody, changes not one byte of the board', () => {
    fc.assert(
      fc.property(
        fc.array(somebody, { maxLength: 12 }),
        fc.array(somebody, { minLength: 12, maxLength: 12 }),
        mode,
        names,
        (people, others, theMode, wallNames) => {
          const refs = people.map((_, i) => `p-${i}`);
          const replaced = people.map((one, i): Somebody => {
            const other = others[i];
            if (!hiddenIn(theMode, one) || !other) return one;
            return { ...other, state: one.state, flag: hiddenIn(theMode, other) ? other.flag : one.flag };
          });
          const strangers = people.map((one, i) => (hiddenIn(theMode, one) ? `q-${99 - i}` : `p-${i}`));
          const text = (known: KnownFloor) => JSON.stringify(maskBoard(known, { kind: 'wall', wallNames }));
          expect(text(floorOf(replaced, strangers, theMode))).toBe(text(floorOf(people, refs, theMode)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the order in which facts arrive says nothing', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 12 }), mode, names, (people, theMode, wallNames) => {
        const known = floorOf(
          people,
          people.map((_, i) => `p-${i}`),
          theMode,
        );
        const turned = { ...known, spaces: known.spaces.toReversed(), fixes: known.fixes.toReversed() };
        const text = (facts: KnownFloor) => JSON.stringify(maskBoard(facts, { kind: 'wall', wallNames }));
        expect(text(turned)).toBe(text(known));
      }),
    );
  });

  test('no name of a masked person, and no reference of anybody, is in any board', () => {
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 8 }), mode, names, (people, theMode, wallNames) => {
        const marked = people.map((one, i) => ({ ...one, displayName: `Canary${i} Bird${i}` }));
        const refs = people.map((_, i) => `canary-ref-${i}`);
        const text = JSON.stringify(maskBoard(floorOf(marked, refs, theMode), { kind: 'wall', wallNames }));
        expect(text).not.toContain('canary-ref');
        marked.forEach((one, i) => {
          if (hiddenIn(theMode, one) || wallNames !== 'full') expect(text).not.toMatch(new RegExp(`Canary${i}\\b|Bird${i}\\b`));
        });
      }),
    );
  });
});

describe('of a person the radio places on a floor and no better', () => {
  const people = fc.array(somebody, { maxLength: 12 });
  const refsOf = (all: readonly Somebody[]): string[] => all.map((_, i) => `p-${i}`);

  test('no x, y or radius leaves the mask: any other place on the floor makes the same board to the byte', () => {
    fc.assert(
      fc.property(
        people,
        fc.array(somebody, { minLength: 12, maxLength: 12 }),
        mode,
        names,
        (all, others, theMode, wallNames) => {
          const moved = all.map((one, i): Somebody => {
            const { x, y, radius68M } = others[i] ?? one;
            return one.certainty.drawn ? one : { ...one, x, y, radius68M };
          });
          const text = (known: KnownFloor) => JSON.stringify(maskBoard(known, { kind: 'wall', wallNames }));
          expect(text(floorOf(moved, refsOf(all), theMode))).toBe(text(floorOf(all, refsOf(all), theMode)));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('only key, label and age are on the board, and nobody is both drawn and somewhere', () => {
    fc.assert(
      fc.property(people, mode, names, (all, theMode, wallNames) => {
        const board = maskBoard(floorOf(all, refsOf(all), theMode), { kind: 'wall', wallNames });
        for (const one of board.somewhere) expect(Object.keys(one)).toEqual(['key', 'label', 'ageMs']);
        const keys = [...board.people, ...board.somewhere].map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(Board.parse(board)).toEqual(board);
      }),
    );
  });
});
