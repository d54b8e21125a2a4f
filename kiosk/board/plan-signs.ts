// The parts of a plan that are read at arm's length: what stands on desks and in rooms, and the names around them. Discs
// of people keep clear of these boxes.

import type { BoardSpace } from '#shared/wire/board.ts';
import { type BoardView, spaceOf } from './board-view.ts';
import { type Box, boxOf, centreOf, type PlanFit } from './plan-fit.ts';
import { areaTextBoxes, type HereLabel, type ZoneLabel } from './plan-labels.ts';
import { roomText } from './room-text.ts';
import { textWidthPx } from './text-fit.ts';
import type { SpaceWords } from './use-space-words.ts';

export type PlanLabels = { readonly zones: readonly ZoneLabel[]; readonly here: HereLabel | null };

export function signBoxes(fit: PlanFit, view: BoardView, saying: SpaceWords, { zones, here }: PlanLabels): readonly Box[] {
  const named = view.floor.areas.filter((area) => area.kind !== 'obstacle');
  return [
    ...view.floor.spaces.map((space) => {
      const now = spaceOf(view, space.id);
      if (space.kind !== 'room') return deskSign(boxOf(fit, space.shape), now);
      return roomText(fit, space, saying.short(now, view.nowMs), now.label).box;
    }),
    ...areaTextBoxes(fit, { ...view.floor, areas: named }),
    ...zones.flatMap((label) => (label.pill === '' ? [nameBox(label)] : [nameBox(label), label.pillBox])),
    ...(here ? [here.box, here.textBox] : []),
  ];
}

/** The middle of a desk: a time takes more of it than a ring, a sign or initials. On an upright desk a time has two lines. */
function deskSign(desk: Box, { state }: BoardSpace): Box {
  const upright = desk.h > desk.w;
  const w = Math.min(desk.w, state === 'booked' && !upright ? 52 : 30);
  const h = Math.min(desk.h, state === 'booked' && upright ? 36 : 24);
  const { x, y } = centreOf(desk);
  return { x: x - w / 2, y: y - h / 2, w, h };
}

function nameBox({ name, nameAt, fontPx }: ZoneLabel): Box {
  return { x: nameAt.x, y: nameAt.y - fontPx * 0.75, w: textWidthPx(name, fontPx), h: fontPx * 1.5 };
}
