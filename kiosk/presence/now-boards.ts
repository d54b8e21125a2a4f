// The assigned floors as the wall's drawings take them: a console is a display that stands nowhere and shows nobody. What is
// still believed of a board is decided where the wall decides it.

import { emptyMemory } from '#kiosk/board/board-memory.ts';
import { type BoardView, spaceOf, viewOf } from '#kiosk/board/board-view.ts';
import { DisplayId } from '#shared/model/ids.ts';
import type { SpaceKind } from '#shared/model/site.ts';
import { type SpaceState, withoutPeople } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { NowState } from './now-filter.ts';
import type { ManageView } from './now-memory.ts';

const thisPage = DisplayId.parse('this-page');

/** In the order of the plan; a floor the plan no longer has is left out. */
export function boardViewsOf({ plan, managed, nowMs }: ManageView): readonly BoardView[] {
  return plan.floors.flatMap((floor) => {
    const board = managed.boards.find((one) => one.floor === floor.id);
    if (!board) return [];
    // Both in the gateway's time, so that the difference is how old the board is.
    const at = { bootMs: board.asOfMs, wallMs: board.asOfMs };
    const received = { board: withoutPeople(board), at };
    const display = { id: thisPage, name: '', floor: floor.id };
    const memory = { ...emptyMemory, plan: { ...plan, display }, boards: new Map([[floor.id, received]]), newest: received };
    const view = viewOf(memory, floor.id, { bootMs: nowMs, wallMs: nowMs });
    return view ? [view] : [];
  });
}

export type StateCount = { readonly state: SpaceState; readonly total: number; readonly kinds: readonly KindCount[] };
type KindCount = { readonly kind: SpaceKind; readonly n: number };

const kinds: readonly SpaceKind[] = ['desk', 'room', 'parking'];

/** How many of these spaces are in each state, and of which kinds they are. */
export function countStates(view: BoardView, spaces: PlanFloor['spaces']): readonly StateCount[] {
  return NowState.options.map((state) => {
    const those = spaces.filter(({ id }) => spaceOf(view, id).state === state);
    const counted = kinds.map((kind) => ({ kind, n: those.filter((space) => space.kind === kind).length }));
    return { state, total: those.length, kinds: counted.filter(({ n }) => n > 0) };
  });
}
