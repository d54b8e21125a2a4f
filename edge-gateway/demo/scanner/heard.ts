// What a simulated scanner has heard, before its firmware puts it into words.

import type { TagId } from '#shared/model/ids.ts';

export type Heard = {
  readonly tag: TagId;
  /** The radio address the advert came from, 12 lower case hex digits. */
  readonly address: string;
  readonly rssiDbm: number;
  /** What an iBeacon says it measures at one metre; phones and plain tags say nothing. */
  readonly measuredPowerDbm?: number;
  /** How many adverts stand behind the strength. */
  readonly count: number;
};

/** One MQTT publish. */
export type Message = { readonly topic: string; readonly payload: string };

/** The parts of an iBeacon tag; null for every other kind of tag. */
export function iBeaconOf(tag: TagId): { readonly uuid: string; readonly major: number; readonly minor: number } | null {
  const [, uuid, major, minor] = /^ib:([0-9a-f]{32}):(\d+):(\d+)$/.exec(tag) ?? [];
  return uuid === undefined ? null : { uuid, major: Number(major), minor: Number(minor) };
}
