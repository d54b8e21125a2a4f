// Cassia's gateways over MQTT (CassiaSDKGuide, "MQTT API: Convention", and the maker's own sample for scan data): an
// envelope whose `action` and not its topic tells what is in `data`; for `data.scan` that is an array of adverts.
// `timestamp` is never read.

import { z } from 'zod';
import { decodeAdvertHex } from './advert.ts';
import { together } from './batch.ts';
import { type FormatResult, nothingHeard, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';

const Envelope = z.object({ action: z.string(), data: z.unknown() });
/** More would not fit: an advert is at least 70 bytes long. */
const Scan = z.array(z.unknown()).max(1_000);
const Advert = z.object({
  bdaddrs: z.tuple([z.object({ bdaddr: z.string().max(24) })], z.unknown()),
  rssi: numberish,
  adData: z.string().max(4_000).default(''),
});

/** A scan response comes with `scanData` instead of `adData` and is the address it came from. */
export function decodeCassia(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const envelope = Envelope.safeParse(json.value);
  if (!envelope.success) return wrongShape;
  if (envelope.data.action !== 'data.scan') return nothingHeard;
  const scan = Scan.safeParse(envelope.data.data);
  return scan.success ? together(scan.data.map(advertHeard)) : wrongShape;
}

function advertHeard(value: unknown): FormatResult {
  const parsed = Advert.safeParse(value);
  if (!parsed.success) return wrongShape;
  const { bdaddrs, rssi, adData } = parsed.data;
  return decodeAdvertHex(bdaddrs[0].bdaddr, rssi, adData);
}
