// Today's own bookings of somebody who is signed in, and what they can do with them from their phone. The same deeds as
// at a wall, by the same rules; where the person is plays no part (privacy.md decision 10).

import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { OwnBooking } from '#shared/wire/me.ts';
import type { MeReply, OwnBookingRequest } from '#shared/wire/me-actions.ts';
import { createDeeds, type DeedReply } from './deeds.ts';
import { endOfDayMs } from './local-day.ts';
import { bookingsToday } from './pad-view.ts';
import type { DeedDeps } from './ports.ts';
import { extendVerdict } from './rules.ts';

export type OwnBookings = {
  /** In the order of their beginning. */
  readonly ownBookings: (ref: SubjectRef) => OwnBooking[];
  /** The three actions: safe to repeat with the same `event`; ok is answered only after the commit. */
  readonly confirmFor: (ref: SubjectRef, tap: OwnBookingRequest) => Promise<MeReply>;
  readonly releaseFor: (ref: SubjectRef, tap: OwnBookingRequest) => Promise<MeReply>;
  readonly extendFor: (ref: SubjectRef, tap: OwnBookingRequest) => Promise<MeReply>;
};

type Deps = DeedDeps & { readonly floorNames: ReadonlyMap<FloorId, string> };

/** No effects and no timers: create it at any time, drop it at any time. */
export function createOwnBookings(deps: Deps): OwnBookings {
  const deeds = createDeeds(deps);
  return {
    ownBookings: (ref) => {
      const nowMs = deps.clock.wallMs();
      const dayEndMs = endOfDayMs(nowMs, deps.timeZone);
      return bookingsToday(deps, ref, nowMs, dayEndMs).map(({ booking, shown }) => {
        const { space } = booking;
        const ofSpace = { bookings: deps.bookings.ofSpace(space, nowMs), blocks: deps.bookings.blocksOf(space) };
        const extension = extendVerdict(booking, ofSpace, nowMs, dayEndMs);
        const floorName = deps.floorNames.get(shown.floor) ?? shown.floor;
        return { ...shown, floorName, ...(extension.ok ? { canExtendToMs: extension.toMs } : {}) };
      });
    },
    confirmFor: (ref, tap) => inWords(deeds.confirm(() => ref, tap)),
    releaseFor: (ref, tap) => inWords(deeds.release(() => ref, tap)),
    extendFor: (ref, tap) => inWords(deeds.extend(() => ref, tap)),
  };
}

async function inWords(reply: Promise<DeedReply>): Promise<MeReply> {
  const made = await reply;
  if (made.ok) return { ok: true, delivery: made.delivery };
  // A session was looked at before; without one there is nothing of anybody's own here.
  return { ok: false, why: made.why === 'session-over' ? 'gone' : made.why };
}
