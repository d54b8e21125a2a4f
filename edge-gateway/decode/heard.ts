// What a wire format says, before it is tied to an anchor and a time.

import type { TagId } from '#shared/model/ids.ts';

/** One signal strength of one tag. */
export type Heard = { readonly tag: TagId; readonly rssiDbm: number; readonly measuredPowerDbm?: number };

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
  | 'not-an-advert';

/** What one format makes of one payload. No heard tags is an answer too: a gateway's own talk, a tracker that left. */
export type FormatResult =
  | { readonly ok: true; readonly value: readonly Heard[] }
  | { readonly ok: false; readonly why: DecodeRefusal };

/** `power` only when it can be one: a tag that measures more than -20 dBm or less than -110 dBm at one metre errs. */
export function heard(tag: TagId, rssiDbm: number, power: number | null | undefined): Heard {
  return power === null || power === undefined || power < -110 || power > -20
    ? { tag, rssiDbm }
    : { tag, rssiDbm, measuredPowerDbm: power };
}

export const nothingHeard: FormatResult = { ok: true, value: [] };
