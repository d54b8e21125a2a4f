// What this edge did to bookings and the mirror may not show yet: the board and the rules see it at once, also while
// the booking system can't be reached. A row goes when the mirror shows the same, or after the booking's end.

import { z } from 'zod';
import { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { Connection } from './database.ts';
import { keptRows } from './kept-rows.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** `event` is the tap that led here: when the booking system refuses it, the row goes with it. */
export const LocalBooking = z.object({
  booking: BookingId,
  event: EventId,
  state: z.enum(['checked-in', 'released', 'extended']),
  person: SubjectRef,
  space: SpaceId,
  fromMs: z.int(),
  toMs: z.int(),
  atMs: z.int(),
});
export type LocalBooking = z.infer<typeof LocalBooking>;

export const localColumns = 'booking, event, state, person, space, from_ms AS fromMs, to_ms AS toMs, at_ms AS atMs';

export type LocalBookings = {
  readonly all: () => readonly LocalBooking[];
  /** The newest deed about a booking replaces the one before. */
  readonly put: (row: LocalBooking) => Stored<void>;
  /** The mirror shows it now. `event` guards against dropping a newer deed about the same booking. */
  readonly drop: (booking: BookingId, event: EventId) => Stored<void>;
};

export function localTable(db: Connection, guard: WriteGuard): LocalBookings {
  const all = db.prepare(`SELECT ${localColumns} FROM local_booking ORDER BY booking`);
  const put = db.prepare(
    `INSERT OR REPLACE INTO local_booking (booking, event, state, person, space, from_ms, to_ms, at_ms)
     VALUES (@booking, @event, @state, @person, @space, @fromMs, @toMs, @atMs)`,
  );
  const drop = db.prepare('DELETE FROM local_booking WHERE booking = ? AND event = ?');
  // A board asks once per space.
  const current = keptRows(db, () => all.all().map((row) => LocalBooking.parse(row)));
  return {
    all: current,
    put: (row) => guard.write(() => void put.run(row)),
    drop: (booking, event) => guard.write(() => void drop.run(booking, event)),
  };
}
