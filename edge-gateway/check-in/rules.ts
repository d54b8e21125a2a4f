// When a booking can be checked in, given back and extended. Pure: a booking, the policy and a moment in, a verdict out. A
// block of the space keeps new people from it, not who has booked it: bookings that stand stay.
// The window opens `checkInBeforeMin` before the start and closes `graceMin` after it, or at the end if that is sooner.
// After the grace the booking system decides (no-show, auto-release); a wall does not overrule it.

import { hours, minutes } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { SpaceKind } from '#shared/model/site.ts';

export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'too-early'; readonly fromMs: number }
  | { readonly ok: false; readonly why: 'too-late' | 'already-done' };

/** Whether the booking keeps its space from others. */
export function isActive(booking: Booking): boolean {
  return booking.state === 'booked' || booking.state === 'checked-in';
}

/** Whether it keeps its space right now. */
export function isRunning(booking: Booking, nowMs: number): boolean {
  return isActive(booking) && booking.fromMs <= nowMs && nowMs < booking.toMs;
}

type Spaces = ReadonlyMap<SpaceId, { readonly kind: SpaceKind }>;

/** Whether somebody with these bookings is checked in at a desk now: nobody takes a second one. */
export function holdsADesk(own: readonly Booking[], spaces: Spaces, nowMs: number): boolean {
  return own.some((b) => b.state === 'checked-in' && isRunning(b, nowMs) && spaces.get(b.space)?.kind === 'desk');
}

export function checkInVerdict(booking: Booking, kind: SpaceKind, policy: Policy, nowMs: number): Verdict {
  if (booking.state !== 'booked') return { ok: false, why: 'already-done' };
  const opensMs = booking.fromMs - minutes(policy.checkInBeforeMin[kind]);
  const closesMs = Math.min(booking.fromMs + minutes(policy.graceMin[kind]), booking.toMs);
  if (nowMs < opensMs) return { ok: false, why: 'too-early', fromMs: opensMs };
  return nowMs < closesMs ? { ok: true } : { ok: false, why: 'too-late' };
}

/** A booking can be given back until it ends, begun or not. */
export function releaseVerdict(booking: Booking, nowMs: number): Verdict {
  if (!isActive(booking)) return { ok: false, why: 'already-done' };
  return nowMs < booking.toMs ? { ok: true } : { ok: false, why: 'too-late' };
}

type ExtendVerdict =
  | { readonly ok: true; readonly toMs: number }
  | { readonly ok: false; readonly why: 'too-early' | 'too-late' | 'already-done' | 'taken' };

/** Only what is about to end can go on, and by no more than this at a time: others may want the space too. */
const endsSoonMs = hours(2);
const stepMs = hours(1);

/** What else is known of the space: its bookings, and the blocks that are not over. */
type InSpace = { readonly bookings: readonly Booking[]; readonly blocks: readonly Block[] };

/**
 * Until when a checked-in booking can go on: an hour more, but not into the next booking or block of its space and not past
 * the end of the day.
 */
export function extendVerdict(booking: Booking, ofSpace: InSpace, nowMs: number, dayEndMs: number): ExtendVerdict {
  if (booking.state === 'booked') return { ok: false, why: 'too-early' };
  if (booking.state !== 'checked-in') return { ok: false, why: 'already-done' };
  if (nowMs >= booking.toMs) return { ok: false, why: 'too-late' };
  if (booking.toMs - nowMs > endsSoonMs) return { ok: false, why: 'too-early' };
  const others = ofSpace.bookings.filter((other) => other.id !== booking.id && isActive(other) && other.toMs > booking.fromMs);
  const blocks = ofSpace.blocks.filter(({ untilMs }) => untilMs === null || untilMs > booking.toMs);
  const toMs = Math.min(booking.toMs + stepMs, dayEndMs, ...[...others, ...blocks].map(({ fromMs }) => fromMs));
  return toMs > booking.toMs ? { ok: true, toMs } : { ok: false, why: 'taken' };
}
