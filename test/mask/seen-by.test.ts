import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskBoard } from '#gateway/mask/board-mask.ts';
import { seenBy } from '#gateway/mask/seen-by.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { GroupId } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility, WallNames } from '#shared/model/policy.ts';
import { SeenBy } from '#shared/wire/me.ts';
import { fixOf, knownFloor, person } from './known.ts';
import { ada, anyScopes, lab, legal, sales, signedIn, wall } from './looks.ts';

type Asked = Parameters<typeof seenBy>[0];
const scopes = (...given: ConsentScope[]): ReadonlySet<ConsentScope> => new Set(given);
const names: Record<string, string> = { sales: 'Sales', legal: 'Legal' };
const groupName = (group: GroupId) => names[group];
const ask = (change: Partial<Asked>) =>
  seenBy({
    ...{ mode: 'user-decides-hide', person: person('Ada Lovelace', 'show', [sales, legal]), scopes: scopes() },
    ...{ wallNames: ['none', 'initials'], groupName, ...change },
  });
const nobody = { wall: 'no', company: false, groups: [] };

describe('who sees my dot now', () => {
  test('R31: a yes without any scope is for the own eyes only', () => {
    expect(ask({})).toEqual(nobody);
  });

  test('R30: each scope is told for itself, groups by their names', () => {
    expect(ask({ scopes: scopes('group') })).toEqual({ ...nobody, groups: ['Sales', 'Legal'] });
    expect(ask({ scopes: scopes('company') })).toEqual({ wall: 'no', company: true, groups: ['Sales', 'Legal'] });
    expect(ask({ scopes: scopes('wall') })).toEqual({ ...nobody, wall: 'initials' });
  });

  test('S17: the wall that shows most counts, and with no wall that shows names there is none', () => {
    const walls = (...wallNames: WallNames[]) => ask({ scopes: scopes('wall'), wallNames }).wall;
    expect([walls('initials', 'full', 'none'), walls('none'), walls()]).toEqual(['name', 'no', 'no']);
  });

  test('R3 R5 R6: mode B, an own "hide" and a hidden default leave nobody, whatever was agreed', () => {
    const all = scopes('group', 'company', 'wall');
    expect(ask({ scopes: all, mode: 'hide-everyone' })).toEqual(nobody);
    expect(ask({ scopes: all, mode: 'show-everyone', person: person('Ada', 'hide', [sales]) })).toEqual(nobody);
    expect(ask({ scopes: all, person: person('Ada', 'unset', [sales]) })).toEqual(nobody);
  });

  test('a group whose name is not known is told by its id, not left out', () => {
    expect(ask({ scopes: scopes('group'), person: person('Ada', 'show', [lab]) }).groups).toEqual(['lab']);
  });

  test('is what boards show: to a wall, to a colleague of each group and to one of none, for every combination', () => {
    const flag = fc.constantFrom(...Visibility.options);
    const mode = fc.constantFrom(...PrivacyMode.options);
    const groups = fc.subarray([sales, legal, lab]);
    fc.assert(
      fc.property(
        mode,
        flag,
        groups,
        anyScopes,
        fc.constantFrom(...WallNames.options),
        (theMode, own, mine, given, wallNames) => {
          const known = knownFloor({
            ...{ mode: theMode, fixes: [fixOf(ada)], scopesOf: () => given },
            person: () => person('Ada Lovelace', own, mine),
          });
          const labels = (audience: Parameters<typeof maskBoard>[1]) =>
            maskBoard(known, audience).people.map(({ label }) => label);
          const told = ask({
            mode: theMode,
            person: person('', own, mine),
            scopes: given,
            wallNames: [wallNames],
            groupName: () => undefined,
          });
          expect(SeenBy.parse(told)).toEqual(told);
          expect(labels(wall(wallNames))).toEqual({ no: [], initials: ['AL'], name: ['Ada Lovelace'] }[told.wall]);
          expect(labels(signedIn({ groups: [] }))).toHaveLength(told.company ? 1 : 0);
          for (const group of [sales, legal, lab]) {
            const sees = labels(signedIn({ groups: [group] })).length === 1;
            expect(sees).toBe(told.company || told.groups.includes(group));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
