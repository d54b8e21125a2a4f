// What the pad shows after sign-in: today's bookings of this person with what can be done about each, and the desks of
// the display's floor that are free now.

import type { Booking } from '#shared/model/booking.ts';
import type { Person } from '#shared/model/person.ts';
import type { FreeSpace, PadBooking, PadSession } from '#shared/wire/check-in.ts';
import { freeUntilMs } from './free-desks.ts';
import { endOfDayMs } from './local-day.ts';
import type { CheckInDeps, PadDisplay } from './ports.ts';
import { checkInVerdict, isActive, isRunning, releaseVerdict } from './rules.ts';

export function padView(deps: CheckInDeps, display: PadDisplay, person: Person, session: string): PadSession {
  const nowMs = deps.clock.wallMs();
  const dayEndMs = endOfDayMs(nowMs, deps.timeZone);
  const own = deps.bookings.ofPerson(person.ref, nowMs);
  const today = own
    .filter((booking) => isActive(booking) && booking.toMs > nowMs && booking.fromMs < dayEndMs)
    .sort((a, b) => a.fromMs - b.fromMs)
    .flatMap((booking) => padBooking(deps, booking, nowMs));
  const freeDesks = holdsADesk(deps, own, nowMs) ? [] : listFreeDesks(deps, display, nowMs, dayEndMs);
  return { session, name: person.displayName, bookings: today, freeDesks };
}

/** Whether the person is checked in at a desk now: nobody takes a second one. */
export function holdsADesk(deps: CheckInDeps, own: readonly Booking[], nowMs: number): boolean {
  return own.some((b) => b.state === 'checked-in' && isRunning(b, nowMs) && deps.spaces.get(b.space)?.kind === 'desk');
}

/** Nothing for a booking in another building: this gateway knows no such space. */
function padBooking(deps: CheckInDeps, booking: Booking, nowMs: number): PadBooking[] {
  const space = deps.spaces.get(booking.space);
  if (!space) return [];
  const verdict = checkInVerdict(booking, space.kind, deps.policy(), nowMs);
  return [
    {
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
    },
  ];
}

function listFreeDesks(deps: CheckInDeps, display: PadDisplay, nowMs: number, dayEndMs: number): FreeSpace[] {
  return [...deps.spaces]
    .filter(([, space]) => space.kind === 'desk' && space.floor === display.floor)
    .flatMap(([id, space]) => {
      const untilMs = freeUntilMs(deps.bookings.ofSpace(id, nowMs), nowMs, dayEndMs);
      return untilMs === null ? [] : [{ space: id, spaceName: space.name, kind: space.kind, untilMs }];
    })
    .sort((a, b) => a.spaceName.localeCompare(b.spaceName, 'en', { numeric: true }));
}
