// A room on the plan: its name, its state in words, and the sign of the state as its ground.

import type { ReactNode } from 'react';
import type { BoardSpace } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { NamedShape } from './named-shape.tsx';
import { boxOf, centreOf, inset, type PlanFit, pointsOf } from './plan-fit.ts';
import s from './room.module.css';
import { fontFor, textWidthPx, wrapText } from './text-fit.ts';
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
  const box = inset(boxOf(fit, space.shape), 5);
  const shape = pointsOf(fit, space.shape);
  const largestPx = Math.min(21, Math.max(12, fit.scale * 0.54));
  const lines = roomLines(space.name, saying.short(now, nowMs), now.label, box, largestPx);
  const total = lines.reduce((sum, line) => sum + line.px * leading, 0);
  const { x, y } = centreOf(box);
  let top = y - total / 2;
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

const leading = 1.28;

type Line = { readonly role: 'name' | 'words' | 'label'; readonly text: string; readonly px: number };

/** Name, words and label as lines that fit the room: in smaller type first, then without the label, then the name alone. */
export function roomLines(
  name: string,
  words: string,
  label: string | undefined,
  room: { readonly w: number; readonly h: number },
  largestPx: number,
): readonly Line[] {
  const longest = name.split(' ').reduce((a, b) => (textWidthPx(a, 1) > textWidthPx(b, 1) ? a : b));
  const namePx = fontFor(longest, room.w, room.h / 2, largestPx, smallestPx) ?? smallestPx;
  for (const labelNow of label === undefined ? [undefined] : [label, undefined]) {
    for (let px = namePx; px >= smallestPx; px -= 1) {
      const lines = linesAt(px, name, words, labelNow, room.w);
      if (lines.reduce((sum, line) => sum + line.px * leading, 0) <= room.h) return lines;
    }
  }
  return wrapText(name, room.w, namePx, 1).map((text) => ({ role: 'name', text, px: namePx }));
}

const smallestPx = 10;

function linesAt(px: number, name: string, words: string, label: string | undefined, widthPx: number): readonly Line[] {
  const wordsPx = Math.max(smallestPx, px * 0.84);
  const line =
    (role: Line['role'], size: number) =>
    (text: string): Line => ({ role, text, px: size });
  return [
    ...wrapText(name, widthPx, px, 2).map(line('name', px)),
    ...wrapText(words, widthPx, wordsPx, 3).map(line('words', wordsPx)),
    ...(label === undefined ? [] : wrapText(label, widthPx, wordsPx, 1).map(line('label', wordsPx))),
  ];
}
