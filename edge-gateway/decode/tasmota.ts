// Tasmota's iBeacon driver for the ESP32 (xsns_52_esp32_ibeacon_ble.ino): one beacon a message, among the messages of any
// other sensor on the same topic. MAJOR and MINOR are four hex digits in the order of the air, so `0064` is 100: the driver
// prints the two bytes as they lie in memory and NimBLE does not turn them round. Firmware before April 2021
// (arendst/Tasmota#11633, in 9.4.0) swapped them; which one wrote a message can't be seen in it, and guessing would let
// one tag speak for two people, so an old one has to be updated. `Time` is local and never read.

import { z } from 'zod';
import type { TagId } from '#shared/model/ids.ts';
import { type FormatResult, heardOne, nothingHeard, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';
import { beaconTag, macTag } from './tag-id.ts';

const text = z.string().max(64).optional();
const Beacon = z.object({ UID: text, MAJOR: text, MINOR: text, MAC: text, RSSI: numberish, STATE: text });
const Payload = z.object({ IBEACON: Beacon.optional() });

const fourHexDigits = /^[0-9a-f]{4}$/i;

/**
 * A device without iBeacon data is its address. So is one with an alias in builds that write `MAC` twice, first with the
 * UID in it: JSON keeps the last one, and the UID is lost. `STATE` `OFF`, with a strength of 0, is a beacon that left.
 */
export function decodeTasmota(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Payload.safeParse(json.value);
  if (!parsed.success) return wrongShape;
  const beacon = parsed.data.IBEACON;
  if (beacon === undefined || beacon.STATE === 'OFF') return nothingHeard;
  const tag = tagOf(beacon);
  return tag === null ? nothingHeard : heardOne(tag, beacon.RSSI, undefined);
}

function tagOf({ UID, MAJOR, MINOR, MAC }: z.infer<typeof Beacon>): TagId | null {
  if (UID !== undefined && fourHexDigits.test(MAJOR ?? '') && fourHexDigits.test(MINOR ?? '')) {
    const tag = beaconTag('ib', UID, Number.parseInt(MAJOR ?? '', 16), Number.parseInt(MINOR ?? '', 16));
    if (tag !== null) return tag;
  }
  return MAC === undefined ? null : macTag(MAC);
}
