// A pad to tap on: the real check-in over a given store and the real overlay; only the mirror and the relay are
// stand-ins that a test turns by hand.

import { createHmac, randomBytes, randomUUID, scryptSync } from 'node:crypto';
import { createBookingView } from '#gateway/booking/booking-view.ts';
import { type CheckIn, createCheckIn } from '#gateway/check-in/check-in.ts';
import { createOwnBookings } from '#gateway/check-in/own-bookings.ts';
import type { PadSpace } from '#gateway/check-in/ports.ts';
import type { Store } from '#gateway/store/open-store.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { hours } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import { BookingId, DisplayId, EventId, FloorId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import { Person, type PinVerifier } from '#shared/model/person.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { PadSession } from '#shared/wire/check-in.ts';

export const pepper = 'a pepper that only tests know';
export const wall = { id: DisplayId.parse('wall-1'), floor: FloorId.parse('f3') };
export const otherWall = { id: DisplayId.parse('wall-2'), floor: FloorId.parse('f3') };

/** A verifier as a booking system makes it, cheap unless told otherwise. */
export function verifierOf(pin: string, cost: { n: number; r: number; p: number } = { n: 16, r: 8, p: 1 }): PinVerifier {
  const salt = randomBytes(16);
  const password = createHmac('sha256', pepper).update(pin).digest();
  const hash = scryptSync(password, salt, 32, { N: cost.n, r: cost.r, p: cost.p, maxmem: 64 * 1024 * 1024 });
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), ...cost };
}

export function personOf(ref: string, identifier: string, pin: string): Person {
  const base = { ref, displayName: `Person ${ref}`, identifier, pin: verifierOf(pin) };
  return Person.parse({ ...base, visibility: 'unset', groups: [], roles: ['user'] });
}

export function bookingOf(id: string, space: string, holder: string, fromMs: number, toMs: number): Booking {
  const ids = { id: BookingId.parse(id), space: SpaceId.parse(space), holder: SubjectRef.parse(holder) };
  return { ...ids, guest: false, fromMs, toMs, state: 'booked' };
}

export const tap = (): EventId => EventId.parse(randomUUID());
export const spaceId = (id: string): SpaceId => SpaceId.parse(id);
export const bookingId = (id: string): BookingId => BookingId.parse(id);

const desk = (name: string, floor: string) => ({ name, kind: 'desk' as const, floor: FloorId.parse(floor) });
const spaces: ReadonlyMap<SpaceId, PadSpace> = new Map<SpaceId, PadSpace>([
  [spaceId('d-1'), desk('Desk 1', 'f3')],
  [spaceId('d-2'), desk('Desk 2', 'f3')],
  [spaceId('d-10'), desk('Desk 10', 'f3')],
  [spaceId('d-far'), desk('Desk far', 'f4')],
  [spaceId('r-1'), { name: 'Room 1', kind: 'room' as const, floor: FloorId.parse('f3') }],
  [spaceId('p-1'), { name: 'Bay 1', kind: 'parking' as const, floor: FloorId.parse('f3') }],
]);

/** 09:00 in Berlin on a Tuesday. */
export const morningMs = Date.UTC(2026, 9, 6, 7, 0);

export function padOn(store: Store, clock: Clock) {
  const world = {
    people: [personOf('p-ada', '1001', '111111'), personOf('p-ben', '1002', '222222')] as Person[],
    loaded: true,
    mirrored: [bookingOf('b-ada', 'd-1', 'p-ada', morningMs, morningMs + hours(8))] as Booking[],
    blocks: [] as Block[],
    wakes: 0,
    /** What the booking system does with an owed event while a pad waits. */
    relay: async (_event: EventId): Promise<boolean> => false,
  };
  const mirror = {
    booking: (id: BookingId) => world.mirrored.find((b) => b.id === id),
    bookings: () => world.mirrored,
    bookingsOf: (person: SubjectRef) => world.mirrored.filter((b) => b.holder === person),
    bookingsIn: (space: SpaceId) => world.mirrored.filter((b) => b.space === space),
    blocksOf: (space: SpaceId) => world.blocks.filter((block) => block.space === space),
    usable: () => true,
  };
  const view = createBookingView(mirror, store.local.all);
  const deps = {
    bookings: view,
    people: {
      byIdentifier: (identifier: string) => world.people.find((p) => p.identifier === identifier) ?? null,
      loaded: () => world.loaded,
    },
    policy: () => defaultPolicy,
    spaces,
    timeZone: 'Europe/Berlin',
    clock,
    pepper,
    store,
    relay: {
      wake: () => {
        world.wakes += 1;
      },
      settled: (event: EventId) => world.relay(event),
    },
    randomBytes,
  };
  const checkIn: CheckIn = createCheckIn(deps);
  const own = createOwnBookings({ ...deps, floorNames: new Map([[FloorId.parse('f3'), 'Third floor']]) });
  const signedIn = async (identifier: string, pin: string, display = wall): Promise<PadSession> => {
    const reply = await checkIn.signIn(display, { identifier, pin });
    if (!reply.ok) throw new Error(`not signed in: ${reply.why}`);
    return reply.pad;
  };
  return { ...checkIn, own, view, world, signedIn };
}
