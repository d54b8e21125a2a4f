// What a wire format says, before it is tied to an anchor and a time.

import type { TagId } from '#shared/model/ids.ts';

/** One signal strength of one tag. */
export type Heard = {
  readonly tag: TagId;
  readonly rssiDbm: number;
  readonly measuredPowerDbm?: number;
  /** The room of the scanner that measured it, where one message carries what several measured (room-assistant). */
  readonly receiver?: string;
};

/** Why a message gave nothing. */
export type DecodeRefusal =
  | 'unknown-topic'
  | 'unknown-scanner'
  | 'retained'
  | 'too-large'
  | 'not-utf8'
  | 'not-json'
  | 'wrong-shape'
  | 'rssi-out-of-range'
  | 'not-an-advert'
  /** A distance that the sender worked out itself and no strength: nothing to locate anybody with. */
  | 'distance-only';

/**
 * What one format makes of one payload. No heard tags is an answer too: a gateway's own talk, a tracker that left.
 * `node` is another scanner that was heard, by its room, where a firmware's nodes advertise themselves (ESPresense).
 */
export type FormatResult =
  | {
      readonly ok: true;
      readonly value: readonly Heard[];
      readonly node?: { readonly room: string; readonly rssiDbm: number };
    }
  | { readonly ok: false; readonly why: DecodeRefusal };

/**
 * Reads the messages of one firmware. `rest` is what the topic says behind the room, for the formats that need it
 * (Ruuvi's tag is only there); `room` is how the firmware knows itself.
 */
export type Format = (payload: Uint8Array, rest: string, room: string) => FormatResult;

/** `power` only when it can be one: a tag that measures more than -20 dBm or less than -110 dBm at one metre errs. */
export function heard(tag: TagId, rssiDbm: number, power: number | null | undefined): Heard {
  return power === null || power === undefined || power < -110 || power > -20
    ? { tag, rssiDbm }
    : { tag, rssiDbm, measuredPowerDbm: power };
}

/** The answer of a format that read one tag. */
export function heardOne(tag: TagId, rssiDbm: number, power: number | null | undefined): FormatResult {
  return { ok: true, value: [heard(tag, rssiDbm, power)] };
}

export const nothingHeard: FormatResult = { ok: true, value: [] };
export const wrongShape: FormatResult = { ok: false, why: 'wrong-shape' };
