// A name that does not fit a desk becomes its initials; the mask has already decided that the name may be shown.

import { textWidthPx } from './text-fit.ts';

const readablePx = 11;

/** The label itself when it can be read in `widthPx`, otherwise the first letters of its first and last word. */
export function shortLabel(label: string, widthPx: number): string {
  if (textWidthPx(label, readablePx) <= widthPx) return label;
  if ([...label].length <= 3) return label;
  const parts = label.split(/\s+/).filter((part) => part !== '');
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return ends
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
