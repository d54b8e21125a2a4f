// Ruuvi Gateway (docs.ruuvi.com, "MQTT: data from Bluetooth-sensors"; firmware main/mqtt_json.c): one advert a message,
// the tag's address only in the topic, the advert as hex in `data`, numbers as numbers or as text depending on the
// firmware. `gwts`, `ts`, `cnt` and `coords`, its times and its place, are never read. Set to "decoded" it sends no `data`;
// then the address is all that is known of the tag.

import { z } from 'zod';
import { decodeAdvertHex } from './advert.ts';
import { type FormatResult, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';
import { macTag } from './tag-id.ts';

const Payload = z.object({ rssi: numberish, data: z.string().default('') });

/** `address` is the last level of the topic. */
export function decodeRuuvi(payload: Uint8Array, address: string): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Payload.safeParse(json.value);
  if (!parsed.success || macTag(address) === null) return wrongShape;
  return decodeAdvertHex(address, parsed.data.rssi, parsed.data.data);
}
