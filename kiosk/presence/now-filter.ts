// Which floors and spaces the section "Now" shows, and how: kept after the # of the address, so that it survives a reload and
// can be sent on. Only ids of the site and fixed words are in it, nothing about anybody.

import { z } from 'zod';
import { type BoardView, spaceOf } from '#kiosk/board/board-view.ts';
import { FloorId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';
import { SpaceState } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';

/** What a space can be here: whoever is checked in has no name on a console, so each of them reads as occupied. */
export const NowState = SpaceState.exclude(['checked-in']);
type NowState = z.infer<typeof NowState>;

/** Null is all of them. */
export type NowFilter = {
  readonly floor: FloorId | null;
  readonly kind: SpaceKind | null;
  readonly state: NowState | null;
  readonly as: 'plan' | 'table';
};

/** What can't be read there counts as not said. */
export function filterIn(hash: string): NowFilter {
  const asked = new URLSearchParams(hash.split('?')[1] ?? '');
  const read = <S extends z.ZodType>(schema: S, name: string): z.infer<S> | null =>
    schema.safeParse(asked.get(name)).data ?? null;
  return {
    floor: read(FloorId, 'floor'),
    kind: read(SpaceKind, 'kind'),
    state: read(NowState, 'state'),
    as: read(z.enum(['plan', 'table']), 'as') ?? 'plan',
  };
}

/** "#now?floor=floor-1&as=table" */
export function hashOf({ floor, kind, state, as }: NowFilter): string {
  const said = Object.entries({ floor, kind, state, as: as === 'plan' ? null : as });
  const asked = new URLSearchParams(said.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  return asked.size === 0 ? '#now' : `#now?${asked}`;
}

export function isEverything({ floor, kind, state }: NowFilter): boolean {
  return floor === null && kind === null && state === null;
}

/** Of one floor, whatever floor the filter says. */
export function matching(view: BoardView, { kind, state }: NowFilter): PlanFloor['spaces'] {
  return view.floor.spaces.filter(
    (space) => (kind === null || space.kind === kind) && (state === null || spaceOf(view, space.id).state === state),
  );
}
