// How large a text may be in a box, and how it breaks. Widths are estimated from Inter's metrics by class of letter, a
// little on the wide side, so that the plan needs no measuring pass and tests no browser.

const narrow = /[iIjl.,:;'’|!()[\] ]/;
const slim = /[frt\-/1]/;
const wide = /[mwMW@%–—]/;
const capital = /[A-Z0-9&?≈]/;

/** Estimated width in pixels of a semibold text. */
export function textWidthPx(text: string, fontPx: number): number {
  let em = 0;
  for (const char of text) {
    if (narrow.test(char)) em += 0.31;
    else if (wide.test(char)) em += 0.92;
    else if (slim.test(char)) em += 0.46;
    else if (capital.test(char)) em += 0.69;
    else em += 0.6;
  }
  return em * fontPx;
}

/** The largest size from `maxPx` down to `minPx` at which the text fits, or null. */
export function fontFor(text: string, widthPx: number, heightPx: number, maxPx: number, minPx: number): number | null {
  const size = Math.min(maxPx, heightPx / 1.15, widthPx / Math.max(textWidthPx(text, 1), 0.1));
  return size >= minPx ? Math.floor(size * 2) / 2 : null;
}

/** The text in lines no wider than `widthPx`, broken at spaces, at most `maxLines`; the last one is cut with "…". */
export function wrapText(text: string, widthPx: number, fontPx: number, maxLines: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidthPx(joined, fontPx) <= widthPx) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  const kept = lines.slice(0, maxLines);
  const rest = lines.slice(maxLines).join(' ');
  return kept.map((line, i) => cut(i === maxLines - 1 && rest !== '' ? `${line} ${rest}` : line, widthPx, fontPx));
}

function cut(line: string, widthPx: number, fontPx: number): string {
  if (textWidthPx(line, fontPx) <= widthPx) return line;
  let end = line.length - 1;
  while (end > 1 && textWidthPx(`${line.slice(0, end)}…`, fontPx) > widthPx) end -= 1;
  return `${line.slice(0, end).trimEnd()}…`;
}
