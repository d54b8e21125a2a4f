// INGICS iGS01 and iGS03 (the maker's own ingics-message-parser): lines `$GPRP,<tag>,<gateway>,<rssi>,<advert>[,<time>]`,
// as text or in JSON `{"data":[..]}`. The kind of report is in the first word: GPRP an advert, SRRP its scan response, LRAD
// and LRSR the same over long range, 1MAD and 1MSR over extended advertising; all are read alike. GPSR is the gateway's
// own place. Some bridges swap the two addresses: the one that is the gateway's, if the scanner's room is that address,
// is not the tag's. The time is never read.

import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { decodeAdvertHex } from './advert.ts';
import { together } from './batch.ts';
import { type FormatResult, nothingHeard, wrongShape } from './heard.ts';
import { readJson } from './json.ts';
import { macTag } from './tag-id.ts';

/** More would not fit: a line is at least 32 bytes long. */
const mostLines = 2_000;
const Batch = z.object({ data: z.array(z.string()).max(mostLines) });

const report = /^\$([0-9A-Z]{4}),([0-9a-f]{12}),([0-9a-f]{12}),(-?\d{1,3}),([^,\s]{0,4000})/i;
const openingBrace = 0x7b;

/** `room` may be the gateway's address, with or without colons. */
export function decodeIngics(payload: Uint8Array, _rest: string, room: string): FormatResult {
  const lines = payload[0] === openingBrace ? jsonLines(payload) : textLines(payload);
  if (!lines.ok) return lines;
  const gateway = macTag(room);
  return together(lines.value.filter((line) => line !== '').map((line) => lineHeard(line, gateway)));
}

type Lines = { readonly ok: true; readonly value: readonly string[] } | Extract<FormatResult, { ok: false }>;

function jsonLines(payload: Uint8Array): Lines {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Batch.safeParse(json.value);
  return parsed.success ? { ok: true, value: parsed.data.data } : { ok: false, why: 'wrong-shape' };
}

function textLines(payload: Uint8Array): Lines {
  if (!isUtf8(payload)) return { ok: false, why: 'not-utf8' };
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString();
  const lines = text.split(/\r?\n/, mostLines + 1);
  return lines.length > mostLines ? { ok: false, why: 'wrong-shape' } : { ok: true, value: lines };
}

/** What the gateway says of itself, in the place of a tag, gives nothing. */
function lineHeard(line: string, gateway: string | null): FormatResult {
  const [, kind, first, second, rssi, advert] = report.exec(line) ?? [];
  if (first === undefined || second === undefined || rssi === undefined || advert === undefined) return wrongShape;
  if (kind === 'GPSR' || first === second) return nothingHeard;
  const tag = macTag(first) === gateway ? second : first;
  return decodeAdvertHex(tag, Number(rssi), advert);
}
