// Confirm, release, walk-up. Everything from the look at the rules to the commit happens in one go without a pause, so of
// two people who want one desk the second sees the first. The answer is given only once the outbox row is on disk; the
// id of the tap is the key to hearing the same answer again, also after a restart.

import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import { BookingId, type SubjectRef } from '#shared/model/ids.ts';
import type { ActionReply, BookingActionRequest, PadRefusal, WalkUpRequest } from '#shared/wire/check-in.ts';
import { freeUntilMs } from './free-desks.ts';
import { endOfDayMs } from './local-day.ts';
import type { PadSessions } from './pad-sessions.ts';
import { holdsADesk } from './pad-view.ts';
import type { CheckInDeps, Deed, PadDisplay, SettledTap } from './ports.ts';
import { checkInVerdict, releaseVerdict, type Verdict } from './rules.ts';

/** How long an answer waits for the booking system before it says "will be sent". */
const deliveryWaitMs = seconds(1.5);
/** Days of an office without its booking system. Beyond that a clear refusal is better than a full disk. */
const mostOwed = 10_000;

/** What one tap leads to: three rows that are written together. */
type Plan = { readonly event: OutboxEvent; readonly deed: Deed; readonly tap: SettledTap };

export function createActions(deps: CheckInDeps, sessions: PadSessions) {
  const whoIs = (display: PadDisplay, session: string): SubjectRef | null => {
    const identifier = sessions.touch(display.id, session);
    // Asked anew each time: somebody who has just left the company has no session either.
    return identifier === null ? null : (deps.people.byIdentifier(identifier)?.ref ?? null);
  };

  const about = (display: PadDisplay, body: BookingActionRequest, action: 'check-in' | 'release'): Plan | PadRefusal => {
    const person = whoIs(display, body.session);
    if (person === null) return no('session-over');
    const nowMs = Math.floor(deps.clock.wallMs());
    const booking = deps.bookings.ofPerson(person, nowMs).find((b) => b.id === body.booking);
    const space = booking && deps.spaces.get(booking.space);
    if (!booking || !space) return no('gone');
    if (booking.holder !== person) return no('not-yours');
    const verdict =
      action === 'check-in' ? checkInVerdict(booking, space.kind, deps.policy(), nowMs) : releaseVerdict(booking, nowMs);
    if (!verdict.ok) return fromVerdict(verdict, nowMs);
    const event = { event: body.event, action, person, booking: booking.id, atMs: nowMs };
    return { event, ...rows(event, booking, action === 'check-in' ? 'checked-in' : 'released', booking.id) };
  };

  const taking = (display: PadDisplay, body: WalkUpRequest): Plan | PadRefusal => {
    const person = whoIs(display, body.session);
    if (person === null) return no('session-over');
    const nowMs = Math.floor(deps.clock.wallMs());
    const space = deps.spaces.get(body.space);
    if (space?.kind !== 'desk' || space.floor !== display.floor) return no('gone');
    if (holdsADesk(deps, deps.bookings.ofPerson(person, nowMs), nowMs)) return no('already-done');
    const toMs = freeUntilMs(deps.bookings.ofSpace(body.space, nowMs), nowMs, endOfDayMs(nowMs, deps.timeZone));
    if (toMs === null) return no('taken');
    const booking = BookingId.parse(`edge-${deps.randomBytes(16).toString('hex')}`);
    const event = { event: body.event, action: 'walk-up' as const, person, booking, space: body.space, atMs: nowMs, toMs };
    return { event, ...rows(event, { space: body.space, fromMs: nowMs, toMs }, 'walked-up', body.space) };
  };

  const answer = async (tap: SettledTap): Promise<ActionReply> => {
    if (deps.store.outbox.fate(tap.event) === 'owed') await deps.relay.settled(tap.event, deliveryWaitMs);
    const fate = deps.store.outbox.fate(tap.event);
    // Refused for good: saying "will be sent" would be a lie.
    if (fate === 'refused') return no('gone');
    const delivery = fate === 'owed' ? 'will-be-sent' : 'sent';
    const spaceName = deps.spaces.get(tap.space)?.name ?? tap.space;
    return { ok: true, did: tap.did, delivery, spaceName, untilMs: tap.untilMs };
  };

  const act = async (
    body: { event: SettledTap['event'] },
    did: SettledTap['did'],
    target: string,
    plan: () => Plan | PadRefusal,
  ) => {
    const before = deps.store.settled.find(body.event);
    if (before) return before.did === did && before.target === target ? answer(before) : no('already-done');
    const next = plan();
    if ('ok' in next) return next;
    if (!write(deps, next)) return no('not-stored');
    deps.onChanged();
    deps.relay.wake();
    return answer(next.tap);
  };

  return {
    confirm: (display: PadDisplay, body: BookingActionRequest): Promise<ActionReply> =>
      act(body, 'checked-in', body.booking, () => about(display, body, 'check-in')),
    release: (display: PadDisplay, body: BookingActionRequest): Promise<ActionReply> =>
      act(body, 'released', body.booking, () => about(display, body, 'release')),
    walkUp: (display: PadDisplay, body: WalkUpRequest): Promise<ActionReply> =>
      act(body, 'walked-up', body.space, () => taking(display, body)),
  };
}

function write({ store }: CheckInDeps, plan: Plan): boolean {
  if (store.outbox.size() >= mostOwed) return false;
  return store.transaction(() => {
    store.outbox.append(plan.event);
    store.settled.add(plan.tap);
    store.local.put(plan.deed);
  }).ok;
}

type Stay = Pick<Booking, 'space' | 'fromMs' | 'toMs'>;

/** Until: the end of the stay, and of a release the end of what was given back. */
function rows(event: OutboxEvent, stay: Stay, did: SettledTap['did'], target: string): Omit<Plan, 'event'> {
  const state = did === 'released' ? 'released' : 'checked-in';
  const { space, fromMs, toMs } = stay;
  return {
    deed: { booking: event.booking, event: event.event, state, person: event.person, space, fromMs, toMs, atMs: event.atMs },
    tap: { event: event.event, did, target, space, untilMs: toMs, atMs: event.atMs },
  };
}

function no(why: PadRefusal['why']): PadRefusal {
  return { ok: false, why };
}

function fromVerdict(verdict: Exclude<Verdict, { ok: true }>, nowMs: number): PadRefusal {
  return verdict.why === 'too-early' ? { ok: false, why: 'too-early', retryAfterMs: verdict.fromMs - nowMs } : no(verdict.why);
}
