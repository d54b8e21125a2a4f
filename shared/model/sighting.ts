// The two sides of the consent gate, as two types. A Sighting names a tag and nobody may keep it; a ConsentedSighting
// names a subject, no longer a tag, and only the gate in edge-gateway/consent makes one.

import type { AnchorId, SubjectRef, TagId } from './ids.ts';

/** Signal strengths outside this range are measurement errors (TETAM holds a +42) and are dropped at the decoder. */
export const rssiRangeDbm = { min: -110, max: -20 } as const;

/** Before consent: one signal strength between an anchor and a tag. */
export type Sighting = {
  readonly tag: TagId;
  readonly anchor: AnchorId;
  readonly rssiDbm: number;
  /** What the tag says it measures at one metre, when it says so. */
  readonly measuredPowerDbm?: number;
  /** When the gateway received it, on the boot clock. No sender's time or distance is ever used. */
  readonly heardAtBootMs: number;
};

/**
 * Before consent, the other topology: a phone signed in as `subject` says how strongly it hears an anchor's beacon. The
 * sign-in proves who speaks; whether that person may be located is still to be asked.
 */
export type RangedSighting = {
  readonly subject: SubjectRef;
  readonly anchor: AnchorId;
  readonly rssiDbm: number;
  readonly measuredPowerDbm?: number;
  readonly heardAtBootMs: number;
};

/** One signal strength between two anchors: nobody is in it, and calibration learns from it. */
export type AnchorHeard = {
  readonly from: AnchorId;
  readonly anchor: AnchorId;
  readonly rssiDbm: number;
  readonly heardAtBootMs: number;
};

declare const passedTheGate: unique symbol;

/** After consent: the tag is gone, a live consent of this subject stands behind it. */
export type ConsentedSighting = {
  readonly subject: SubjectRef;
  readonly anchor: AnchorId;
  readonly rssiDbm: number;
  readonly measuredPowerDbm?: number;
  readonly heardAtBootMs: number;
  readonly [passedTheGate]: true;
};
