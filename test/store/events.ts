// Rows for tests: taps, bookings and persons that mean nothing.

import { randomUUID } from 'node:crypto';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';

export const newEvent = (): EventId => EventId.parse(randomUUID());
export const person = (name: string): SubjectRef => SubjectRef.parse(name);
export const booking = (name: string): BookingId => BookingId.parse(name);
export const space = (name: string): SpaceId => SpaceId.parse(name);

export function checkInOf(who: string, what = `b-${who}`, event = newEvent()): OutboxEvent {
  return { event, person: person(who), booking: booking(what), action: 'check-in', atMs: 1_800_000_000_000 };
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
