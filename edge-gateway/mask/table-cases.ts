// Everybody who can look and everybody who can be looked at, as far as the decision table tells them apart: what the
// printed table asks about. Built of one colleague, one group and one floor each way.

import type { ConsentScope } from '#shared/model/consent.ts';
import { FloorId, GroupId, SubjectRef } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility, WallNames } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import type { Audience, BreakGlassAudience } from './audience.ts';
import type { Known } from './decision.ts';

/** What a column is about. Everything else of the question follows from who looks. */
export type Matter = { readonly holder: 'employee' | 'guest' | 'nobody'; readonly scopes?: readonly ConsentScope[] };

/** One kind of onlooker: `who` for the page, and the question as it is for a mode, a flag and a matter. */
export type Onlooker = {
  readonly who: string;
  readonly audience: Audience | BreakGlassAudience;
  readonly known: (mode: PrivacyMode, visibility: Visibility, matter: Matter) => Known;
};

export const everyModeAndFlag: readonly (readonly [PrivacyMode, Visibility])[] = PrivacyMode.options.flatMap((mode) =>
  Visibility.options.map((flag) => [mode, flag] as const),
);

const me = SubjectRef.parse('me');
const other = SubjectRef.parse('other');
const [ours, theirs, third] = [GroupId.parse('ours'), GroupId.parse('theirs'), GroupId.parse('third')];
const [here, elsewhere] = [FloorId.parse('here'), FloorId.parse('elsewhere')];

type Looked = { readonly ref: SubjectRef; readonly group: GroupId };
export const relations = {
  self: { ref: me, group: ours },
  common: { ref: other, group: ours },
  apart: { ref: other, group: theirs },
};

const wallWords: Record<WallNames, string> = {
  none: 'a wall that shows no names',
  initials: 'a wall that shows initials',
  full: 'a wall that shows full names',
};
export const walls: readonly Onlooker[] = WallNames.options.map((wallNames) => ({
  who: wallWords[wallNames],
  audience: { kind: 'wall', wallNames },
  known: questionAbout(relations.apart),
}));

/** Whoever looks: under break-glass nothing counts of them but the floor that was opened. */
export const glasses: readonly Onlooker[] = [
  { who: 'break-glass on this floor', audience: { kind: 'break-glass', floor: here }, known: questionAbout(relations.apart) },
  {
    who: 'break-glass on another floor',
    audience: { kind: 'break-glass', floor: elsewhere },
    known: questionAbout(relations.apart),
  },
];

type Manages = Partial<Viewer['manages']>;
const roles: readonly (readonly [words: string, role: Role, manages: Manages])[] = [
  ['user', 'user', {}],
  ['group manager of one of the groups', 'group-manager', { groups: new Set([ours, theirs]) }],
  ['group manager of all groups', 'group-manager', { groups: 'all' }],
  ['group manager of other groups', 'group-manager', { groups: new Set([third]) }],
  ['location manager light', 'location-manager-light', { floors: 'all' }],
  ['location manager of the floor', 'location-manager', { floors: new Set([here]) }],
  ['location manager of all floors', 'location-manager', { floors: 'all' }],
  ['location manager of other floors', 'location-manager', { floors: new Set([elsewhere]) }],
  ['administrator', 'administrator', { groups: 'all', floors: 'all' }],
  ['privacy officer', 'privacy-officer', { groups: 'all', floors: 'all' }],
];

/** Somebody signed in, in every role, who looks at a person of that relation to them. */
export function signedIn(looked: Looked): readonly Onlooker[] {
  return roles.map(([who, role, manages]) => ({
    who,
    audience: {
      kind: 'signed-in',
      viewer: {
        ...{ ref: me, roles: new Set([role]), groups: new Set([ours]) },
        manages: { groups: new Set<GroupId>(), floors: new Set<FloorId>(), ...manages },
      },
    },
    known: questionAbout(looked),
  }));
}

function questionAbout({ ref, group }: Looked): Onlooker['known'] {
  return (mode, visibility, { holder, scopes }) => ({
    mode,
    floor: here,
    guest: holder === 'guest',
    scopes: new Set(scopes),
    ...(holder === 'nobody' ? {} : { ref, person: { visibility, groups: [group] } }),
  });
}
