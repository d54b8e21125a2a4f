// What a wall may say about one space, from its bookings and blocks alone. Pure; whose name may be shown is the mask's
// business.

import { hours } from '#shared/kit/duration.ts';
import { type Block, type BlockReason, blocksAt } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

export type SpaceStatus = {
  readonly state: 'free' | 'booked' | 'checked-in' | 'blocked' | 'unknown';
  /** Whose booking the state speaks of; absent when nobody's or anonymised. */
  readonly holder?: SubjectRef;
  readonly guest: boolean;
  /** Why nobody may book it; with `blocked` only. */
  readonly reason?: BlockReason;
  /** Epoch ms: when the booking begins or began. */
  readonly fromMs?: number;
  /** Epoch ms: when the booking or the block ends; of a free space, when the next one begins. */
  readonly untilMs?: number;
};

/** A booking that begins within this time already makes its space "booked". */
const soonMs = hours(2);

/**
 * The state of one space at `nowMs` from its `bookings` (mirror and local rows) and `blocks`. Who sits there is there, block
 * or not; a booking nobody has checked into gives way to a block, which says more about the space. While the mirror is not
 * usable (never loaded or too old) a booking or block that is known stays true, but a space without one is `unknown`, never
 * free: somebody may have taken it elsewhere. Overdue bookings stay booked until the booking system lets them go; the edge
 * releases nobody by itself, so that nothing is released by mistake while cut off.
 */
export function spaceStatus(
  bookings: readonly Booking[],
  blocks: readonly Block[],
  nowMs: number,
  mirrorUsable: boolean,
): SpaceStatus {
  const live = bookings
    .filter((booking) => (booking.state === 'booked' || booking.state === 'checked-in') && booking.toMs > nowMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
  const begun = live.filter((booking) => booking.fromMs <= nowMs);
  // Two at a time is a mistake of somebody else; the person who is there wins.
  const seated = begun.find((booking) => booking.state === 'checked-in');
  if (seated) return taken(seated);
  const block = longest(blocks.filter((one) => blocksAt(one, nowMs)));
  if (block) return blocked(block);
  if (begun[0]) return taken(begun[0]);
  if (!mirrorUsable) return { state: 'unknown', guest: false };
  const next = live[0];
  if (next && next.fromMs - nowMs <= soonMs) return taken(next);
  const ahead = [...live, ...blocks].map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > nowMs);
  return ahead.length === 0 ? { state: 'free', guest: false } : { state: 'free', guest: false, untilMs: Math.min(...ahead) };
}

/** Of several at a time the one that ends last. */
function longest(blocks: readonly Block[]): Block | undefined {
  const endMs = ({ untilMs }: Block): number => untilMs ?? Number.POSITIVE_INFINITY;
  return blocks.toSorted((a, b) => endMs(b) - endMs(a) || 0)[0];
}

function blocked({ reason, untilMs }: Block): SpaceStatus {
  return { state: 'blocked', reason, guest: false, ...(untilMs === null ? {} : { untilMs }) };
}

function taken(booking: Booking): SpaceStatus {
  return {
    state: booking.state === 'checked-in' ? 'checked-in' : 'booked',
    guest: booking.guest,
    fromMs: booking.fromMs,
    untilMs: booking.toMs,
    ...(booking.holder === undefined ? {} : { holder: booking.holder }),
  };
}
