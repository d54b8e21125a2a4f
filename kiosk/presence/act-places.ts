// The floors and spaces a manager can choose from, and what a space is called in a sentence. Pure.

import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { SpaceKind } from '#shared/model/site.ts';
import type { SpaceState } from '#shared/wire/board.ts';
import type { MePlan } from '#shared/wire/me.ts';
import type { ManageView } from './now-memory.ts';

type Floor = MePlan['floors'][number];
type SpaceNow = { readonly id: SpaceId; readonly name: string; readonly state: SpaceState };

/** Where they may see and make bookings (rules 41, 43); the gateway judges again. */
export function floorsToBookOn({ plan, managed }: ManageView): readonly Floor[] {
  return plan.floors.filter(({ id }) => managed.may.bookFloors.includes(id));
}

/** The assigned plans. */
export function floorsToActOn({ plan, managed }: ManageView): readonly Floor[] {
  return plan.floors.filter(({ id }) => managed.may.floors.includes(id));
}

/** Kinds that this floor has, in the order of its plan's words: desks first. */
export function kindsOn(floor: Floor | undefined): readonly SpaceKind[] {
  const kinds: readonly SpaceKind[] = ['desk', 'room', 'parking'];
  return kinds.filter((kind) => floor?.spaces.some((space) => space.kind === kind));
}

/** Spaces of one kind with what the board says of them now, free ones first, otherwise as the plan has them. */
export function spacesNow({ managed }: ManageView, floor: Floor | undefined, kind: SpaceKind): readonly SpaceNow[] {
  const board = managed.boards.find((one) => one.floor === floor?.id);
  const states = new Map(board?.spaces.map(({ id, state }) => [id, state]));
  const spaces = (floor?.spaces ?? []).filter((space) => space.kind === kind);
  const now = spaces.map(({ id, name }): SpaceNow => ({ id, name, state: states.get(id) ?? 'unknown' }));
  return [...now.filter(({ state }) => state === 'free'), ...now.filter(({ state }) => state !== 'free')];
}

/** Names of a space and its floor; its id where the plan has it no longer. */
export function placeOf(plan: MePlan, space: SpaceId): { readonly space: string; readonly floor: string } {
  const floor = plan.floors.find(({ spaces }) => spaces.some(({ id }) => id === space));
  return { space: floor?.spaces.find(({ id }) => id === space)?.name ?? space, floor: floor?.name ?? '' };
}

export function floorName(plan: MePlan, floor: FloorId): string {
  return plan.floors.find(({ id }) => id === floor)?.name ?? floor;
}
