// Which desks can be taken without a booking, and until when: until the next booking or block of that desk, else the end of
// the day. Pure.

import { hours, minutes } from '#shared/kit/duration.ts';
import { type Block, blocksAt } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import { isActive, isRunning } from './rules.ts';

/** A desk that is booked or blocked again sooner than this is not worth sitting down at. */
const shortestMs = minutes(15);
/** Shortly before midnight the end of the day is no end of work: at least this long. */
const leastAtNightMs = hours(2);
const longestMs = hours(10);

/** Until when (epoch ms) a desk with these bookings and blocks can be taken at `nowMs`; null when it can't. */
export function freeUntilMs(
  ofDesk: readonly Booking[],
  blocks: readonly Block[],
  nowMs: number,
  dayEndMs: number,
): number | null {
  if (ofDesk.some((booking) => isRunning(booking, nowMs)) || blocks.some((block) => blocksAt(block, nowMs))) return null;
  const next = [...ofDesk.filter(isActive), ...blocks].map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > nowMs);
  const evening = Math.max(dayEndMs, nowMs + leastAtNightMs);
  const untilMs = Math.floor(Math.min(...next, evening, nowMs + longestMs));
  return untilMs - nowMs < shortestMs ? null : untilMs;
}
