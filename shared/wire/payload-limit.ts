// How long an honest message of a scanner can be. One advert, or a batch of 64 tags, fits into 8 KiB; gateways that send
// the raw adverts of a whole second need more: 200 adverts as Minew's JSON are some 40 kB.

import type { Firmware } from '../model/scanner.ts';

const batching: ReadonlySet<Firmware> = new Set(['minew', 'ingics', 'cassia', 'aprilbrother']);

/** A longer payload of this firmware is no sighting and is dropped before anything looks into it. */
export function payloadLimitBytes(firmware: Firmware): number {
  return batching.has(firmware) ? 65_536 : 8_192;
}
