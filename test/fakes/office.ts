// A small office for booking tests: one floor with two desks and a room, two people, one booking.

import { type Booking, BookingState } from '#shared/model/booking.ts';
import { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import { Person } from '#shared/model/person.ts';
import { Site } from '#shared/model/site.ts';

export const officeNowMs = 1_800_000_000_000;
const square = (x: number): { rect: [number, number, number, number] } => ({ rect: [x, 1, 1, 1] });

export const office: Site = Site.parse({
  id: 'small',
  name: 'Small office',
  timeZone: 'Europe/Berlin',
  floors: [
    {
      id: 'f1',
      name: 'Floor 1',
      short: '1',
      outline: { rect: [0, 0, 10, 10] },
      zones: [{ id: 'z1', name: 'Zone', shape: { rect: [0, 0, 10, 10] } }],
      spaces: [
        { id: 'desk-a', name: 'A', kind: 'desk', zone: 'z1', shape: square(1) },
        { id: 'desk-b', name: 'B', kind: 'desk', zone: 'z1', shape: square(3) },
        { id: 'room-r', name: 'R', kind: 'room', zone: 'z1', shape: square(5) },
      ],
    },
  ],
});

export const deskA = SpaceId.parse('desk-a');
export const deskB = SpaceId.parse('desk-b');
export const anna = somebody('p-anna', 'Anna', '4100');
export const bert = somebody('p-bert', 'Bert', '4107');

export function somebody(ref: string, displayName: string, identifier: string): Person {
  return Person.parse({ ref, displayName, identifier, visibility: 'unset', groups: [], roles: ['user'] });
}

/** A booking of desk A by Anna from ten minutes ago for four hours, unless said otherwise. */
export function aBooking(id: string, change: Partial<Booking> = {}): Booking {
  const fromMs = officeNowMs - 600_000;
  const toMs = fromMs + 4 * 3_600_000;
  const state = BookingState.enum.booked;
  return { id: BookingId.parse(id), space: deskA, holder: anna.ref, guest: false, fromMs, toMs, state, ...change };
}

/** The nth tap of a test. */
export function tap(nth: number): EventId {
  return EventId.parse(`00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`);
}

export const ref = (text: string): SubjectRef => SubjectRef.parse(text);
