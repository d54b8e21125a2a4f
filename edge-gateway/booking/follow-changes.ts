// The loop that keeps a mirror current: a snapshot, then one long poll for changes after the other, until stopped.
// Back-off with full jitter when the booking system does not answer; never a busy loop, whatever it answers.

import { fullJitterMs } from '#shared/kit/backoff.ts';
import { type Clock, pause } from '#shared/kit/clock.ts';
import { hours, seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { BookingSystem, LinkRefusal, Refused } from './booking-system.ts';
import { afterChanges, fromSnapshot, type MirrorState, mayBringBack } from './mirror-state.ts';

/** How long one request for changes waits at the booking system. Short enough to notice a dead line soon. */
const pollMs = seconds(8);
/** Reads are cheap, so they come back sooner after an outage than writes. */
const longestRetryMs = seconds(15);
/** Bookings further ahead than the mirror's window enter it with time; a fresh snapshot brings them in. */
const snapshotEveryMs = hours(6);
/** The gap to the next poll when the booking system answers "nothing" without waiting. */
const idleGapMs = seconds(1);

export type Follow = {
  readonly system: BookingSystem;
  readonly clock: Clock;
  readonly random: Random;
  readonly signal: AbortSignal;
  readonly read: () => MirrorState;
  /** The booking system answered, and this is what is known now. */
  readonly adopt: (state: MirrorState) => void;
  readonly lost: (why: LinkRefusal) => void;
};

/** Resolves when `signal` aborts; never rejects unless a listener throws. */
export async function followChanges(deps: Follow): Promise<void> {
  const { clock, signal } = deps;
  const place: Place = { cursor: null, snapshotBootMs: 0, failures: 0 };
  while (!signal.aborted) {
    const askedBootMs = clock.bootMs();
    const step = await nextStep(deps, place);
    if (signal.aborted) return;
    if (step.ok) {
      place.cursor = step.cursor;
      if (step.changed !== 'snapshot') place.failures = 0;
      deps.adopt(step.state);
      if (step.changed === 'nothing' && clock.bootMs() - askedBootMs < idleGapMs) await pause(clock, idleGapMs, signal);
    } else {
      await recover(deps, place, step);
    }
  }
}

type Place = { cursor: string | null; snapshotBootMs: number; failures: number };
type Step =
  | { readonly ok: true; readonly cursor: string; readonly state: MirrorState; readonly changed: 'snapshot' | 'some' | 'nothing' }
  | Refused<LinkRefusal | 'cursor-expired'>;

async function nextStep({ system, clock, signal, read }: Follow, place: Place): Promise<Step> {
  const { cursor } = place;
  if (cursor === null || clock.bootMs() - place.snapshotBootMs >= snapshotEveryMs) {
    const answer = await system.snapshot(signal);
    if (!answer.ok) return answer;
    place.snapshotBootMs = clock.bootMs();
    return {
      ok: true,
      cursor: answer.value.cursor,
      state: fromSnapshot(answer.value, read(), clock.wallMs()),
      changed: 'snapshot',
    };
  }
  const answer = await system.changes(cursor, pollMs, signal);
  if (!answer.ok) return answer;
  const { changes } = answer.value;
  if (mayBringBack(read(), changes)) place.snapshotBootMs = Number.NEGATIVE_INFINITY;
  const state = afterChanges(read(), changes, clock.wallMs());
  return { ok: true, cursor: answer.value.cursor, state, changed: changes.length === 0 ? 'nothing' : 'some' };
}

/** A cursor that is too old is no outage, but a system that calls every cursor too old is not asked in a hurry either. */
async function recover(deps: Follow, place: Place, refusal: Refused<LinkRefusal | 'cursor-expired'>): Promise<void> {
  if (refusal.why === 'cursor-expired') place.cursor = null;
  else deps.lost(refusal.why);
  const firstExpiry = refusal.why === 'cursor-expired' && place.failures === 0;
  const waitMs = firstExpiry ? 0 : fullJitterMs(place.failures, deps.random, seconds(1), longestRetryMs);
  place.failures += 1;
  if (!firstExpiry) await pause(deps.clock, Math.max(refusal.retryAfterMs ?? 0, waitMs), deps.signal);
}
