// OpenMQTTGateway and Theengs speak one family of JSON (wire formats 2.2, 2.3): this is the format of both. `distance` is
// never read. An advert with several service-data blocks comes several times; the copies say the same strength, and telling
// them apart would mean remembering tags before anyone consented, so they are let through.

import { z } from 'zod';
import { type FormatResult, heardOne, nothingHeard, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';
import { beaconTag, macTag } from './tag-id.ts';

const Payload = z.object({
  id: z.string().max(64),
  mac: z.string().max(32).optional(),
  rssi: numberish.optional(),
  uuid: z.string().max(64).optional(),
  major: numberish.optional(),
  minor: numberish.optional(),
  txpower: numberish.optional().catch(undefined),
});

/**
 * An iBeacon is rebuilt from uuid, major and minor, because `id` may be its address or, with `presuseuuid`, its bare
 * uuid; anything else is the address. Without `rssi` it is a tracker that timed out: nothing heard.
 */
export function decodeOpenMqttGateway(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Payload.safeParse(json.value);
  if (!parsed.success) return wrongShape;
  const { id, mac, rssi, uuid, major, minor, txpower } = parsed.data;
  if (rssi === undefined) return nothingHeard;
  if (uuid !== undefined && major !== undefined && minor !== undefined) {
    const beacon = beaconTag('ib', uuid, major, minor);
    if (beacon !== null) return heardOne(beacon, rssi, txpower);
  }
  const plain = macTag(id) ?? (mac === undefined ? null : macTag(mac));
  return plain === null ? nothingHeard : heardOne(plain, rssi, undefined);
}
