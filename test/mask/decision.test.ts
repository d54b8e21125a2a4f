// The decision table against one written from the product rules, over everything the rules tell apart; then the rules one
// by one, as examples.

import { describe, expect, test } from 'vitest';
import type { Audience } from '#gateway/mask/audience.ts';
import { type Item, type Known, type Sight, sight } from '#gateway/mask/decision.ts';
import { ConsentScope } from '#shared/model/consent.ts';
import type { FloorId, GroupId } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility, WallNames } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import { ada, attic, bob, glass, ground, items, known, legal, sales, signedIn, wall } from './looks.ts';

/** Rules 2 to 6: flag unset, show, hide; y: shown. */
const shown: Record<PrivacyMode, string> = {
  'show-everyone': 'yyy',
  'hide-everyone': 'nnn',
  'user-decides-show': 'yyn',
  'user-decides-hide': 'nyn',
};

type Facts = {
  readonly mode: PrivacyMode;
  readonly flag: Visibility;
  readonly scopes: readonly ConsentScope[];
  readonly holder: 'employee' | 'guest' | 'unknown' | 'anonymised';
};
/** One role at a time; `mine`: Bob looks at Bob; what he manages is the right one, another, all, or nothing. */
type Onlooker = {
  readonly wallNames?: WallNames;
  readonly role?: Role | undefined;
  readonly mine: boolean;
  readonly common: boolean;
  readonly manages: 'this' | 'other' | 'all' | 'none';
};

function expected(item: Item, { mode, flag, scopes, holder }: Facts, { wallNames, role, ...who }: Onlooker): Sight {
  if (item === 'presence-count') return 'about';
  const mine = who.mine && holder !== 'anonymised';
  const employee = holder === 'employee';
  const visible = employee && shown[mode][Visibility.options.indexOf(flag)] === 'y';
  const dot = visible && flag !== 'hide';
  if (wallNames !== undefined) {
    const yes = (item === 'booking-name' && visible) || (item === 'position' && dot && scopes.includes('wall'));
    return yes && wallNames !== 'none' ? wallNames : 'nothing';
  }
  const manages = who.manages === 'this' || who.manages === 'all';
  const ofGroups = role === 'group-manager' && (employee || holder === 'guest' ? manages : who.manages === 'all');
  const ofFloors = role === 'location-manager' && manages;
  const boss = role === 'administrator';
  const listed = employee ? 'full' : 'nameless';
  switch (item) {
    case 'booking-name':
      return visible || (mine && employee) ? 'full' : 'nothing';
    case 'position': {
      const agreed = scopes.includes('company') || (scopes.includes('group') && who.common);
      return (mine && employee) || (dot && agreed) ? 'full' : 'nothing';
    }
    case 'search-hit':
      return (mine && employee) || (visible && who.common) ? 'full' : 'nothing';
    case 'profile':
      return employee && (mine || (visible && who.common) || ofGroups || boss) ? 'full' : 'nothing';
    case 'list':
      return mine || ofGroups || ofFloors || boss ? listed : 'nothing';
    case 'export':
      return mine || ofFloors || boss ? listed : 'nothing';
    case 'book-for':
      return employee && (mine || ofGroups || (role === 'location-manager' && who.manages !== 'none') || boss)
        ? 'full'
        : 'nothing';
  }
}

function* everyFacts(): Generator<Facts> {
  const scopeSets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ConsentScope.options.filter((_, i) => bits & (1 << i)));
  for (const mode of PrivacyMode.options)
    for (const flag of Visibility.options)
      for (const scopes of scopeSets)
        for (const holder of ['employee', 'guest', 'unknown', 'anonymised'] as const) yield { mode, flag, scopes, holder };
}

function* everyOnlooker(): Generator<Onlooker> {
  for (const wallNames of WallNames.options) yield { wallNames, mine: false, common: false, manages: 'none' };
  for (const role of [undefined, ...Role.options])
    for (const mine of [true, false])
      for (const common of [true, false])
        for (const manages of ['this', 'other', 'all', 'none'] as const) yield { role, mine, common, manages };
}

function questionOf({ mode, flag, scopes, holder }: Facts, mine: boolean): Known {
  const facts = { mode, floor: ground, guest: holder === 'guest', scopes: new Set(scopes) };
  if (holder === 'anonymised') return facts;
  const whom = { ...facts, ref: mine ? bob : ada };
  return holder === 'unknown' ? whom : { ...whom, person: { visibility: flag, groups: [sales] } };
}

function audienceOf({ wallNames, role, common, manages }: Onlooker): Audience {
  if (wallNames !== undefined) return wall(wallNames);
  const lists: Record<Onlooker['manages'], { managedGroups: 'all' | GroupId[]; managedFloors: 'all' | FloorId[] }> = {
    this: { managedGroups: [sales], managedFloors: [ground] },
    other: { managedGroups: [legal], managedFloors: [attic] },
    all: { managedGroups: 'all', managedFloors: 'all' },
    none: { managedGroups: [], managedFloors: [] },
  };
  return signedIn({ roles: role === undefined ? [] : [role], groups: common ? [sales] : [legal], ...lists[manages] });
}

