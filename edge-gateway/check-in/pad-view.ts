// What the pad shows after sign-in: today's bookings of this person with what can be done about each, and the desks of
// the display's floor that are free now.

import type { Booking } from '#shared/model/booking.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { FreeSpace, PadBooking, PadSession } from '#shared/wire/check-in.ts';
import { freeUntilMs } from './free-desks.ts';
import { endOfDayMs } from './local-day.ts';
import type { CheckInDeps, DeedDeps, PadDisplay, PadSpace } from './ports.ts';
import { checkInVerdict, holdsADesk, isActive, releaseVerdict } from './rules.ts';

export function padView(deps: CheckInDeps, display: PadDisplay, person: Person, session: string): PadSession {
  const nowMs = deps.clock.wallMs();
  const dayEndMs = endOfDayMs(nowMs, deps.timeZone);
  const bookings = bookingsToday(deps, person.ref, nowMs, dayEndMs).map(({ shown }) => shown);
  const seated = holdsADesk(deps.bookings.ofPerson(person.ref, nowMs), deps.spaces, nowMs);
  const freeDesks = seated ? [] : listFreeDesks(deps, display, nowMs, dayEndMs);
  return { session, name: person.displayName, bookings, freeDesks };
}

type Today = { readonly booking: Booking; readonly shown: PadBooking };

/** The person's bookings that are not over and begin before the day ends, in order, each with what can be done about it. */
export function bookingsToday(
  deps: Pick<DeedDeps, 'bookings' | 'spaces' | 'policy'>,
  person: SubjectRef,
  nowMs: number,
  dayEndMs: number,
): readonly Today[] {
  return deps.bookings
    .ofPerson(person, nowMs)
    .filter((booking) => isActive(booking) && booking.toMs > nowMs && booking.fromMs < dayEndMs)
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .flatMap((booking) => {
      const space = deps.spaces.get(booking.space);
      // Nothing of a booking in another building: this gateway knows no such space.
      return space ? [{ booking, shown: padBooking(booking, space, deps.policy(), nowMs) }] : [];
    });
}

function padBooking(booking: Booking, space: PadSpace, policy: Policy, nowMs: number): PadBooking {
  const verdict = checkInVerdict(booking, space.kind, policy, nowMs);
  return {
    id: booking.id,
    space: booking.space,
    spaceName: space.name,
    kind: space.kind,
    floor: space.floor,
    fromMs: booking.fromMs,
    toMs: booking.toMs,
    state: booking.state === 'checked-in' ? 'checked-in' : 'booked',
    canCheckIn: verdict.ok,
    ...(!verdict.ok && verdict.why === 'too-early' ? { checkInFromMs: verdict.fromMs } : {}),
    canRelease: releaseVerdict(booking, nowMs).ok,
  };
}

function listFreeDesks(deps: CheckInDeps, display: PadDisplay, nowMs: number, dayEndMs: number): FreeSpace[] {
  return [...deps.spaces]
    .filter(([, space]) => space.kind === 'desk' && space.floor === display.floor)
    .flatMap(([id, space]) => {
      const untilMs = freeUntilMs(deps.bookings.ofSpace(id, nowMs), deps.bookings.blocksOf(id), nowMs, dayEndMs);
      return untilMs === null ? [] : [{ space: id, spaceName: space.name, kind: space.kind, untilMs }];
    })
    .sort((a, b) => a.spaceName.localeCompare(b.spaceName, 'en', { numeric: true }));
}
