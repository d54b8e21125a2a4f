// From bytes to sightings, whoever sent them. Nothing here throws on input, nothing is remembered, and a refusal is a
// constant reason for a counter: never the topic, the tag or the payload.

import { assertNever } from '#shared/kit/assert-never.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { Firmware, Scanner } from '#shared/model/scanner.ts';
import { rssiRangeDbm, type Sighting } from '#shared/model/sighting.ts';
import { decodeAdvert } from './advert.ts';
import { decodeEspresense } from './espresense.ts';
import type { DecodeRefusal, FormatResult, Heard } from './heard.ts';
import { decodeNative } from './native.ts';
import { decodeOpenMqttGateway } from './openmqttgateway.ts';
import { topicReader } from './topic.ts';

/** What a feed delivers. */
export type RawInput =
  | {
      readonly kind: 'mqtt';
      readonly topic: string;
      readonly payload: Uint8Array;
      readonly retained: boolean;
      readonly heardAtBootMs: number;
    }
  | {
      readonly kind: 'advert';
      readonly anchor: AnchorId;
      readonly address: string;
      readonly payload: Uint8Array;
      readonly rssiDbm: number;
      readonly heardAtBootMs: number;
    };

/** `scanner` is the id for counters: the configured one, or `local-radio`; absent when it is not known. */
export type DecodeResult =
  | { readonly ok: true; readonly value: readonly Sighting[]; readonly scanner: string }
  | { readonly ok: false; readonly why: DecodeRefusal; readonly scanner?: string };

const longestPayload = 8_192;
const none: readonly Sighting[] = [];

/**
 * A decoder for these scanners. Signal strengths outside the believable range are dropped; when that leaves nothing of a
 * message it is refused as `rssi-out-of-range`. Sender's distances, times and identity keys never leave it.
 */
export function createDecoder(scanners: readonly Scanner[]): (raw: RawInput) => DecodeResult {
  const readTopic = topicReader(scanners);
  return (raw) => {
    if (raw.kind === 'advert') {
      const result = decodeAdvert(raw.address, raw.rssiDbm, raw.payload);
      return sightings(result, raw.anchor, 'local-radio', raw.heardAtBootMs);
    }
    const meaning = readTopic(raw.topic);
    if (!meaning.known) return { ok: false, why: meaning.why };
    const { id, firmware, anchor } = meaning.scanner;
    if (meaning.kind === 'talk') return { ok: true, value: none, scanner: id };
    if (raw.retained) return { ok: false, why: 'retained', scanner: id };
    if (raw.payload.length > longestPayload) return { ok: false, why: 'too-large', scanner: id };
    return sightings(decodePayload(firmware, raw.payload), anchor, id, raw.heardAtBootMs);
  };
}

function decodePayload(firmware: Firmware, payload: Uint8Array): FormatResult {
  switch (firmware) {
    case 'espresense':
      return decodeEspresense(payload);
    case 'openmqttgateway':
    case 'theengs':
      return decodeOpenMqttGateway(payload);
    case 'native':
      return decodeNative(payload);
    default:
      return assertNever(firmware);
  }
}

function sightings(result: FormatResult, anchor: AnchorId, scanner: string, heardAtBootMs: number): DecodeResult {
  if (!result.ok) return { ok: false, why: result.why, scanner };
  if (result.value.length === 0) return { ok: true, value: none, scanner };
  const value: Sighting[] = [];
  for (const heard of result.value) if (isBelievable(heard)) value.push({ ...heard, anchor, heardAtBootMs });
  return value.length === 0 ? { ok: false, why: 'rssi-out-of-range', scanner } : { ok: true, value, scanner };
}

function isBelievable({ rssiDbm }: Heard): boolean {
  return rssiDbm >= rssiRangeDbm.min && rssiDbm <= rssiRangeDbm.max;
}
