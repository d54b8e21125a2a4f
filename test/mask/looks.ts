// Who can look and what can be looked at, for the tests of the decision table: small sets that tell every rule apart.

import fc from 'fast-check';
import type { Item, Known, Sight } from '#gateway/mask/decision.ts';
import { ConsentScope } from '#shared/model/consent.ts';
import { FloorId, GroupId } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import { ref } from './known.ts';

export const items: readonly Item[] = [
  'booking-name',
  'position',
  'presence-count',
  'search-hit',
  'profile',
  'list',
  'export',
  'book-for',
];
/** Least first. */
export const amounts: readonly Sight[] = ['nothing', 'about', 'nameless', 'initials', 'full'];
export const amountOf = (seen: Sight): number => amounts.indexOf(seen);

export const ada = ref('ada');
export const bob = ref('bob');
export const [sales, legal, lab] = [GroupId.parse('sales'), GroupId.parse('legal'), GroupId.parse('lab')];
export const [ground, attic] = [FloorId.parse('ground'), FloorId.parse('attic')];

type Change = {
  readonly ref?: Viewer['ref'];
  readonly roles?: readonly Role[];
  readonly groups?: readonly GroupId[];
  readonly managedGroups?: 'all' | readonly GroupId[];
  readonly managedFloors?: 'all' | readonly FloorId[];
};
const setOf = <T>(list: 'all' | readonly T[]): 'all' | ReadonlySet<T> => (list === 'all' ? 'all' : new Set(list));

/** Bob, who looks; a user of sales who manages nothing unless told otherwise. */
export function viewer({
  roles = ['user'],
  groups = [sales],
  managedGroups = [],
  managedFloors = [],
  ...who
}: Change = {}): Viewer {
  return {
    ref: who.ref ?? bob,
    roles: new Set(roles),
    groups: new Set(groups),
    manages: { groups: setOf(managedGroups), floors: setOf(managedFloors) },
  };
}
export const signedIn = (change: Change = {}) => ({ kind: 'signed-in', viewer: viewer(change) }) as const;
export const wall = (wallNames: 'none' | 'initials' | 'full') => ({ kind: 'wall', wallNames }) as const;

export const glass = (floor: FloorId) => ({ kind: 'break-glass', floor }) as const;

/** Ada of sales, who is looked at, on the ground floor; shown, unless told otherwise. */
export function known(change: Partial<Known> & { readonly flag?: Visibility; readonly groups?: readonly GroupId[] } = {}): Known {
  const { flag = 'show', groups = [sales], ...rest } = change;
  const person = { visibility: flag, groups };
  return { mode: 'show-everyone', ref: ada, person, scopes: new Set(), floor: ground, ...rest };
}

const someGroups = fc.subarray([sales, legal, lab]);
export const anyRoles = fc.subarray([...Role.options]);
export const anyScopes = fc.subarray([...ConsentScope.options]).map((list) => new Set(list));
export const anyWall = fc.constantFrom(wall('none'), wall('initials'), wall('full'));
export const anyViewerChange = fc.record({
  ref: fc.constantFrom(ada, bob),
  groups: someGroups,
  managedGroups: fc.oneof(fc.constant('all' as const), someGroups),
  managedFloors: fc.oneof(fc.constant('all' as const), fc.subarray([ground, attic])),
});
export const anySignedIn = fc.tuple(anyViewerChange, anyRoles).map(([change, roles]) => signedIn({ ...change, roles }));
export const anyAudience = fc.oneof(anyWall, anySignedIn);
export const anyKnown: fc.Arbitrary<Known> = fc.record({
  mode: fc.constantFrom(...PrivacyMode.options),
  ref: fc.constantFrom(ada, undefined),
  person: fc.option(fc.record({ visibility: fc.constantFrom(...Visibility.options), groups: someGroups }), { nil: undefined }),
  guest: fc.boolean(),
  scopes: anyScopes,
  floor: fc.constantFrom(ground, attic, undefined),
});
export const anyItem = fc.constantFrom(...items);
