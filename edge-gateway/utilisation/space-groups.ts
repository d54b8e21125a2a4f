// The groups of spaces that a day is told of: per kind the whole building, its floors and their zones. And which of them may
// be told: a group with too few bookings is not, and neither is what would give it away as the difference of others.

import type { FloorId, SpaceId, ZoneId } from '#shared/model/ids.ts';
import type { Site, SpaceKind } from '#shared/model/site.ts';

/** Null floor and zone: the whole building; null zone: the whole floor. `parts` make it up, without a rest. */
export type SpaceGroup = {
  readonly floor: FloorId | null;
  readonly zone: ZoneId | null;
  readonly kind: SpaceKind;
  readonly spaces: ReadonlySet<SpaceId>;
  readonly parts: readonly SpaceGroup[];
};

const kinds: readonly SpaceKind[] = ['desk', 'room', 'parking'];

/** One tree per kind; only groups that have a space. */
export function spaceGroups(site: Site): readonly SpaceGroup[] {
  return kinds.flatMap((kind) =>
    groupOf({
      ...{ kind, floor: null, zone: null, spaces: [] },
      parts: site.floors.flatMap((floor) => {
        const zones = floor.zones.flatMap(({ id: zone }) => {
          const spaces = floor.spaces.filter((space) => space.kind === kind && space.zone === zone).map(({ id }) => id);
          return groupOf({ kind, floor: floor.id, zone, spaces, parts: [] });
        });
        return groupOf({ kind, floor: floor.id, zone: null, spaces: [], parts: zones });
      }),
    }),
  );
}

/** Nothing when it has no space. */
function groupOf({
  spaces,
  ...group
}: Omit<SpaceGroup, 'spaces'> & { readonly spaces: readonly SpaceId[] }): readonly SpaceGroup[] {
  const all = new Set([...spaces, ...group.parts.flatMap((part) => [...part.spaces])]);
  return all.size === 0 ? [] : [{ ...group, spaces: all }];
}

/** The group and all below it, itself first. */
export function withParts(group: SpaceGroup): readonly SpaceGroup[] {
  return [group, ...group.parts.flatMap(withParts)];
}

/**
 * The groups of a tree that must not be told. First those with fewer than `least` bookings. Then, where exactly one part of a
 * told group is left out, its smallest other part as well: else the difference would tell it (privacy.md 2.1, subset
 * differencing; secondary suppression of the Statistical Disclosure Control handbook). And a group that is left out for the
 * sake of another has a part that is left out, because all parts together would tell it again.
 */
export function leftOut(root: SpaceGroup, countOf: (group: SpaceGroup) => number, least: number): ReadonlySet<SpaceGroup> {
  const hidden = new Set<SpaceGroup>();
  const look = (group: SpaceGroup, forced: boolean): void => {
    if (forced || countOf(group) < least) hidden.add(group);
    const small = group.parts.filter((part) => countOf(part) < least);
    const gap = hidden.has(group) ? small.length === 0 : small.length === 1 && group.parts.length > 1;
    const rest = group.parts.filter((part) => !small.includes(part)).toSorted((a, b) => countOf(a) - countOf(b));
    for (const part of group.parts) look(part, gap && part === rest[0]);
  };
  look(root, false);
  return hidden;
}
