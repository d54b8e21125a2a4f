// What must hold of the decision table whatever its rows say: consent only adds to its own scope, hiding only hides, roles
// only add up, and positions know no roles.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Known, sight } from '#gateway/mask/decision.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { Visibility } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import {
  amountOf,
  amounts,
  anyAudience,
  anyItem,
  anyKnown,
  anyRoles,
  anyScopes,
  anySignedIn,
  anyViewerChange,
  anyWall,
  signedIn,
} from './looks.ts';

const runs = { numRuns: 4000 };
const withFlag = (known: Known, visibility: Visibility): Known =>
  known.person === undefined ? known : { ...known, person: { ...known.person, visibility } };

test('R30: more consent never shows less to anybody, and taking consent away never shows more', () => {
  fc.assert(
    fc.property(anyItem, anyAudience, anyKnown, anyScopes, (item, audience, known, more) => {
      const wider = { ...known, scopes: new Set([...(known.scopes ?? []), ...more]) };
      expect(amountOf(sight(item, audience, wider))).toBeGreaterThanOrEqual(amountOf(sight(item, audience, known)));
    }),
    runs,
  );
});

test('R30: scopes add up: two show the dot to those to whom one of them would, and only dots depend on them', () => {
  fc.assert(
    fc.property(anyItem, anyAudience, anyKnown, anyScopes, (item, audience, known, scopes) => {
      const seen = (given: readonly ConsentScope[]) => amountOf(sight(item, audience, { ...known, scopes: new Set(given) }));
      expect(seen([...scopes])).toBe(Math.max(seen([]), ...[...scopes].map((scope) => seen([scope]))));
      if (item !== 'position') expect(seen([...scopes])).toBe(seen([]));
    }),
    runs,
  );
});

test('S17: scopes for colleagues say nothing to a wall, and the scope for walls says nothing to colleagues', () => {
  fc.assert(
    fc.property(anyWall, anySignedIn, anyKnown, (wall, colleague, known) => {
      const seen = (audience: typeof wall | typeof colleague, given: readonly ConsentScope[]) =>
        sight('position', audience, { ...known, scopes: new Set(given) });
      expect(seen(wall, ['group', 'company'])).toBe(seen(wall, []));
      expect(seen(colleague, ['wall'])).toBe(seen(colleague, []));
    }),
    runs,
  );
});

test('R4 R5 R6: "hide" never shows more than no choice, which never shows more than "show"', () => {
  fc.assert(
    fc.property(anyItem, anyAudience, anyKnown, (item, audience, known) => {
      const seen = (flag: Visibility) => amountOf(sight(item, audience, withFlag(known, flag)));
      expect(seen('hide')).toBeLessThanOrEqual(seen('unset'));
      expect(seen('unset')).toBeLessThanOrEqual(seen('show'));
    }),
    runs,
  );
});

test('R2 R3: mode A never shows less than C, C never less than D, D never less than B', () => {
  fc.assert(
    fc.property(anyItem, anyAudience, anyKnown, (item, audience, known) => {
      const modes = ['hide-everyone', 'user-decides-hide', 'user-decides-show', 'show-everyone'] as const;
      const seen = modes.map((mode) => amountOf(sight(item, audience, { ...known, mode })));
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    }),
    runs,
  );
});

test('R45: several roles show what the most of them shows alone, no less and no more, in whatever order they came', () => {
  fc.assert(
    fc.property(anyItem, anyViewerChange, anyRoles, anyKnown, (item, change, roles, known) => {
      const seen = (list: readonly Role[]) => amountOf(sight(item, signedIn({ ...change, roles: list }), known));
      expect(seen(roles)).toBe(Math.max(seen([]), ...roles.map((role) => seen([role]))));
      expect(seen(roles.toReversed())).toBe(seen(roles));
    }),
    runs,
  );
});

test('R40 R42: a user, a light location manager and a privacy officer see what somebody without any role sees', () => {
  fc.assert(
    fc.property(anyItem, anyViewerChange, anyKnown, (item, change, known) => {
      const nobody = sight(item, signedIn({ ...change, roles: [] }), known);
      for (const role of ['user', 'location-manager-light', 'privacy-officer'] as const) {
        expect(sight(item, signedIn({ ...change, roles: [role] }), known)).toBe(nobody);
      }
    }),
    runs,
  );
});

test('S9 R27: all roles together see no position, no name on the plan and no search hit that a user of the same groups would not', () => {
  fc.assert(
    fc.property(fc.constantFrom('position', 'booking-name', 'search-hit'), anyViewerChange, anyKnown, (item, change, known) => {
      const user = signedIn({ ...change, roles: ['user'], managedGroups: [], managedFloors: [] });
      const almighty = signedIn({ ...change, roles: Role.options, managedGroups: 'all', managedFloors: 'all' });
      expect(sight(item, almighty, known)).toBe(sight(item, user, known));
    }),
    runs,
  );
});

test('S13: the count of known people is the rounded one for everybody, whoever is looked at', () => {
  fc.assert(
    fc.property(anyAudience, anyKnown, (audience, known) => {
      expect(sight('presence-count', audience, known)).toBe('about');
    }),
  );
});

test('R34 S16: a guest, nobody known and an anonymised holder are one and the same to everybody on plan, search and profile', () => {
  fc.assert(
    fc.property(fc.constantFrom('booking-name', 'search-hit', 'profile'), anyAudience, anyKnown, (item, audience, known) => {
      const nobodies = [
        { ...known, guest: true },
        { ...known, person: undefined },
        { ...known, person: undefined, ref: undefined },
      ];
      for (const nobody of nobodies) expect(sight(item, audience, nobody)).toBe('nothing');
    }),
    runs,
  );
});

test('the amounts are the five there are, and a wall never gets more of a name than its display allows', () => {
  fc.assert(
    fc.property(anyItem, anyWall, anyKnown, (item, wall, known) => {
      const seen = sight(item, wall, known);
      expect(amounts).toContain(seen);
      if (item !== 'presence-count') expect(['nothing', wall.wallNames]).toContain(seen);
    }),
    runs,
  );
});
