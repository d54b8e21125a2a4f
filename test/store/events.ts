// Rows for tests: taps, bookings and persons that mean nothing.

import { randomUUID } from 'node:crypto';
import type { BookingEvent, PersonEvent } from '#shared/booking-api/outbox.ts';
import { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';

export const newEvent = (): EventId => EventId.parse(randomUUID());
export const person = (name: string): SubjectRef => SubjectRef.parse(name);
export const booking = (name: string): BookingId => BookingId.parse(name);
export const space = (name: string): SpaceId => SpaceId.parse(name);

export function checkInOf(who: string, what = `b-${who}`, event = newEvent()): BookingEvent & { action: 'check-in' } {
  return { event, person: person(who), booking: booking(what), action: 'check-in', atMs: 1_800_000_000_000 };
}

/** One decision of every kind. */
export function decisionsOf(who: string): readonly PersonEvent[] {
  const base = () => ({ event: newEvent(), person: person(who), atMs: 1_800_000_000_000 });
  return [
    { ...base(), action: 'consent', scopes: ['group', 'wall'], documentVersion: '2026-1' },
    { ...base(), action: 'pause', untilMs: 1_800_000_060_000 },
    { ...base(), action: 'visibility', visibility: 'hide' },
    { ...base(), action: 'status', status: 'remote' },
    { ...base(), action: 'drop-tags' },
    { ...base(), action: 'withdraw' },
    { ...base(), action: 'erase' },
  ];
}

export function deedOf(event: EventId, what: string, toMs = 1_800_003_600_000) {
  return {
    booking: booking(what),
    event,
    state: 'checked-in' as const,
    person: person('p-1'),
    space: space('d-1'),
    fromMs: 1_800_000_000_000,
    toMs,
    atMs: 1_800_000_000_000,
  };
}
