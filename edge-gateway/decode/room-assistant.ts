// room-assistant (docs/integrations/mqtt.md, its sources): one message per entity carries what every instance of the
// cluster measured last, however long ago, and comes again for each instance that measures. A reading counts once: only
// instances that `diff` says have changed are read, and of those only the ones updated within five seconds of the newest.
// A message without `diff` repeats everything after a reconnect, of any age, and gives nothing. Times are compared with
// each other, never with ours. `hasAuthority` is false on the copies of instances that don't lead the cluster.

import { z } from 'zod';
import { seconds } from '#shared/kit/duration.ts';
import type { TagId } from '#shared/model/ids.ts';
import { type FormatResult, type Heard, heard, nothingHeard, wrongShape } from './heard.ts';
import { numberish, readJson } from './json.ts';
import { beaconTag, macTag } from './tag-id.ts';

const Distance = z.object({ lastUpdatedAt: z.iso.datetime().transform(Date.parse) });
const Measured = z.object({ rssi: numberish, measuredPower: numberish.optional().catch(undefined) });

const Message = z.object({
  entity: z.object({
    id: z.string().max(120),
    distances: z.record(z.string(), Distance),
    measuredValues: z.record(z.string(), Measured),
  }),
  diff: z.array(z.object({ path: z.string() })).optional(),
  hasAuthority: z.boolean(),
});
type Message = z.infer<typeof Message>;

const freshForMs = seconds(5);
const beaconId = /^ble-([0-9a-f]{32})-(\d{1,5})-(\d{1,5})$/i;
const addressId = /^ble-([0-9a-f]{12})$/i;

/**
 * One reading per instance that measured anew; each names its instance in `receiver`, because it was not heard where the
 * message comes from. An entity that is no iBeacon and no address (the companion app) gives nothing and no error.
 */
export function decodeRoomAssistant(payload: Uint8Array): FormatResult {
  const json = readJson(payload);
  if (!json.ok) return json;
  const parsed = Message.safeParse(json.value);
  if (!parsed.success) return wrongShape;
  const tag = tagOf(parsed.data.entity.id);
  if (tag === null || !parsed.data.hasAuthority) return nothingHeard;
  return { ok: true, value: newReadings(parsed.data, tag) };
}

function newReadings({ entity, diff = [] }: Message, tag: TagId): readonly Heard[] {
  const changed = new Set(diff.map(({ path }) => changedInstance(path)));
  const updatedAtMs = new Map(Object.entries(entity.distances).map(([name, { lastUpdatedAt }]) => [name, lastUpdatedAt]));
  const oldestMs = Math.max(...updatedAtMs.values()) - freshForMs;
  return Object.entries(entity.measuredValues)
    .filter(([name]) => changed.has(name) && (updatedAtMs.get(name) ?? Number.NaN) >= oldestMs)
    .map(([name, { rssi, measuredPower }]) => ({
      // For a bare address the power is room-assistant's own -59, for a beacon it is what the beacon says.
      ...heard(tag, rssi, tag.startsWith('ib:') ? measuredPower : undefined),
      receiver: topicName(name),
    }));
}

/** `/measuredValues/<instance>` or `/distances/<instance>`, perhaps with more behind it; a JSON pointer (RFC 6901). */
function changedInstance(path: string): string | null {
  const [, list, name] = path.split('/');
  if (name === undefined || (list !== 'measuredValues' && list !== 'distances')) return null;
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** An instance's name as room-assistant writes it into its own topics, which is how the configuration knows it. */
function topicName(instance: string): string {
  return instance
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '-')
    .replaceAll(/[_:]/g, '-');
}

function tagOf(id: string): TagId | null {
  const [, uuid, major, minor] = beaconId.exec(id) ?? [];
  if (uuid !== undefined && major !== undefined && minor !== undefined) return beaconTag('ib', uuid, major, minor);
  const [, address] = addressId.exec(id) ?? [];
  return address === undefined ? null : macTag(address);
}
