// One desk or parking bay on the plan: its chair, its sign, and its name for those who do not see it.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { BoardSpace } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import s from './desk.module.css';
import { NamedShape } from './named-shape.tsx';
import { type Box, boxOf, inset, type PlanFit, sideOnCard } from './plan-fit.ts';
import { shortLabel } from './short-label.ts';
import { SpaceMark } from './space-mark.tsx';
import { useSpaceWords } from './use-space-words.ts';

type PlanSpace = PlanFloor['spaces'][number];

type Props = {
  readonly fit: PlanFit;
  readonly space: PlanSpace;
  readonly now: BoardSpace;
  readonly nowMs: number;
  readonly hatch: string;
};

export function Desk({ fit, space, now, nowMs, hatch }: Props): ReactNode {
  const words = useWords();
  const saying = useSpaceWords();
  const box = inset(boxOf(fit, space.shape), 1.5);
  const time = now.fromMs === undefined ? undefined : words.time(now.fromMs);
  const text = now.state === 'booked' ? time : now.label && shortLabel(now.label, box.w - 4);
  return (
    <NamedShape name={saying.full(space.name, now, nowMs)} data-space={space.id} data-state={now.state}>
      {space.seat && <rect className={s.chair} {...chairOf(box, sideOnCard(fit, space.seat))} />}
      <SpaceMark box={box} state={now.state} text={text} hatch={hatch} />
    </NamedShape>
  );
}

function chairOf(
  box: Box,
  side: 'north' | 'east' | 'south' | 'west',
): { x: number; y: number; width: number; height: number; rx: number } {
  const across = side === 'north' || side === 'south';
  const length = (across ? box.w : box.h) * 0.4;
  const depth = Math.max(3, Math.min(box.w, box.h) * 0.16);
  const gap = 2.5;
  const x = across ? box.x + (box.w - length) / 2 : side === 'east' ? box.x + box.w + gap : box.x - depth - gap;
  const y = !across ? box.y + (box.h - length) / 2 : side === 'south' ? box.y + box.h + gap : box.y - depth - gap;
  return { x, y, width: across ? length : depth, height: across ? depth : length, rx: depth / 2 };
}
