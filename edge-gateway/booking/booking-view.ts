// The bookings as this edge sees them: the mirror with the edge's own actions laid over it, and the blocks of spaces. What
// check-in and the wall read, so that both follow a tap at once.

import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import { isObsolete, type LocalBooking, overlaid } from './overlay.ts';
import { type SpaceStatus, spaceStatus } from './space-status.ts';

/** The reads of the mirror that are needed here. */
type Mirrored = {
  readonly booking: (id: BookingId) => Booking | undefined;
  readonly bookings: () => readonly Booking[];
  readonly bookingsOf: (person: SubjectRef) => readonly Booking[];
  readonly bookingsIn: (space: SpaceId) => readonly Booking[];
  readonly blocksOf: (space: SpaceId) => readonly Block[];
  readonly usable: () => boolean;
};

export type BookingView<Row extends LocalBooking> = {
  readonly byId: (id: BookingId, nowMs: number) => Booking | undefined;
  readonly ofPerson: (person: SubjectRef, nowMs: number) => readonly Booking[];
  readonly ofSpace: (space: SpaceId, nowMs: number) => readonly Booking[];
  /** Bookings of every space whose time is now, whatever became of them. */
  readonly running: (nowMs: number) => readonly Booking[];
  /** Now or later. */
  readonly blocksOf: (space: SpaceId) => readonly Block[];
  /** The state of any space at `nowMs`; the local rows are read once, so ask one function about a whole floor. */
  readonly statusAt: (nowMs: number) => (space: SpaceId) => SpaceStatus;
  /** Local rows that say nothing any more and can be dropped. */
  readonly obsolete: (nowMs: number) => readonly Row[];
};

/** `local` gives the rows of the store; it is read at every call. */
export function createBookingView<Row extends LocalBooking>(mirror: Mirrored, local: () => readonly Row[]): BookingView<Row> {
  const inSpace = (space: SpaceId, rows: readonly Row[], nowMs: number): readonly Booking[] =>
    overlaid(
      mirror.bookingsIn(space),
      rows.filter((row) => row.space === space),
      nowMs,
    );
  return {
    byId: (id, nowMs) => {
      const known = mirror.booking(id);
      const rows = local().filter((row) => row.booking === id);
      return overlaid(known ? [known] : [], rows, nowMs)[0];
    },
    ofPerson: (person, nowMs) => {
      const rows = local().filter((row) => row.person === person);
      return overlaid(mirror.bookingsOf(person), rows, nowMs);
    },
    ofSpace: (space, nowMs) => inSpace(space, local(), nowMs),
    running: (nowMs) => overlaid(mirror.bookings(), local(), nowMs).filter(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs),
    blocksOf: mirror.blocksOf,
    statusAt: (nowMs) => {
      const rows = local();
      return (space) => spaceStatus(inSpace(space, rows, nowMs), mirror.blocksOf(space), nowMs, mirror.usable());
    },
    obsolete: (nowMs) => local().filter((row) => isObsolete(row, mirror.booking(row.booking), nowMs)),
  };
}
