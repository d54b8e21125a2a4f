// Home Assistant's mqtt_room shape, which many small scanners send (ESPHome gists, older ESPresense nodes). It asks for a
// distance, worked out by the sender with constants nobody knows: never evidence here. A sender that adds the `rssi` it
// measured is read; one that gives only the distance is refused by that name, so that an operator sees what to change.

import { z } from 'zod';
import type { TagId } from '#shared/model/ids.ts';
import { type FormatResult, heardOne, nothingHeard, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';
import { beaconTag, canonicalTag, macTag } from './tag-id.ts';

const Payload = z.object({ id: z.string().max(200), rssi: numberish.optional(), distance: z.unknown() });

/** Separators as the sender or Home Assistant's slugify writes them; in front perhaps the kind, as ESPresense does. */
const beaconId = /^(?:ibeacon[:_-])?([0-9a-f][0-9a-f_-]{31,35})[_-](\d{1,5})[_-](\d{1,5})$/i;

/** An id that names neither an iBeacon nor an address (a name, an alias) gives nothing and no error. */
export function decodeMqttRoom(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Payload.safeParse(json.value);
  if (!parsed.success) return wrongShape;
  const { id, rssi, distance } = parsed.data;
  if (rssi === undefined) return distance === undefined ? wrongShape : { ok: false, why: 'distance-only' };
  const tag = tagOf(id);
  return tag === null ? nothingHeard : heardOne(tag, rssi, undefined);
}

function tagOf(id: string): TagId | null {
  const beacon = beaconId.exec(id);
  if (beacon === null) return canonicalTag(id) ?? macTag(id.replaceAll(/[_-]/g, ':'));
  const [, uuid = '', major = '', minor = ''] = beacon;
  return beaconTag('ib', uuid.replaceAll('_', '-'), major, minor);
}
