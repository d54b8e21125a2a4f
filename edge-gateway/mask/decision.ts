// The table of who may see what: every item, every audience, every role, in one place. Whatever leaves the gateway about a
// person is asked here first. Numbers are product rules and statements of privacy.md 2.3; TABLE.md is this file in words.
//
// Promise: positions know no roles (S9); break-glass is an audience of its own. What is missing hides: nobody known, no consent, no group, no assignment.

import { assertNever } from '#shared/kit/assert-never.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { FloorId, GroupId, SubjectRef } from '#shared/model/ids.ts';
import type { PrivacyMode, Visibility, WallNames } from '#shared/model/policy.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import type { Audience, BreakGlassAudience } from './audience.ts';

/**
 * `booking-name`: the holder's name on the live plan. `position`: the mark of a located person. `search-hit`: that a person
 * can be found by their name. `list` and `export`: a booking in a manager's list, and in a file of it. `book-for`: that a
 * person can be chosen, by name, to book something for.
 */
export type Item = 'booking-name' | 'position' | 'presence-count' | 'search-hit' | 'profile' | 'list' | 'export' | 'book-for';

/**
 * How much is seen, least first. `about`: the suppressed and rounded count, never an exact one. `nameless`: the item, of
 * nobody whose name could be told. `initials` and `full`: the item with as much of the name.
 */
export type Sight = 'nothing' | 'about' | 'nameless' | 'initials' | 'full';

/** What is known of what is looked at. */
export type Known = {
  readonly mode: PrivacyMode;
  /** Whose it is; absent when it has been anonymised. */
  readonly ref?: SubjectRef | undefined;
  readonly person?: { readonly visibility: Visibility; readonly groups: readonly GroupId[] } | undefined;
  /** The booking is for somebody from outside, whoever made it. */
  readonly guest?: boolean | undefined;
  /** Their consent in force; without one nobody is located, so there is no position to ask about. */
  readonly scopes?: ReadonlySet<ConsentScope> | undefined;
  /** Where the booked space is, or the located person. */
  readonly floor?: FloorId | undefined;
};

/** Everybody signed in is a colleague (40), and sees their own as `self`. Roles add to that, each for itself (45). */
type Row = {
  readonly wall: (known: Known) => boolean;
  readonly self: (known: Known) => boolean;
  readonly colleague: Rule;
  readonly roles?: Readonly<Partial<Record<Role, Rule>>>;
  /** Under break-glass, which shows nothing but what has this rule. */
  readonly glass?: (known: Known, floor: FloorId) => boolean;
};
type Rule = (known: Known, viewer: Viewer) => boolean;

const never = (): boolean => false;
const always = (): boolean => true;

const table: Readonly<Record<Item, Row>> = {
  // 2-7, 34. The unrestricted list of managers (8) is another item.
  'booking-name': { wall: isShown, self: isNamed, colleague: isShown },
  // 27, 30, S9, S17, S18.
  position: {
    wall: (known) => isDotShown(known) && agreedTo('wall', known),
    self: isNamed,
    colleague: (known, viewer) =>
      isDotShown(known) && (agreedTo('company', known) || (agreedTo('group', known) && shareGroup(known, viewer))),
    // S9, S10: whatever mode, flag and scope say, for this is what they are broken for.
    glass: (known, floor) => isNamed(known) && known.scopes !== undefined && known.floor === floor,
  },
  // S13-S15: the same answer for all.
  'presence-count': { wall: always, self: always, colleague: always },
  // 3, 9, 27.
  'search-hit': {
    wall: never,
    self: isNamed,
    colleague: (known, viewer) => isShown(known) && shareGroup(known, viewer),
  },
  // 1-5 among the colleagues of a group; 41, 44.
  profile: {
    wall: never,
    self: isNamed,
    colleague: (known, viewer) => isShown(known) && shareGroup(known, viewer),
    roles: {
      'group-manager': (known, viewer) => isNamed(known) && managesGroup(known, viewer),
      administrator: isNamed,
    },
  },
  // 8, 41-44.
  list: {
    wall: never,
    self: always,
    colleague: never,
    roles: { 'group-manager': managesGroup, 'location-manager': managesFloor, administrator: always },
  },
  // 43, 44.
  export: {
    wall: never,
    self: always,
    colleague: never,
    roles: { 'location-manager': managesFloor, administrator: always },
  },
  // 41: for the people of the groups; 43: for any user; 44.
  'book-for': {
    wall: never,
    self: isNamed,
    colleague: never,
    roles: {
      'group-manager': (known, viewer) => isNamed(known) && managesGroup(known, viewer),
      'location-manager': (known, viewer) => isNamed(known) && managesSomeFloor(viewer),
      administrator: isNamed,
    },
  },
};

/** How much of this item this audience may see. */
export function sight(item: Item, audience: Audience | BreakGlassAudience, known: Known): Sight {
  if (!maySee(table[item], audience, known)) return 'nothing';
  if (item === 'presence-count') return 'about';
  if (!isNamed(known)) return 'nameless';
  return audience.kind === 'wall' ? ofWall(audience.wallNames) : 'full';
}

function maySee(row: Row, audience: Audience | BreakGlassAudience, known: Known): boolean {
  if (audience.kind === 'break-glass') return row.glass?.(known, audience.floor) ?? false;
  if (audience.kind === 'wall') return row.wall(known);
  const { viewer } = audience;
  if (known.ref === viewer.ref ? row.self(known) : row.colleague(known, viewer)) return true;
  for (const role of viewer.roles) if (row.roles?.[role]?.(known, viewer)) return true;
  return false;
}

/** A display that shows no names shows no marks of people either: a nameless mark would be a mark of somebody masked. */
function ofWall(wallNames: WallNames): Sight {
  return wallNames === 'none' ? 'nothing' : wallNames;
}

/** There is a person, and it is not a guest, whose name is nobody's business here. */
function isNamed({ person, guest }: Known): boolean {
  return person !== undefined && guest !== true;
}

function isShown(known: Known): boolean {
  return isNamed(known) && known.person !== undefined && modeShows(known.mode, known.person.visibility);
}

/** Consent can only be narrowed: by the mode, and by the own `hide` even where the company shows all bookings. */
function isDotShown(known: Known): boolean {
  return isShown(known) && known.person?.visibility !== 'hide';
}

/** The company's mode against the person's own three-state flag; `unset` follows the mode's default (2-6). */
export function modeShows(mode: PrivacyMode, visibility: Visibility): boolean {
  switch (mode) {
    case 'show-everyone':
      return true;
    case 'hide-everyone':
      return false;
    case 'user-decides-show':
      return visibility !== 'hide';
    case 'user-decides-hide':
      return visibility === 'show';
    default:
      return assertNever(mode);
  }
}

function agreedTo(scope: ConsentScope, { scopes }: Known): boolean {
  return scopes?.has(scope) ?? false;
}

function shareGroup({ person }: Known, { groups }: Viewer): boolean {
  return person?.groups.some((group) => groups.has(group)) ?? false;
}

function managesGroup({ person }: Known, { manages: { groups } }: Viewer): boolean {
  return groups === 'all' || (person?.groups.some((group) => groups.has(group)) ?? false);
}

function managesFloor({ floor }: Known, { manages: { floors } }: Viewer): boolean {
  return floors === 'all' || (floor !== undefined && floors.has(floor));
}

function managesSomeFloor({ manages: { floors } }: Viewer): boolean {
  return floors === 'all' || floors.size > 0;
}
