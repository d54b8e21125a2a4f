// What a room says on the plan, and where: its name, its state in words and a label, as lines around its middle.

import type { Polygon } from '#shared/geometry/polygon.ts';
import { type Box, boxOf, centreOf, inset, type PlanFit } from './plan-fit.ts';
import { fontFor, textWidthPx, wrapText } from './text-fit.ts';

/** Height of a line, in heights of its type. */
export const leading = 1.28;

type Line = { readonly role: 'name' | 'words' | 'label'; readonly text: string; readonly px: number };

type RoomText = { readonly lines: readonly Line[]; readonly box: Box };

/** The lines of a room and the box they fill; `words` are those of its state. */
export function roomText(
  fit: PlanFit,
  { name, shape }: { readonly name: string; readonly shape: Polygon },
  words: string,
  label: string | undefined,
): RoomText {
  const room = inset(boxOf(fit, shape), 5);
  const lines = roomLines(name, words, label, room, Math.min(21, Math.max(12, fit.scale * 0.54)));
  const w = Math.max(...lines.map((line) => textWidthPx(line.text, line.px)));
  const h = lines.reduce((sum, line) => sum + line.px * leading, 0);
  const { x, y } = centreOf(room);
  return { lines, box: { x: x - w / 2, y: y - h / 2, w, h } };
}

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
