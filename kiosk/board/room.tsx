// A room on the plan: its name, its state in words, and the sign of the state as its ground.

import type { ReactNode } from 'react';
import type { BoardSpace } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { NamedShape } from './named-shape.tsx';
import { type Box, boxOf, type PlanFit, pointsOf } from './plan-fit.ts';
import s from './room.module.css';
import { leading, roomText } from './room-text.ts';
import { BarDisc, netOf } from './space-mark.tsx';
import { useSpaceWords } from './use-space-words.ts';

type Props = {
  readonly fit: PlanFit;
  readonly space: PlanFloor['spaces'][number];
  readonly now: BoardSpace;
  readonly nowMs: number;
  readonly hatch: string;
};

export function Room({ fit, space, now, nowMs, hatch }: Props): ReactNode {
  const saying = useSpaceWords();
  const shape = pointsOf(fit, space.shape);
  const { lines, box } = roomText(fit, space, saying.short(now, nowMs), now.label);
  const x = box.x + box.w / 2;
  let top = box.y;
  return (
    <NamedShape name={saying.full(space.name, now, nowMs)} className={s[now.state]} data-space={space.id} data-state={now.state}>
      <polygon className={s.ground} points={shape} />
      {now.state === 'booked' && <polygon className={s.hatch} points={shape} fill={`url(#${hatch})`} />}
      {now.state === 'blocked' && <polygon className={s.net} points={shape} fill={`url(#${netOf(hatch)})`} />}
      {now.state === 'blocked' && <BarDisc {...cornerOf(boxOf(fit, space.shape))} />}
      {lines.map((line) => {
        const middle = top + (line.px * leading) / 2;
        top += line.px * leading;
        return (
          <text key={`${line.role} ${line.text}`} className={s[line.role]} x={x} y={middle} fontSize={line.px}>
            {line.text}
          </text>
        );
      })}
    </NamedShape>
  );
}

/** Where a sign hides no word: near the left upper corner. */
function cornerOf(room: Box): { readonly x: number; readonly y: number; readonly r: number } {
  const r = Math.min(12, Math.max(5, Math.min(room.w, room.h) * 0.1));
  return { x: room.x + r * 1.7, y: room.y + r * 1.7, r };
}
