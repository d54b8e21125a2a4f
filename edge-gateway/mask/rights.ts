// Who may do what on the console: every act, every role, in one place (rules 40-45). What somebody may see of a person is
// decision.ts's business. Roles combine as a union; what is missing forbids. TABLE.md prints this too.

import type { FloorId } from '#shared/model/ids.ts';
import type { Duty } from '#shared/model/person.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Viewer } from '#shared/model/viewer.ts';

/**
 * `see-now`: the live plan with what is due, displays and anchors. `bookings`: read, make and release for others; of which
 * bookings and persons, decision.ts says (`list`). `warden`: sees the roll call and marks people.
 */
export type Right =
  | 'see-now'
  | 'bookings'
  | 'export-bookings'
  | 'block'
  | 'issues'
  | 'displays'
  | 'utilisation'
  | 'export-utilisation'
  | 'start-emergency'
  | 'warden';

/** `assigned`: on the plans they manage. `everywhere`: without a plan, or on all. */
type Reach = 'assigned' | 'everywhere';
type Row = Readonly<Partial<Record<Role, Reach>>> & { readonly duty?: Duty };

const bothManagers = {
  'location-manager-light': 'assigned',
  'location-manager': 'assigned',
  administrator: 'everywhere',
} as const;
const fullManagers = { 'location-manager': 'assigned', administrator: 'everywhere' } as const;

export const rights: Readonly<Record<Right, Row>> = {
  // 42: assigned plans with all options; 43, 44.
  'see-now': bothManagers,
  // 41: of the assigned groups, on whatever plan; 43, 44. Light managers see none (42).
  bookings: { 'group-manager': 'everywhere', ...fullManagers },
  // 43.
  'export-bookings': fullManagers,
  block: bothManagers,
  issues: bothManagers,
  displays: bothManagers,
  // 42: sees the analytics; 41: group managers do not.
  utilisation: bothManagers,
  'export-utilisation': fullManagers,
  // Decisions of product-rules.md: administrators and location managers of that site, and the fire panel. One is of the site
  // who manages a plan of it: an emergency knows no floors.
  'start-emergency': fullManagers,
  // 42: light managers see no name, so no roll call either.
  warden: { ...fullManagers, duty: 'safety-team' },
};

type Holder = Viewer & { readonly duties: ReadonlySet<Duty> };

/** On which floors this person has the right; empty when nowhere. */
export function floorsOf(right: Right, holder: Holder, all: readonly FloorId[]): readonly FloorId[] {
  const row = rights[right];
  if (row.duty !== undefined && holder.duties.has(row.duty)) return all;
  const reaches = new Set([...holder.roles].map((role) => row[role]));
  if (reaches.has('everywhere')) return all;
  if (!reaches.has('assigned')) return [];
  const { floors } = holder.manages;
  return floors === 'all' ? all : all.filter((floor) => floors.has(floor));
}

/** As which role they do it, for the audit: the one with the longest reach; null for who may by a duty alone, or not at all. */
export function roleFor(right: Right, { roles, manages }: Viewer): Role | null {
  const row = rights[right];
  const having = [...roles].filter((role) => row[role] !== undefined);
  const everywhere = having.find((role) => row[role] === 'everywhere');
  const managesSome = manages.floors === 'all' || manages.floors.size > 0;
  return everywhere ?? (managesSome ? (having[0] ?? null) : null);
}
