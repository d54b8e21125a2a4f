// The port through which radio reaches the gateway. Our own broker, an outside broker and this machine's radio are the
// same thing behind it: something that delivers raw bytes with the moment they arrived, and knows whether it is up.

import type { Running } from '#gateway/running.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { AnchorId, SubjectRef } from '#shared/model/ids.ts';

/** One MQTT message as it came. `payload` is only good during the call that delivers it. */
export type RawMessage = {
  readonly kind: 'mqtt';
  readonly topic: string;
  readonly payload: Uint8Array;
  /** The broker had kept it, so nobody knows how old it is. */
  readonly retained: boolean;
  /** When it arrived here, on the boot clock. */
  readonly heardAtBootMs: number;
};

/** One Bluetooth advert heard by a radio that stands at `anchor`. */
export type RawAdvert = {
  readonly kind: 'advert';
  readonly anchor: AnchorId;
  /** 12 lower-case hex digits. */
  readonly address: string;
  /** AD structures: length, type, data, and so on. */
  readonly payload: Uint8Array;
  readonly rssiDbm: number;
  readonly heardAtBootMs: number;
};

/** What a phone of `subject` says it hears of beacons; `payload` is only good during the call that delivers it. */
export type RawRanging = {
  readonly kind: 'ranging';
  readonly subject: SubjectRef;
  readonly payload: Uint8Array;
  readonly heardAtBootMs: number;
};

export type Deliver = (raw: RawMessage | RawAdvert | RawRanging) => void;

/** `detail` is a sentence for the operator, present while something is not as it should be. */
type FeedState = { readonly up: boolean; readonly scannersConnected: number; readonly detail?: string };

/** `port` is where an embedded broker listens. */
export type RunningFeed = Running & { readonly state: () => FeedState; readonly port?: number };

/** Why a feed could not start; `detail` of the refusal says which address and what to do. */
export type FeedRefusal = 'port-in-use' | 'cannot-listen';

export type TagFeed = { readonly start: (deliver: Deliver) => Promise<Outcome<RunningFeed, FeedRefusal>> };
