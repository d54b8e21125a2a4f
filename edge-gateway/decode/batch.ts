// Messages that carry many readings: what the entries gave, put together.

import type { FormatResult, Heard } from './heard.ts';

/**
 * Every reading counts, also several of one tag. A broken entry costs only itself, because anybody near a scanner can send
 * a broken advert and must not silence the others; only when nothing else is in it the message is refused, for the reason
 * of the first broken one.
 */
export function together(entries: readonly FormatResult[]): FormatResult {
  const value: Heard[] = [];
  let broken: FormatResult | null = null;
  for (const entry of entries) {
    if (entry.ok) value.push(...entry.value);
    else broken ??= entry;
  }
  return value.length === 0 && broken !== null ? broken : { ok: true, value };
}
