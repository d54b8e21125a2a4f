// Minew's G1 and its many clones, set to JSON (wire formats 2.9; seen in integrations' recordings and reelyActive's
// barnowl-minew): an array with the gateway itself in front and one entry per advert behind it. An iBeacon comes in parts,
// anything else as `rawData`, which is empty for a plain scan response, or as a sensor with neither. G2 and MG3 send the
// same entries with `rawData` only. `timestamp` is never read.

import { z } from 'zod';
import { decodeAdvertHex } from './advert.ts';
import { together } from './batch.ts';
import { type FormatResult, heardOne, nothingHeard, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';
import { beaconTag } from './tag-id.ts';

const optionalNumber = numberish.optional().catch(undefined);
const Entry = z.object({
  mac: z.string().max(24).default(''),
  rssi: numberish.optional(),
  ibeaconUuid: z.string().max(40).optional().catch(undefined),
  ibeaconMajor: optionalNumber,
  ibeaconMinor: optionalNumber,
  ibeaconTxPower: optionalNumber,
  rawData: z.string().max(4_000).default(''),
});
type Entry = z.infer<typeof Entry>;

/** More would not fit: an entry is at least 70 bytes long. */
const Batch = z.array(z.unknown()).max(1_000);

/** The gateway's own entry has no strength and gives nothing. */
export function decodeMinew(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Batch.safeParse(json.value);
  return parsed.success ? together(parsed.data.map(entryHeard)) : wrongShape;
}

function entryHeard(value: unknown): FormatResult {
  const parsed = Entry.safeParse(value);
  if (!parsed.success) return wrongShape;
  return parsed.data.rssi === undefined ? nothingHeard : tagHeard(parsed.data, parsed.data.rssi);
}

function tagHeard(entry: Entry, rssiDbm: number): FormatResult {
  const { ibeaconUuid, ibeaconMajor, ibeaconMinor } = entry;
  if (ibeaconUuid !== undefined && ibeaconMajor !== undefined && ibeaconMinor !== undefined) {
    const tag = beaconTag('ib', ibeaconUuid, ibeaconMajor, ibeaconMinor);
    if (tag !== null) return heardOne(tag, rssiDbm, entry.ibeaconTxPower);
  }
  return decodeAdvertHex(entry.mac, rssiDbm, entry.rawData);
}
