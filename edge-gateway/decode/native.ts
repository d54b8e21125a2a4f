// Our own batch (wire formats 2.10): `{"v":1,"t":..,"s":[[tag, rssi, measured power, count], ..]}`. `t` is never read.

import { z } from 'zod';
import { type FormatResult, type Heard, heard, wrongShape } from './heard.ts';
import { readJson } from './json.ts';
import { canonicalTag } from './tag-id.ts';

const Entry = z.tuple([z.string().max(80), z.number(), z.number().nullish(), z.number().nullish()]);
const Batch = z.object({ v: z.literal(1), s: z.array(Entry).max(64) });

/** One tag that is not in canonical form spoils the batch: it is our own format, so its sender is broken. */
export function decodeNative(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Batch.safeParse(json.value);
  if (!parsed.success) return wrongShape;
  const all: Heard[] = [];
  for (const [text, rssiDbm, power] of parsed.data.s) {
    const tag = canonicalTag(text);
    if (tag === null) return wrongShape;
    all.push(heard(tag, rssiDbm, power));
  }
  return { ok: true, value: all };
}
