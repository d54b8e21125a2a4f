import type { Random } from './random.ts';

/**
 * How long to wait before try number `attempt` (0 = first retry), in milliseconds: "full jitter", a uniform draw from
 * 0 to the exponential cap. Source: Brooker, "Exponential backoff and jitter", AWS architecture blog, 2015.
 */
export function fullJitterMs(attempt: number, random: Random, baseMs = 1_000, capMs = 300_000): number {
  return Math.floor(random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30)));
}
