// Bookings of others, for managers: row by row through the decision table (rules 8, 41-44), in a list and in a file of it; and
// for whom one may be made. Who asked has been let in and written to the audit by the caller.
//
// Promise: a row that may not be seen is not there, and nothing tells that it was.

import type { SubjectRef } from '#shared/model/ids.ts';
import type { PrivacyMode } from '#shared/model/policy.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { BookingsReply, ManagedBooking, ManageRefusal, PeopleReply } from '#shared/wire/manage.ts';
import { bookingsCsv } from './bookings-csv.ts';
import { type Item, sight } from './decision.ts';
import { type KnownPerson, labelOf } from './label.ts';
import { sorted } from './sorted.ts';

/** A booking of the mirror. `holder` is absent when it has been anonymised, `person` also while they are not known. */
export type KnownBooking = Omit<ManagedBooking, 'name' | 'mayRelease'> & {
  readonly holder?: SubjectRef | undefined;
  readonly person?: KnownPerson | undefined;
};

/** What a file of bookings says beside them. Times in it are those of `timeZone` (IANA). */
type CsvWords = {
  readonly timeZone: string;
  readonly spaceName: (booking: ManagedBooking) => string;
  readonly floorName: (booking: ManagedBooking) => string;
};

/** How many people a search for whom to book answers with. */
const mostPeople = 8;

/** The rows this viewer may see in a list, by their beginning. */
export function maskBookings(rows: readonly KnownBooking[], viewer: Viewer, mode: PrivacyMode): Masked<BookingsReply> {
  const reply: BookingsReply = { ok: true, bookings: seenOf('list', rows, viewer, mode) };
  return reply as Masked<BookingsReply>;
}

/** The rows this viewer may take along, as a text to save under `name`; none is a refusal. */
export function maskExport(
  rows: readonly KnownBooking[],
  viewer: Viewer,
  mode: PrivacyMode,
  { name, ...words }: CsvWords & { readonly name: string },
): Masked<{ readonly ok: true; readonly name: string; readonly csv: string }> | ManageRefusal {
  const seen = seenOf('export', rows, viewer, mode);
  if (seen.length === 0) return { ok: false, why: 'nothing-there' };
  const file = { ok: true, name, csv: bookingsCsv(seen, words) } as const;
  return file as Masked<typeof file>;
}

/** For whom of these this viewer may make a booking, by name; the first eight of them. `handleOf`: person-handles.ts. */
export function maskPeople(
  people: readonly { readonly ref: SubjectRef; readonly person: KnownPerson }[],
  viewer: Viewer,
  mode: PrivacyMode,
  handleOf: (ref: SubjectRef) => string,
): Masked<PeopleReply> {
  const hits = people.flatMap(({ ref, person }) => {
    const name = labelOf(sight('book-for', { kind: 'signed-in', viewer }, { mode, ref, person }), person);
    return name === undefined ? [] : [{ ref, name }];
  });
  const first = sorted(hits, ({ name, ref }) => `${name}\n${ref}`).slice(0, mostPeople);
  const reply: PeopleReply = { ok: true, people: first.map(({ ref, name }) => ({ handle: handleOf(ref), name })) };
  return reply as Masked<PeopleReply>;
}

/** A no, in the place of a list. It holds nobody. */
export function maskRefusal(why: ManageRefusal['why']): Masked<ManageRefusal> {
  const refusal: ManageRefusal = { ok: false, why };
  return refusal as Masked<ManageRefusal>;
}

function seenOf(item: Item, rows: readonly KnownBooking[], viewer: Viewer, mode: PrivacyMode): ManagedBooking[] {
  const seen = rows.flatMap((row) => {
    const { holder: ref, person, guest, floor } = row;
    const how = sight(item, { kind: 'signed-in', viewer }, { mode, ref, person, guest, floor });
    return how === 'nothing' ? [] : [bookingOf(row, labelOf(how, person) ?? '')];
  });
  return seen.toSorted((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
}

/** Whoever may see a booking here may give it back (41, 43, 44). */
function bookingOf({ id, space, floor, guest, fromMs, toMs, state }: KnownBooking, name: string): ManagedBooking {
  const mayRelease = state === 'booked' || state === 'checked-in';
  return { id, space, floor, name, guest, fromMs: Math.round(fromMs), toMs: Math.round(toMs), state, mayRelease };
}
