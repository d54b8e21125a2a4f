// A room on the plan: its name, its state in words, and the sign of the state as its ground.

import type { ReactNode } from 'react';
import type { BoardSpace } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { NamedShape } from './named-shape.tsx';
import { type PlanFit, pointsOf } from './plan-fit.ts';
import s from './room.module.css';
import { leading, roomText } from './room-text.ts';
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
