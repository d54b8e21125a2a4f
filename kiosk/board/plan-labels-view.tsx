// Draws the names of zones with their known presence, and the pin that says "you are here".

import type { ReactNode } from 'react';
import { NamedShape } from './named-shape.tsx';
import type { PinSide } from './place-label.ts';
import { centreOf } from './plan-fit.ts';
import type { HereLabel, ZoneLabel } from './plan-labels.ts';
import s from './plan-labels-view.module.css';

export function ZoneLabelView({ label, says }: { readonly label: ZoneLabel; readonly says: string }): ReactNode {
  const { x, y } = label.nameAt;
  const pill = label.pillBox;
  const middle = centreOf(pill);
  return (
    <NamedShape name={says}>
      <text className={s.zone} x={x} y={y} fontSize={label.fontPx}>
        {label.name}
      </text>
      {label.pill !== '' && (
        <>
          <rect className={s.pill} x={pill.x} y={pill.y} width={pill.w} height={pill.h} rx={pill.h / 2} />
          <text className={s.pillText} x={middle.x} y={middle.y} fontSize={label.fontPx * 0.84}>
            {label.pill}
          </text>
        </>
      )}
    </NamedShape>
  );
}

const turns: Readonly<Record<PinSide, number>> = { up: 0, right: 90, down: 180, left: 270 };

export function HereView({ here, text }: { readonly here: HereLabel; readonly text: string }): ReactNode {
  const u = Math.max(here.box.w, here.box.h);
  const r = u * 0.34;
  const neck = u - r;
  const drop = `M0 0 C${-r * 0.35} ${-u * 0.3} ${-r} ${-neck + r * 0.55} ${-r} ${-neck} a${r} ${r} 0 0 1 ${2 * r} 0 C${r} ${-neck + r * 0.55} ${r * 0.35} ${-u * 0.3} 0 0 z`;
  const at = centreOf(here.textBox);
  return (
    <NamedShape name={text}>
      <g transform={`translate(${here.tip.x} ${here.tip.y}) rotate(${turns[here.side]})`}>
        <path className={s.pin} d={drop} />
        <circle className={s.eye} cx="0" cy={-neck} r={r * 0.42} />
      </g>
      <text className={s.here} x={at.x} y={at.y} fontSize={here.fontPx}>
        {text}
      </text>
    </NamedShape>
  );
}
