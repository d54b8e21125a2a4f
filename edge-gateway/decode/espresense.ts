// ESPresense's sighting (wire formats 2.1). Its `distance` is never read, and `irk`, a person's identity key that some
// nodes send along, ends here: zod keeps the named keys only.

import { z } from 'zod';
import type { TagId } from '#shared/model/ids.ts';
import { type FormatResult, heardOne, nothingHeard, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';
import { beaconTag, eddystoneTag, macTag } from './tag-id.ts';

const Payload = z.object({
  id: z.string().max(200),
  rssi: numberish.optional(),
  'rssi@1m': numberish.optional().catch(undefined),
});

const nodePrefix = 'node:';
const plainMac = /^[0-9a-f]{12}$/i;

/**
 * Ids that name no tag of a person (kinds of phones, aliases, identity keys) give nothing and no error. `node:<room>` is
 * another node: never a person, but what calibration learns from.
 */
export function decodeEspresense(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Payload.safeParse(json.value);
  if (!parsed.success) return wrongShape;
  const { id, rssi, 'rssi@1m': power } = parsed.data;
  if (rssi === undefined) return nothingHeard;
  if (id.startsWith(nodePrefix)) return { ok: true, value: [], node: { room: id.slice(nodePrefix.length), rssiDbm: rssi } };
  const tag = tagOf(id);
  if (tag === null) return nothingHeard;
  // For a bare address rssi@1m is the node's own guess, for a beacon it is what the beacon says.
  return heardOne(tag, rssi, tag.startsWith('mac:') ? undefined : power);
}

function tagOf(id: string): TagId | null {
  if (plainMac.test(id)) return macTag(id);
  const colon = id.indexOf(':');
  const rest = id.slice(colon + 1);
  switch (id.slice(0, Math.max(0, colon))) {
    case 'iBeacon':
      return beaconOf('ib', rest);
    case 'altBeacon':
      return beaconOf('alt', rest);
    case 'eddy':
      return eddystoneOf(rest);
    case 'known':
      return macTag(rest);
    default:
      return null;
  }
}

/** `<dashed uuid>-<major>-<minor>`, numbers in decimal. */
function beaconOf(kind: 'ib' | 'alt', text: string): TagId | null {
  const minorAt = text.lastIndexOf('-');
  const majorAt = text.lastIndexOf('-', minorAt - 1);
  if (majorAt <= 0) return null;
  return beaconTag(kind, text.slice(0, majorAt), text.slice(majorAt + 1, minorAt), text.slice(minorAt + 1));
}

/** `<namespace>-<instance>`; the firmware prints the fifth namespace byte twice, so 22 digits instead of 20. */
function eddystoneOf(text: string): TagId | null {
  const dash = text.lastIndexOf('-');
  if (dash <= 0) return null;
  const printed = text.slice(0, dash);
  const namespace = printed.length === 22 ? printed.slice(0, 10) + printed.slice(12) : printed;
  return eddystoneTag(namespace, text.slice(dash + 1));
}
