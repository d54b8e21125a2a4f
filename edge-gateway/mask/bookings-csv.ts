// Bookings as a file for a spreadsheet (RFC 4180). Names are of people, and spreadsheets run what begins like a formula: such
// a cell is given a sign before it that makes it text.

import type { ManagedBooking } from '#shared/wire/manage.ts';

type Words = {
  /** IANA name; times are written as its clocks show them. */
  readonly timeZone: string;
  readonly spaceName: (booking: ManagedBooking) => string;
  readonly floorName: (booking: ManagedBooking) => string;
};

const columns = ['booking', 'floor', 'space', 'name', 'guest', 'from', 'to', 'state'];

/** A header and one line per booking, each ended with CRLF. */
export function bookingsCsv(bookings: readonly ManagedBooking[], { timeZone, spaceName, floorName }: Words): string {
  // Swedish writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const lines = bookings.map((booking) => {
    const { id, name, guest, fromMs, toMs, state } = booking;
    const times = [fromMs, toMs].map((ms) => format.format(ms));
    return [id, floorName(booking), spaceName(booking), name, guest ? 'yes' : 'no', ...times, state];
  });
  return [columns, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
