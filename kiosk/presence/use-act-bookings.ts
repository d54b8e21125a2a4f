// The bookings that were read, in this page's memory only. They are asked for by a tap, because every reading of names is an
// entry of the audit, and they are gone again when nobody reads them anew for a while.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ManageHttp, ManageProblem } from '#kiosk/bridge/manage-http.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { BookingId } from '#shared/model/ids.ts';
import type { BookingsRequest, ManagedBooking } from '#shared/wire/manage.ts';

export type BookingsRead = {
  readonly of: BookingsRequest;
  /** The gateway's time when they were asked for. */
  readonly asOfMs: number;
  readonly bookings: readonly ManagedBooking[];
};

export type BookingsReading = {
  readonly read: BookingsRead | null;
  readonly busy: boolean;
  readonly over: boolean;
  readonly problem: ManageProblem['why'] | null;
  readonly ask: (of: BookingsRequest, nowMs: number) => void;
  /** This one was given back; the list need not be read anew to say so. */
  readonly released: (id: BookingId) => void;
};

type State = Pick<BookingsReading, 'read' | 'busy' | 'over' | 'problem'>;

const shownForMs = minutes(15);
const nothing: State = { read: null, busy: false, over: false, problem: null };

export function useActBookings(http: Pick<ManageHttp, 'bookings'>, clock: Clock): BookingsReading {
  const [state, setState] = useState(nothing);
  const busy = useRef(false);
  const cancel = useRef((): void => undefined);
  useEffect(() => () => cancel.current(), []);
  const ask = useCallback(
    async (of: BookingsRequest, nowMs: number) => {
      if (busy.current) return;
      busy.current = true;
      setState((before) => ({ ...before, busy: true, problem: null }));
      const answer = await http.bookings(of);
      busy.current = false;
      cancel.current();
      if (!answer.ok) return setState({ ...nothing, problem: answer.why });
      setState({ ...nothing, read: { of, asOfMs: nowMs, bookings: inOrder(answer.bookings) } });
      cancel.current = clock.after(shownForMs, () => setState({ ...nothing, over: true }));
    },
    [http, clock],
  );
  const released = useCallback((id: BookingId) => {
    setState((before) => ({ ...before, read: before.read && withReleased(before.read, id) }));
  }, []);
  return { ...state, ask: (of, nowMs) => void ask(of, nowMs), released };
}

function inOrder(bookings: readonly ManagedBooking[]): readonly ManagedBooking[] {
  return bookings.toSorted((a, b) => a.fromMs - b.fromMs || (a.space < b.space ? -1 : 1));
}

function withReleased(read: BookingsRead, id: BookingId): BookingsRead {
  const bookings = read.bookings.map((one) => (one.id === id ? { ...one, state: 'released' as const, mayRelease: false } : one));
  return { ...read, bookings };
}
