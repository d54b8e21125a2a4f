// From bytes to sightings, whoever sent them. Nothing here throws on input, nothing is remembered, and a refusal is a
// constant reason for a counter: never the topic, the tag or the payload.

import { assertNever } from '#shared/kit/assert-never.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { Scanner, ScannerReport } from '#shared/model/scanner.ts';
import type { AnchorHeard, Sighting } from '#shared/model/sighting.ts';
import { payloadLimitBytes } from '#shared/wire/payload-limit.ts';
import { decodeAdvert } from './advert.ts';
import { formats } from './formats.ts';
import type { DecodeRefusal, FormatResult } from './heard.ts';
import { readReport } from './reports/read-report.ts';
import { type BeaconAnchor, noReadings, type Tied, tieToAnchors } from './tie-to-anchors.ts';
import { type TopicMeaning, topicReader } from './topic.ts';

type RawMqtt = {
  readonly kind: 'mqtt';
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retained: boolean;
  readonly heardAtBootMs: number;
};

/** What a feed delivers. */
export type RawInput =
  | RawMqtt
  | {
      readonly kind: 'advert';
      readonly anchor: AnchorId;
      readonly address: string;
      readonly payload: Uint8Array;
      readonly rssiDbm: number;
      readonly heardAtBootMs: number;
    };

/**
 * Sightings of tags, readings `between` anchors, and what a scanner says of itself. `scanner` is the id for counters: the
 * configured one, or `local-radio`; absent when it is not known.
 */
export type DecodeResult =
  | {
      readonly ok: true;
      readonly value: readonly Sighting[];
      readonly between: readonly AnchorHeard[];
      readonly report: ScannerReport | null;
      readonly scanner: string;
    }
  | { readonly ok: false; readonly why: DecodeRefusal; readonly scanner?: string };

type DecoderDeps = { readonly scanners: readonly Scanner[]; readonly anchors: readonly BeaconAnchor[] };

/**
 * A decoder for these scanners at these anchors. Signal strengths outside the believable range are dropped; when that
 * leaves nothing of a message it is refused as `rssi-out-of-range`. Sender's distances, times and identity keys never
 * leave it. Retained sightings are refused; of retained talk only the status counts, a last will being made to be kept.
 */
export function createDecoder({ scanners, anchors }: DecoderDeps): (raw: RawInput) => DecodeResult {
  const readTopic = topicReader(scanners);
  const tie = tieToAnchors(scanners, anchors);
  return (raw) => {
    switch (raw.kind) {
      case 'advert': {
        const result = decodeAdvert(raw.address, raw.rssiDbm, raw.payload);
        return from('local-radio', tie(result, raw.anchor, raw.heardAtBootMs));
      }
      case 'mqtt': {
        const meaning = readTopic(raw.topic);
        if (!meaning.known) return { ok: false, why: meaning.why };
        const { id, anchor } = meaning.scanner;
        if (meaning.kind !== 'sighting') return from(id, noReadings, reportIn(meaning, raw));
        return from(id, tie(decodeMessage(meaning, raw), anchor, raw.heardAtBootMs));
      }
      default:
        return assertNever(raw);
    }
  };
}

type Known = Extract<TopicMeaning, { known: true }>;

function decodeMessage({ scanner: { firmware, room }, restAt }: Known, { topic, payload, retained }: RawMqtt): FormatResult {
  if (retained) return { ok: false, why: 'retained' };
  if (payload.length > payloadLimitBytes(firmware)) return { ok: false, why: 'too-large' };
  return formats[firmware](payload, topic.slice(restAt), room);
}

function reportIn({ kind, scanner, restAt }: Known, { topic, payload, retained, heardAtBootMs }: RawMqtt): ScannerReport | null {
  if (kind === 'talk' || (retained && kind !== 'status')) return null;
  return readReport(scanner, topic.slice(restAt), payload, heardAtBootMs);
}

function from(scanner: string, tied: Tied, report: ScannerReport | null = null): DecodeResult {
  return tied.ok
    ? { ok: true, value: tied.value, between: tied.between, report, scanner }
    : { ok: false, why: tied.why, scanner };
}
