// The console over real HTTP: for whom it is, what reaches the desk, and how files and refusals come back.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type KnownBooking, maskExport, maskPeople, maskRefusal } from '#gateway/mask/bookings-mask.ts';
import type { ManageDesk } from '#gateway/push/manage-ports.ts';
import { BookingId, DisplayId, SpaceId } from '#shared/model/ids.ts';
import { BookingsReply, ManageReply, managePaths, PeopleReply } from '#shared/wire/manage.ts';
import { UtilisationReply } from '#shared/wire/utilisation.ts';
import { person, ref } from '#test/mask/known.ts';
import { viewer } from '#test/mask/looks.ts';
import { type ConsoleServer, deskThatNotes, manager, startConsoleServer, user } from './console-server.ts';
import { floor, startTestServer } from './harness.ts';

const boss = viewer({ roles: ['administrator'] });
const booking: KnownBooking = {
  ...{ id: BookingId.parse('b1'), space: SpaceId.parse('d1'), floor: floor('f1'), guest: false, state: 'booked' },
  ...{ fromMs: 5, toMs: 9, holder: ref('p-ada'), person: person('Ada Lovelace') },
};
const handle = randomUUID();
const words = { name: 'book"ings\r\n/1.csv', timeZone: 'UTC', spaceName: () => 'Desk', floorName: () => 'One' };

let served: ConsoleServer;
const asked: unknown[][] = [];
const start = () =>
  startConsoleServer({
    manage: deskThatNotes<ManageDesk>(asked, {
      bookings: maskRefusal('not-allowed'),
      exportBookings: maskExport([booking], boss, 'show-everyone', words),
      people: maskPeople([{ ref: ref('p-ada'), person: person('Ada Lovelace') }], boss, 'show-everyone', () => handle),
      act: Promise.resolve({ ok: true }),
      command: { ok: false, why: 'not-online' },
      utilisation: { ok: false, why: 'range-reversed' },
      exportUtilisation: { ok: false, why: 'nothing-there' },
    }),
  });
beforeAll(async () => {
  served = await start();
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => served.server.stop());

const day = { day: '2026-07-01', floor: 'f1' };
const use = { range: { from: '2026-07-01', to: '2026-07-31' }, compare: null, floors: null, kinds: ['desk'] };
const bodies = {
  bookings: day,
  exportBookings: { ...day, floor: null },
  people: { text: 'Ada' },
  act: { act: 'release', event: randomUUID(), booking: 'b1' },
  command: { event: randomUUID(), display: DisplayId.parse('lobby'), command: 'identify' },
  utilisation: use,
  exportUtilisation: use,
};
const all = Object.keys(bodies) as (keyof typeof bodies)[];

describe('for whom it is', () => {
  test('who is signed out gets the 401 of every own page before a body is read, and a page of elsewhere a 403', async () => {
    for (const one of all) {
      const nobody = await served.post(managePaths[one], {}, 'p-nobody');
      expect([one, nobody.status, (await nobody.json()).code]).toEqual([one, 401, 'signed-out']);
      const foreign = { ...served.headersOf(manager), origin: 'https://elsewhere.example' };
      expect((await served.server.post(managePaths[one], bodies[one], foreign)).status).toBe(403);
      expect((await served.get(managePaths[one])).status).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  test.each(all)('%s reaches the desk for the person of the session with its body, and nothing else does', async (one) => {
    expect((await served.post(managePaths[one], bodies[one], user)).status).toBe(200);
    expect(asked).toEqual([[one, user, bodies[one]]]);
    const wrong = await served.post(managePaths[one], { ...bodies[one], ref: 'p-ada' });
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect((await served.post(managePaths[one], {})).status).toBe(400);
    expect(asked).toHaveLength(1);
  });

  test('a gateway where nobody can sign in has no console', async () => {
    const bare = await startTestServer();
    for (const one of all) expect((await bare.post(managePaths[one], bodies[one])).status).toBe(404);
    await bare.stop();
  });
});

describe('what it answers', () => {
  const answerOf = async (one: keyof typeof bodies) => (await served.post(managePaths[one], bodies[one])).json();

  test('a value, and a refusal is one too: 200 with its reason', async () => {
    expect(BookingsReply.parse(await answerOf('bookings'))).toEqual({ ok: false, why: 'not-allowed' });
    expect(PeopleReply.parse(await answerOf('people'))).toEqual({ ok: true, people: [{ handle, name: 'Ada Lovelace' }] });
    expect(ManageReply.parse(await answerOf('act'))).toEqual({ ok: true });
    expect(ManageReply.parse(await answerOf('command'))).toEqual({ ok: false, why: 'not-online' });
    expect(UtilisationReply.parse(await answerOf('utilisation'))).toEqual({ ok: false, why: 'range-reversed' });
  });

  test('R43: a file is text to save under a name that holds nothing but a name, and is kept by no cache', async () => {
    const file = await served.post(managePaths.exportBookings, bodies.exportBookings);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="book_ings___1.csv"');
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect((await file.text()).split('\r\n')[1]).toBe('b1,One,Desk,Ada Lovelace,no,1970-01-01 00:00,1970-01-01 00:00,booked');
  });

  test('a file that there is not is JSON with the reason, so that the page can say it', async () => {
    const none = await served.post(managePaths.exportUtilisation, bodies.exportUtilisation);
    expect([none.status, none.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect([none.headers.get('content-disposition'), await none.json()]).toEqual([null, { ok: false, why: 'nothing-there' }]);
  });

  test('looks people up forty times a minute for each manager, so that nobody types through a whole company', async () => {
    const own = await start();
    const statusOf = async (path: string, body: object, who = manager) => (await own.post(path, body, who)).status;
    const statuses = await Promise.all(Array.from({ length: 41 }, () => statusOf(managePaths.people, bodies.people)));
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(await statusOf(managePaths.people, bodies.people, user)).toBe(200);
    expect(await statusOf(managePaths.bookings, bodies.bookings)).toBe(200);
    await own.server.stop();
  });
});

describe('bad input', () => {
  const acts = [
    { act: 'book', space: 'd1', person: 'p-ada', fromMs: 1 },
    { act: 'block', space: 'd1', reason: 'because', untilMs: null },
    { act: 'answer-issue', issue: 'i1', answer: '   ', close: true },
    { act: 'answer-issue', issue: 'i1', answer: 'x'.repeat(1001), close: true },
    { act: 'erase', booking: 'b1' },
  ];
  test.each(acts)('$act that is not as described is a 400 that repeats none of it, and nothing is done', async (act) => {
    const answer = await served.post(managePaths.act, { event: randomUUID(), ...act });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('because');
    expect(asked).toEqual([]);
  });

  test('a day that is none, a search of two letters, a display command that is none: 400', async () => {
    const status = async (path: string, body: object) => (await served.post(path, body)).status;
    expect(await status(managePaths.bookings, { ...day, day: '2026-02-30' })).toBe(400);
    expect(await status(managePaths.people, { text: ' ab ' })).toBe(400);
    expect(await status(managePaths.command, { ...bodies.command, command: 'explode' })).toBe(400);
    expect(await status(managePaths.utilisation, { ...use, floors: [] })).toBe(400);
    expect(asked).toEqual([]);
  });
});
