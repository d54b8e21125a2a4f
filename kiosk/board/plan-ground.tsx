// What does not change on a plan: floor, zones as faint washes, areas nobody books, walls.

import { memo, type ReactNode } from 'react';
import type { MessageId } from '#kiosk/i18n/en.ts';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { AreaIcon, hasIcon } from './area-icon.tsx';
import { type Box, boxOf, centreOf, type PlanFit, pointsOf } from './plan-fit.ts';
import s from './plan-ground.module.css';
import { fontFor, wrapText } from './text-fit.ts';

type Props = { readonly fit: PlanFit; readonly floor: PlanFloor };

const washes = 6;

export const PlanGround = memo(function PlanGround({ fit, floor }: Props): ReactNode {
  return (
    <g>
      <polygon className={s.floor} points={pointsOf(fit, floor.outline)} />
      {floor.zones.map((zone, i) => (
        <polygon key={zone.id} className={s[`zone${i % washes}`]} points={pointsOf(fit, zone.shape)} />
      ))}
      {floor.areas.map((area) => (
        <Area key={area.id} fit={fit} area={area} />
      ))}
      <polygon className={s.outline} points={pointsOf(fit, floor.outline)} strokeWidth={Math.max(3, fit.scale * 0.16)} />
      {floor.walls.map((wall) => (
        <WallLine key={JSON.stringify(wall.path)} fit={fit} wall={wall} />
      ))}
    </g>
  );
});

const wallM = { solid: 0.2, glass: 0.12, partition: 0.1 } as const;
const wallMinPx = { solid: 4, glass: 3, partition: 2.5 } as const;

function WallLine({ fit, wall }: { readonly fit: PlanFit; readonly wall: PlanFloor['walls'][number] }): ReactNode {
  const points = pointsOf(fit, wall.path);
  const width = Math.max(wallMinPx[wall.kind], fit.scale * wallM[wall.kind]);
  return (
    <>
      <polyline className={s[wall.kind]} points={points} strokeWidth={width} />
      {wall.kind === 'glass' && <polyline className={s.pane} points={points} strokeWidth={width * 0.4} />}
    </>
  );
}

function Area({ fit, area }: { readonly fit: PlanFit; readonly area: PlanFloor['areas'][number] }): ReactNode {
  const words = useWords();
  const box = boxOf(fit, area.shape);
  const { x, y } = centreOf(box);
  const word = areaWord(area.kind);
  const { lines, px } = areaLines(area.name || (word === null ? '' : words.say(word)), box, fit.scale);
  const icon = hasIcon(area.kind) && box.h > px * lines.length * 1.2 + 34 && box.w > 34;
  const size = Math.min(34, box.w * 0.5, box.h * 0.36);
  const textH = lines.length * px * 1.2;
  const top = icon ? y - (size + textH + 6) / 2 : y - textH / 2;
  return (
    <>
      <polygon className={area.kind === 'obstacle' ? s.obstacle : s.area} points={pointsOf(fit, area.shape)} />
      {icon && <AreaIcon kind={area.kind} x={x} y={top + size / 2} size={size} />}
      {lines.map((line, i) => (
        <text key={line} className={s.areaName} x={x} y={top + (icon ? size + 6 : 0) + (i + 0.5) * px * 1.2} fontSize={px}>
          {line}
        </text>
      ))}
    </>
  );
}

/** The name in at most two lines of a size that can be read, or nothing. */
function areaLines(name: string, box: Box, scale: number): { lines: readonly string[]; px: number } {
  const longest = name.split(' ').reduce((a, b) => (a.length > b.length ? a : b));
  const largestPx = Math.min(16, Math.max(10, scale * 0.42));
  const px = longest === '' ? null : fontFor(longest, box.w - 6, box.h - 4, largestPx, 9);
  if (px === null) return { lines: [], px: 0 };
  const lines = wrapText(name, box.w - 4, px, 2);
  return lines.length * px * 1.2 > box.h ? { lines: lines.slice(0, 1), px } : { lines, px };
}

function areaWord(kind: string): MessageId | null {
  switch (kind) {
    case 'kitchen':
    case 'lift':
    case 'stairs':
    case 'toilet':
    case 'reception':
    case 'lounge':
    case 'storage':
      return `area.${kind}`;
    default:
      return null;
  }
}
