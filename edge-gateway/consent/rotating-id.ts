// What a phone's app advertises instead of an address: an iBeacon whose numbers change every quarter of an hour, and that
// only the booking system, the app and this gateway can expect. Two of them share nothing, so whoever listens can't follow
// the phone, and a copied one is soon worthless. Never made from an identity key (IRK), which would follow it for ever.

import { hash } from 'node:crypto';
import { minutes } from '#shared/kit/duration.ts';
import type { RotatingKey } from '#shared/model/consent.ts';
import type { TagId } from '#shared/model/ids.ts';
import { hmacOf, messageAt, paddedKey } from './hmac.ts';
import type { TagDigest } from './tag-digest.ts';

const stepMs = minutes(15);
const stepBytes = 8;

/** How an app stands among the handles of its person's tags (own-tags.ts). */
export type AppMark = `app:${RotatingKey}`;

/** The quarter of an hour that runs at `wallMs` (epoch), counted from 1970 in UTC. */
export function stepAt(wallMs: number): number {
  return Math.floor(wallMs / stepMs);
}

/** When `step` begins, in milliseconds since the epoch. */
export function beginningOf(step: number): number {
  return step * stepMs;
}

/**
 * The tag an app advertises during `step`. For an app's author, with `key` the 32 bytes that its 43 characters of
 * base64url stand for:
 *
 *     step  = floor(seconds since 1970, UTC / 900)
 *     bytes = HMAC-SHA-256(key, step as 8 bytes, big-endian)
 *     iBeacon: UUID = bytes 0-15, major = bytes 16-17, minor = bytes 18-19, both big-endian
 *
 * Take the next one at the step's end, together with a new Bluetooth address, or the old address ties the two. A gateway
 * knows each from 15 minutes before its step begins until 30 minutes after, so the phone's clock may be that wrong.
 *
 * Example: the key of the bytes 00, 01 .. 1f at step 2000000 (15 January 2027, 08:00 UTC) advertises
 * `a4f20a6b-a257-084b-7e34-f39bfdca49ce`, major 3235, minor 24656.
 */
export function rotatingTag(key: RotatingKey, step: number): TagId {
  const padded = paddedKey(Buffer.from(key, 'base64url'), stepBytes);
  const end = padded.inner.writeBigInt64BE(BigInt(step), messageAt);
  const bytes = hmacOf(padded, end, 'buffer');
  return `ib:${bytes.toString('hex', 0, 16)}:${bytes.readUInt16BE(16)}:${bytes.readUInt16BE(18)}` as TagId;
}

/** The ids that are accepted of one app now, by step. */
export type AppIds = ReadonlyMap<number, TagDigest>;

/** The step before, the one that runs and the next. What `known` has of them is not computed again. */
export function idsAround(key: RotatingKey, step: number, digest: (tag: TagId) => TagDigest, known: AppIds = new Map()): AppIds {
  return new Map([step - 1, step, step + 1].map((near) => [near, known.get(near) ?? digest(rotatingTag(key, near))]));
}

/** What an app can show of its key so that its owner tells two apart: like a phone's verifier, SHA-256 of the characters. */
export function fingerprintOf(key: RotatingKey): string {
  return hash('sha256', key, 'hex');
}