test('R2 R3 R4 R5 R6 R40 R41 R42 R43 R44: every item x audience x mode x flag x scopes x holder is what the rules say', () => {
  const wrong: unknown[] = [];
  let asked = 0;
  for (const onlooker of everyOnlooker()) {
    const audience = audienceOf(onlooker);
    for (const facts of everyFacts()) {
      const question = questionOf(facts, onlooker.mine);
      for (const item of items) {
        asked += 1;
        const seen = sight(item, audience, question);
        const should = expected(item, facts, onlooker);
        if (seen !== should && wrong.length < 3) wrong.push({ item, facts, onlooker, seen, should });
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBe(8 * (3 + 7 * 2 * 2 * 4) * (4 * 3 * 8 * 4));
});

test('S9 S10 R34: break-glass shows every named dot of its one floor, whatever else is said of it, and nothing else at all', () => {
  for (const facts of everyFacts()) {
    for (const item of items) {
      const should = item === 'position' && facts.holder === 'employee' ? 'full' : 'nothing';
      expect([item, facts, sight(item, glass(ground), questionOf(facts, false))]).toEqual([item, facts, should]);
      expect(sight(item, glass(attic), questionOf(facts, false))).toBe('nothing');
      for (const missing of [{ floor: undefined }, { scopes: undefined }]) {
        expect(sight(item, glass(ground), { ...questionOf(facts, false), ...missing })).toBe('nothing');
      }
    }
  }
});

const everyRole = Role.options.map((role) => [role] as const);
const almighty = signedIn({ roles: Role.options, groups: [legal], managedGroups: 'all', managedFloors: 'all' });
const all = new Set(ConsentScope.options);

describe('the rules as examples', () => {
  test('a mode that is none of the four shows nobody: it is an error', () => {
    expect(() => sight('booking-name', signedIn(), known({ mode: 'invented' as PrivacyMode }))).toThrow();
  });

  test('R6: an explicit choice stays what it is when the company goes from C to D and back', () => {
    const seen = (mode: PrivacyMode, flag: Visibility) => sight('booking-name', signedIn(), known({ mode, flag }));
    expect([seen('user-decides-show', 'show'), seen('user-decides-hide', 'show')]).toEqual(['full', 'full']);
    expect([seen('user-decides-show', 'hide'), seen('user-decides-hide', 'hide')]).toEqual(['nothing', 'nothing']);
    expect([seen('user-decides-show', 'unset'), seen('user-decides-hide', 'unset')]).toEqual(['full', 'nothing']);
  });

  test('R7: an own booking carries the own name in every mode, to its owner and to no wall', () => {
    for (const mode of PrivacyMode.options) {
      expect(sight('booking-name', signedIn({ ref: ada }), known({ mode, flag: 'hide' }))).toBe('full');
    }
    expect(sight('booking-name', wall('full'), known({ mode: 'hide-everyone' }))).toBe('nothing');
  });

  test('R8: in mode B managers have their list, and on the plan they see no more than anybody', () => {
    const hidden = known({ mode: 'hide-everyone' });
    expect(sight('list', almighty, hidden)).toBe('full');
    expect(sight('booking-name', almighty, hidden)).toBe('nothing');
    expect(sight('list', wall('full'), hidden)).toBe('nothing');
  });

  test('R9: mode B hides the name on the plan, the profile and the search hit, all three', () => {
    for (const item of ['booking-name', 'profile', 'search-hit'] as const) {
      expect(sight(item, signedIn(), known())).toBe('full');
      expect(sight(item, signedIn(), known({ mode: 'hide-everyone' }))).toBe('nothing');
    }
  });

  test.each(everyRole)('R27: a colleague of no common group is not found by a %s', (role) => {
    const stranger = signedIn({ roles: [role], groups: [legal], managedGroups: 'all', managedFloors: 'all' });
    expect(sight('search-hit', stranger, known({ scopes: all }))).toBe('nothing');
    expect(sight('search-hit', signedIn(), known())).toBe('full');
  });

  test.each(everyRole)('R30 S9 S18: a %s outside the group sees no position that was allowed to the group', (role) => {
    const stranger = signedIn({ roles: [role], groups: [legal], managedGroups: 'all', managedFloors: 'all' });
    expect(sight('position', stranger, known({ scopes: new Set(['group']) }))).toBe('nothing');
    expect(sight('position', signedIn(), known({ scopes: new Set(['group']) }))).toBe('full');
  });

  test('R30 S9: without a consent in force all roles together see no position', () => {
    const insider = signedIn({ roles: Role.options, managedGroups: 'all', managedFloors: 'all' });
    expect(sight('position', insider, known())).toBe('nothing');
    expect(sight('position', insider, known({ scopes: undefined }))).toBe('nothing');
  });

  test('S17: a wall shows somebody located only with the scope for walls, however much else was allowed', () => {
    expect(sight('position', wall('full'), known({ scopes: new Set(['group', 'company']) }))).toBe('nothing');
    expect(sight('position', wall('full'), known({ scopes: new Set(['wall']) }))).toBe('full');
  });

  test('R34: a guest has no name on any plan, nor has whoever made the booking in their place', () => {
    for (const audience of [wall('full'), signedIn(), signedIn({ ref: ada }), almighty]) {
      expect(sight('booking-name', audience, known({ guest: true }))).toBe('nothing');
    }
  });

  test('R45: an assignment without its role, and a role without its assignment, are worth nothing', () => {
    const listSeen = (roles: Role[], managed: 'all' | []) =>
      sight('list', signedIn({ roles, groups: [legal], managedGroups: managed, managedFloors: managed }), known());
    expect(listSeen(['user', 'privacy-officer', 'location-manager-light'], 'all')).toBe('nothing');
    expect(listSeen(['group-manager', 'location-manager'], [])).toBe('nothing');
    expect(listSeen(['group-manager'], 'all')).toBe('full');
  });
});
