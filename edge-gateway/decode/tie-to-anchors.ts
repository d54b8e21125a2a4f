// From what a format heard to readings between two places or between a place and a tag. Anchors hear each other too: a
// reading of an anchor's own beacon goes to calibration and never further, so that no anchor can be taken for a person.

import type { AnchorId, TagId } from '#shared/model/ids.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { type AnchorHeard, rssiRangeDbm, type Sighting } from '#shared/model/sighting.ts';
import type { DecodeRefusal, FormatResult, Heard } from './heard.ts';
import { canonicalTag } from './tag-id.ts';

/** The site's anchors, as far as they can be heard. */
export type BeaconAnchor = { readonly id: AnchorId; readonly beacon?: TagId | undefined };

type Readings = { readonly ok: true; readonly value: readonly Sighting[]; readonly between: readonly AnchorHeard[] };

export type Tied = Readings | { readonly ok: false; readonly why: DecodeRefusal };

/** Ties what was heard at `anchor` to it. */
type Tie = (result: FormatResult, anchor: AnchorId, heardAtBootMs: number) => Tied;

export const noReadings: Readings = { ok: true, value: [], between: [] };
const unbelievable: Tied = { ok: false, why: 'rssi-out-of-range' };

/**
 * Drops strengths outside the believable range; when that leaves nothing of a message it is refused for it. An anchor that
 * hears itself, a node of a room nobody configured and a reading of an unknown instance are nothing.
 */
export function tieToAnchors(scanners: readonly Scanner[], anchors: readonly BeaconAnchor[]): Tie {
  const beacons = beaconsOf(anchors);
  const nodes = anchorsByRoom(scanners, 'espresense');
  const instances = anchorsByRoom(scanners, 'room-assistant');
  return (result, anchor, heardAtBootMs) => {
    if (!result.ok) return result;
    const { value: all, node } = result;
    if (node !== undefined) return nodeHeard(nodes.get(node.room), node.rssiDbm, anchor, heardAtBootMs);
    const value: Sighting[] = [];
    let between: readonly AnchorHeard[] = noReadings.between;
    let dropped = 0;
    for (const one of all) {
      const at = one.receiver === undefined ? anchor : instances.get(one.receiver);
      if (!isBelievable(one.rssiDbm)) dropped += 1;
      else if (at !== undefined) {
        const from = beacons.get(one.tag);
        if (from === undefined) value.push(sighting(one, at, heardAtBootMs));
        else if (from !== at) between = [...between, { from, anchor: at, rssiDbm: one.rssiDbm, heardAtBootMs }];
      }
    }
    return value.length + between.length === 0 && dropped > 0 ? unbelievable : { ok: true, value, between };
  };
}

/** A site file may write a beacon's numbers with leading zeros; what is heard never has them. */
function beaconsOf(anchors: readonly BeaconAnchor[]): ReadonlyMap<TagId, AnchorId> {
  return new Map(
    anchors.flatMap(({ id, beacon }) => {
      const heardAs = beacon === undefined ? null : canonicalTag(beacon);
      return heardAs === null ? [] : [[heardAs, id] as const];
    }),
  );
}

function anchorsByRoom(scanners: readonly Scanner[], firmware: Scanner['firmware']): ReadonlyMap<string, AnchorId> {
  return new Map(scanners.filter((scanner) => scanner.firmware === firmware).map(({ room, anchor }) => [room, anchor]));
}

function nodeHeard(from: AnchorId | undefined, rssiDbm: number, anchor: AnchorId, heardAtBootMs: number): Tied {
  if (!isBelievable(rssiDbm)) return unbelievable;
  if (from === undefined || from === anchor) return noReadings;
  return { ok: true, value: [], between: [{ from, anchor, rssiDbm, heardAtBootMs }] };
}

function sighting({ tag, rssiDbm, measuredPowerDbm }: Heard, anchor: AnchorId, heardAtBootMs: number): Sighting {
  return measuredPowerDbm === undefined
    ? { tag, anchor, rssiDbm, heardAtBootMs }
    : { tag, anchor, rssiDbm, measuredPowerDbm, heardAtBootMs };
}

function isBelievable(rssiDbm: number): boolean {
  return rssiDbm >= rssiRangeDbm.min && rssiDbm <= rssiRangeDbm.max;
}
