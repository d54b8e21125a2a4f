// When a booking can be checked in and given back. Pure: a booking, the policy and a moment in, a verdict out.
// The window opens `checkInBeforeMin` before the start and closes `graceMin` after it, or at the end if that is sooner.
// After the grace the booking system decides (no-show, auto-release); a wall does not overrule it.

import { minutes } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
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
