import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownColleague, maskFound, maskHit } from '#gateway/mask/find-mask.ts';
import { FloorId, SpaceId } from '#shared/model/ids.ts';
import { DeclaredStatus } from '#shared/model/person.ts';
import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import { FindHit } from '#shared/wire/find.ts';
import { nowBootMs, person } from './known.ts';
import { ada, anyScopes, anyViewerChange, lab, legal, sales, viewer } from './looks.ts';

const floor = FloorId.parse('f2');
const place = { floor, floorName: 'Second floor' };
const booking = { space: SpaceId.parse('d7'), spaceName: 'Desk 7', ...place, untilMs: 500, guest: false };
const fix = { ...place, precision: 'place', zoneName: 'North', atBootMs: nowBootMs - 119_000 } as const;
const shownBooking = { space: 'd7', spaceName: 'Desk 7', ...place, untilMs: 500 };
const someone = (own: Visibility = 'unset', groups = [sales, legal]) => person('Ada  Lovelace', own, groups);

const look = (change: Partial<Parameters<typeof maskHit>[0]> = {}) =>
  ({ mode: 'show-everyone', viewer: viewer(), nowBootMs, ...change }) as const;
const hit = (change: Partial<KnownColleague>, from?: Parameters<typeof look>[0]) =>
  maskHit(look(from), { ref: ada, person: someone(), scopes: new Set(), ...change });
const everything = {
  ...{ booking, fix, scopes: new Set(['group', 'company', 'wall'] as const) },
  person: { ...someone(), status: 'busy' as const },
};

describe('finding a colleague', () => {
  test('R28 R29 R30: tells the current booking, the declared status and the last place, each for itself', () => {
    expect(hit(everything)).toEqual({
      name: 'Ada Lovelace',
      booking: shownBooking,
      status: 'busy',
      location: { ...place, zoneName: 'North', ageMin: 1 },
    });
    expect(hit({ booking })).toEqual({ name: 'Ada Lovelace', booking: shownBooking });
    expect(hit({ person: { ...someone(), status: 'remote' } })).toEqual({ name: 'Ada Lovelace', status: 'remote' });
  });

  test('R30: the last place is told only to whom the person allowed it, and says nothing of those who did not', () => {
    expect(hit({ fix, scopes: new Set(['group']) })?.location?.zoneName).toBe('North');
    expect(hit({ fix, scopes: new Set(['company']) })?.location?.zoneName).toBe('North');
    for (const scopes of [new Set<never>(), new Set(['wall'] as const)]) {
      expect(hit({ fix, scopes })).toBeNull();
      expect(hit({ fix, booking, scopes })).toEqual(hit({ booking, scopes }));
    }
  });

  test('R30: a place older than a board would show is still told, in whole minutes, and never from the future', () => {
    const age = (ms: number) => hit({ fix: { ...fix, atBootMs: nowBootMs - ms }, scopes: new Set(['group']) })?.location?.ageMin;
    expect([age(59_999), age(60_000), age(29 * 60_000), age(-5)]).toEqual([0, 1, 29, 0]);
  });

  test('where the radio tells the floor only, or no zone is certain, only the floor is told', () => {
    const scopes = new Set(['group'] as const);
    expect(hit({ fix: { ...fix, precision: 'floor' }, scopes })?.location).toEqual({ ...place, ageMin: 1 });
    expect(hit({ fix: { ...fix, zoneName: undefined }, scopes })?.location).toEqual({ ...place, ageMin: 1 });
  });

  test('R9 R27 S16 S18: hidden, of no common group, absent, opted out and without anything to tell are the same null', () => {
    const answers = [
      hit(everything, { mode: 'hide-everyone' }),
      hit(everything, { mode: 'user-decides-hide' }),
      hit({ ...everything, person: someone('hide') }, { mode: 'user-decides-show' }),
      hit(everything, { viewer: viewer({ groups: [lab], roles: Role.options, managedGroups: 'all', managedFloors: 'all' }) }),
      hit({}),
      hit({ fix }),
      hit({ booking: { ...booking, guest: true } }),
      hit({ ...everything, person: person(' ', 'show', [sales]) }),
    ];
    expect(answers).toEqual(answers.map(() => null));
  });

  test('R7: oneself is found with everything, even in mode B', () => {
    const self = { viewer: viewer({ ref: ada }), mode: 'hide-everyone' } as const;
    expect(hit({ ...everything, scopes: new Set() }, self)).toEqual(hit(everything));
  });

  test('R34: a booking made for a guest is not told as the place of whoever made it', () => {
    expect(hit({ ...everything, booking: { ...booking, guest: true } })).toEqual({ ...hit(everything), booking: undefined });
  });
});

test('an answer holds the colleagues the mask let through, as they were found, and says whether there are more', () => {
  const found = [hit({ booking }), hit({ fix, scopes: new Set(['group']) }), hit({})].filter((one) => one !== null);
  expect(maskFound(found, true)).toEqual({ hits: found, more: true });
  expect(maskFound([], false)).toEqual({ hits: [], more: false });
});

test('is what the wire describes, with at least one of the three, whatever else the facts carried', () => {
  const colleague = fc.record({
    own: fc.constantFrom(...Visibility.options),
    groups: fc.subarray([sales, legal, lab]),
    status: fc.option(fc.constantFrom(...DeclaredStatus.options), { nil: undefined }),
    booking: fc.option(fc.boolean(), { nil: undefined }),
    ageMs: fc.option(fc.double({ min: -10, max: 1_800_000, noNaN: true }), { nil: undefined }),
    scopes: anyScopes,
  });
  fc.assert(
    fc.property(colleague, anyViewerChange, fc.constantFrom(...PrivacyMode.options), (one, change, mode) => {
      const extra = { secret: 'canary' };
      const found = hit(
        {
          person: { ...someone(one.own, one.groups), status: one.status },
          scopes: one.scopes,
          booking: one.booking === undefined ? undefined : { ...booking, guest: one.booking, ...extra },
          fix: one.ageMs === undefined ? undefined : { ...fix, atBootMs: nowBootMs - one.ageMs, ...extra },
        },
        { mode, viewer: viewer(change) },
      );
      if (found === null) return;
      expect(FindHit.parse(found)).toEqual(found);
      expect(JSON.stringify(found)).not.toContain('canary');
      expect(found.booking ?? found.status ?? found.location).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});
