// The other topology: what a phone heard of the beacons that stand at this site's anchors (wire formats 2.10). Beacons of
// others end here, and whether any was ours changes no answer: a phone can't use us to find out where anchors are.

import type { AnchorId, SubjectRef, TagId } from '#shared/model/ids.ts';
import { type RangedSighting, rssiRangeDbm } from '#shared/model/sighting.ts';
import { longestRangingBytes, RangingBatch } from '#shared/wire/ranging.ts';
import { type DecodeRefusal, heard } from './heard.ts';
import { readJson } from './json.ts';
import { canonicalTag } from './tag-id.ts';

type Anchor = { readonly id: AnchorId; readonly beacon?: TagId | undefined };

type RangedResult =
  | { readonly ok: true; readonly value: readonly RangedSighting[] }
  | { readonly ok: false; readonly why: DecodeRefusal };

/**
 * A decoder for this site's beacons. `subject` is whose phone it is; `t` and the number of adverts are never read.
 * Strengths outside the believable range are dropped (iOS says 0 for a beacon it lost); when nothing is left of a batch
 * it is refused as `rssi-out-of-range`, whoever the beacons belong to.
 */
export function createRangedDecoder(
  anchors: readonly Anchor[],
): (payload: Uint8Array, subject: SubjectRef, heardAtBootMs: number) => RangedResult {
  const anchorOf = new Map(anchors.flatMap(({ id, beacon }) => (beacon === undefined ? [] : [[plain(beacon), id] as const])));
  return (payload, subject, heardAtBootMs) => {
    if (payload.length > longestRangingBytes) return { ok: false, why: 'too-large' };
    const json = readJson(payload);
    if (!json.ok) return json;
    const batch = RangingBatch.safeParse(json.value);
    if (!batch.success) return { ok: false, why: 'wrong-shape' };
    const believable = batch.data.s.filter(([, rssiDbm]) => rssiDbm >= rssiRangeDbm.min && rssiDbm <= rssiRangeDbm.max);
    if (believable.length === 0 && batch.data.s.length > 0) return { ok: false, why: 'rssi-out-of-range' };
    const value: RangedSighting[] = [];
    for (const [beacon, rssi, power] of believable) {
      const { tag, ...strength } = heard(plain(beacon), rssi, power);
      const anchor = anchorOf.get(tag);
      if (anchor !== undefined) value.push({ ...strength, subject, anchor, heardAtBootMs });
    }
    return { ok: true, value };
  };
}

/** Numbers without leading zeros, on both sides of the comparison. */
function plain(beacon: TagId): TagId {
  return canonicalTag(beacon) ?? beacon;
}
