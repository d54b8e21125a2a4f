// What the section "Act" works with, on the same Tuesday as everything else: bookings of the day, people to book for, and
// what came of each act, in the simplest way that a page can be tested with.

import { hours, minutes } from '#shared/kit/duration.ts';
import { BookingsReply, type Managed, ManageRequest, PeopleReply } from '#shared/wire/manage.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { busyManaged } from './manage-data.ts';

const at = (hour: number, minute = 0): number => Date.UTC(2026, 10, 24, hour - 1, minute);
const booking = { floor: 'floor-1', guest: false, toMs: at(17), mayRelease: true };

const named = [
  { ...booking, id: 'b-1', space: '1-14', name: 'Ada Quill', fromMs: at(9), state: 'checked-in' },
  { ...booking, id: 'b-2', space: '1-15', name: 'Zoë Ångström-Featherstonehaugh', fromMs: at(13), state: 'booked' },
  { ...booking, id: 'b-3', space: 'lighthouse', name: 'Bo Lind', fromMs: at(10, 30), toMs: at(11), state: 'booked' },
  { ...booking, id: 'b-4', space: '1-16', name: 'Rafael Ortiz', guest: true, fromMs: at(8), state: 'no-show', mayRelease: false },
  { ...booking, id: 'b-5', space: '1-17', name: '', fromMs: at(8), state: 'released', mayRelease: false },
];
const more = Array.from({ length: 26 }, (_, i) => ({
  ...{ ...booking, id: `b-more-${i}`, space: `1-0${(i % 9) + 1}`, name: `Person ${i}`, fromMs: at(14, i) },
  ...(i % 5 === 0 ? { state: 'cancelled', mayRelease: false } : { state: 'booked' }),
}));

/** One of each state, a guest, somebody whose name is not kept, and more than are drawn at first. */
export const bookingsOfToday: BookingsReply = BookingsReply.parse({ ok: true, bookings: [...more, ...named] });
export const noBookings: BookingsReply = BookingsReply.parse({ ok: true, bookings: [] });

export const peopleFound: PeopleReply = PeopleReply.parse({
  ok: true,
  people: [
    { handle: '0a6b1c1e-5a2e-4c55-9a33-0d4fb1d2a001', name: 'Ada Quill' },
    { handle: '0a6b1c1e-5a2e-4c55-9a33-0d4fb1d2a002', name: 'Adam Quist' },
  ],
});

const longIssue =
  'Since Monday the blind of the third window in the south hangs askew, and whoever sits below it can’t see their screen after eleven.\nWe tied it up with a cable for now.\nhttps://intranet.example/a-very-long-address-without-any-place-to-break-0123456789-0123456789-0123456789';

/** One of each thing that can be acted on. */
export const actManaged: Managed = {
  ...busyManaged,
  blocks: [
    ...busyManaged.blocks,
    ...(['works', 'event'] as const).map((reason, i) => ({
      ...blockOf(`bl-${i + 2}`, i === 0 ? '1-02' : 'lighthouse', boardNowMs + hours(20 + i)),
      reason,
      fromMs: i === 0 ? boardNowMs - hours(2) : boardNowMs + hours(4),
    })),
  ],
  issues: busyManaged.issues.map((issue, i) => {
    if (i === 0) return { ...issue, answer: 'A carpenter comes on Thursday.' };
    return i === 1 ? { ...issue, text: longIssue } : issue;
  }),
};

function blockOf(id: string, space: string, untilMs: number | null): Managed['blocks'][number] {
  const [first] = busyManaged.blocks;
  if (!first) throw new Error('there is no block to make another of');
  return { ...first, id: id as typeof first.id, space: space as typeof first.space, untilMs };
}

/** What the next frame says after this act. Throws when the request is not what the contract says. */
export function managedAfter(managed: Managed, body: unknown): Managed {
  const request = ManageRequest.parse(body);
  switch (request.act) {
    case 'block': {
      const made = { ...blockOf('bl-new', request.space, request.untilMs), reason: request.reason };
      return { ...managed, blocks: [...managed.blocks, { ...made, fromMs: boardNowMs - minutes(1) }] };
    }
    case 'unblock':
      return { ...managed, blocks: managed.blocks.filter(({ id }) => id !== request.block) };
    case 'answer-issue': {
      const { issue: id, answer, close } = request;
      const state = close ? ('closed' as const) : ('answered' as const);
      return { ...managed, issues: managed.issues.map((issue) => (issue.id === id ? { ...issue, answer, state } : issue)) };
    }
    case 'book':
    case 'release':
      return managed;
  }
}
