// The sign of a space: shape first (ring, hatch, tick, person, bar, question mark), then text, then colour. The same sign
// stands on the plan, in the list and in the legend.

import type { ReactNode } from 'react';
import type { SpaceState } from '#shared/wire/board.ts';
import { type Box, centreOf } from './plan-fit.ts';
import s from './space-mark.module.css';
import { fontFor } from './text-fit.ts';

type Props = {
  readonly box: Box;
  readonly state: SpaceState;
  /** Initials or a time; left out where it can't be read. */
  readonly text?: string | undefined;
  /** Id of the hatch pattern on this drawing. */
  readonly hatch: string;
};

const smallestPx = 9;
const largestPx = 17;

export function SpaceMark({ box, state, text, hatch }: Props): ReactNode {
  const round = Math.min(6, box.w * 0.18, box.h * 0.18);
  return (
    <>
      <rect className={s[state]} x={box.x} y={box.y} width={box.w} height={box.h} rx={round} />
      {state === 'booked' && <rect className={s.hatch} {...place(box)} rx={round} fill={`url(#${hatch})`} />}
      {state === 'blocked' && <BarSign box={box} hatch={hatch} round={round} />}
      {state === 'free' && <Ring box={box} />}
      {state === 'occupied' && <PersonSign box={box} />}
      {state === 'unknown' && <Lines box={box} lines={['?']} className={s.unknownText} />}
      {state === 'checked-in' &&
        (isReadable(text, box) ? <Lines box={box} lines={[text]} className={s.checkedText} /> : <Tick box={box} />)}
      {state === 'booked' && text && <Lines box={box} lines={linesFor(text, box)} className={s.bookedText} />}
    </>
  );
}

/** The stripes of "booked" and the net of "blocked"; each drawing has its own, under ids of its own. */
export function HatchPattern({ id }: { readonly id: string }): ReactNode {
  return (
    <>
      <pattern id={id} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className={s.stripe} x1="0" y1="0" x2="0" y2="9" />
      </pattern>
      <pattern id={netOf(id)} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className={s.net} d="M0 0H8 M0 0V8" />
      </pattern>
    </>
  );
}

/** The id of the net among the patterns of a drawing. */
export function netOf(hatch: string): string {
  return `${hatch}-net`;
}

function isReadable(text: string | undefined, box: Box): text is string {
  return text !== undefined && text !== '' && fontFor(text, box.w - 3, box.h - 4, largestPx, smallestPx) !== null;
}

function place({ x, y, w, h }: Box): { x: number; y: number; width: number; height: number } {
  return { x, y, width: w, height: h };
}

/** On a desk that stands upright a time is read in two lines, hour over minute, rather than too small in one. */
function linesFor(text: string, box: Box): readonly string[] {
  const oneLine = fontFor(text, box.w - 2, box.h - 4, largestPx, smallestPx);
  return box.h > box.w * 1.2 && (oneLine ?? 0) < 12 ? text.split(':') : [text];
}

function Lines({ box, lines, className }: { box: Box; lines: readonly string[]; className: string | undefined }): ReactNode {
  const { x, y } = centreOf(box);
  const heightPx = (box.h - 4) / lines.length;
  const sizes = lines.map((line) => fontFor(line, box.w - 3, heightPx, lines.length > 1 ? 14 : largestPx, smallestPx));
  if (sizes.includes(null)) return null;
  const px = Math.min(...sizes.filter((size) => size !== null));
  return lines.map((line, i) => (
    <text key={line + String(i)} className={className} x={x} y={y + (i - (lines.length - 1) / 2) * px * 1.08} fontSize={px}>
      {line}
    </text>
  ));
}

function Ring({ box }: { readonly box: Box }): ReactNode {
  const { x, y } = centreOf(box);
  return <circle className={s.ring} cx={x} cy={y} r={Math.max(3, Math.min(box.w, box.h) * 0.2)} />;
}

function Tick({ box }: { readonly box: Box }): ReactNode {
  const { x, y } = centreOf(box);
  const u = Math.min(box.w, box.h) * 0.22;
  return <path className={s.tick} d={`M${x - u * 1.2} ${y} l${u * 0.9} ${u * 0.9} l${u * 1.6} ${-u * 1.8}`} />;
}

/** A barred disc on a net: nobody may book it, and nobody sits there. */
function BarSign({ box, hatch, round }: { readonly box: Box; readonly hatch: string; readonly round: number }): ReactNode {
  const { x, y } = centreOf(box);
  return (
    <>
      <rect {...place(box)} rx={round} fill={`url(#${netOf(hatch)})`} />
      <BarDisc x={x} y={y} r={Math.max(4, Math.min(box.w, box.h, 40) * 0.3)} />
    </>
  );
}

export function BarDisc({ x, y, r }: { readonly x: number; readonly y: number; readonly r: number }): ReactNode {
  return (
    <>
      <circle className={s.barDisc} cx={x} cy={y} r={r} />
      <rect className={s.bar} x={x - r * 0.62} y={y - r * 0.2} width={r * 1.24} height={r * 0.4} />
    </>
  );
}

function PersonSign({ box }: { readonly box: Box }): ReactNode {
  const { x, y } = centreOf(box);
  const u = Math.min(box.w, box.h, 34) * 0.19;
  const shoulders = `M${x - u * 1.7} ${y + u * 1.9} a${u * 1.7} ${u * 1.7} 0 0 1 ${u * 3.4} 0 z`;
  return (
    <g className={s.personSign}>
      <circle cx={x} cy={y - u * 0.9} r={u} />
      <path d={shoulders} />
    </g>
  );
}
