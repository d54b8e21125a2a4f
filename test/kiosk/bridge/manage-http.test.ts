// What managers ask for over HTTP: each request to its own path with its own body, reasons as they come, a file as text, and
// no answer whenever it is not a proper one.

import { describe, expect, test } from 'vitest';
import { type ManageHttp, manageOverHttp } from '#kiosk/bridge/manage-http.ts';
import { sessionHttp } from '#kiosk/bridge/session-http.ts';
import { emergencyPaths } from '#shared/wire/emergency.ts';
import { managePaths } from '#shared/wire/manage.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const event = '7f1c2d3e-4a5b-4c6d-8e7f-0a1b2c3d4e5f';
const id = '0b0c1e4e-7a53-4b0e-9f4e-2f6f1f8f9a10';
const noAnswer = { ok: false, why: 'no-answer' };

const paths: Readonly<Record<keyof ManageHttp, string>> = {
  bookings: managePaths.bookings,
  exportBookings: managePaths.exportBookings,
  people: managePaths.people,
  act: managePaths.act,
  command: managePaths.command,
  utilisation: managePaths.utilisation,
  exportUtilisation: managePaths.exportUtilisation,
  startEmergency: emergencyPaths.start,
  endEmergency: emergencyPaths.end,
  mark: emergencyPaths.mark,
  unnamed: emergencyPaths.unnamed,
  safe: emergencyPaths.safe,
};
const calls = Object.keys(paths) as (keyof ManageHttp)[];

function rig(answer: () => Response) {
  const asked: { path: string; body: unknown }[] = [];
  const fetchFake = (async (url: string, init: RequestInit) => {
    asked.push({ path: url.replace('http://gateway', ''), body: JSON.parse(String(init.body)) });
    return answer();
  }) as unknown as typeof fetch;
  const over: number[] = [];
  const read = sessionHttp({ origin: 'http://gateway', fetch: fetchFake, clock: fakeClock() }, () => over.push(1));
  const http = manageOverHttp(read);
  const ask = (call: keyof ManageHttp) => (http[call] as (body: object) => Promise<unknown>)({ event, id });
  return { asked, over, ask };
}
const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });

describe('what managers ask for over HTTP', () => {
  test.each(calls)('%s goes to its own path, with what was tapped', async (call) => {
    const { asked, ask } = rig(json({ ok: false, why: 'not-allowed' }, 403));
    expect(await ask(call)).toEqual({ ok: false, why: 'not-allowed' });
    expect(asked).toEqual([{ path: paths[call], body: { event, id } }]);
  });

  test.each(calls)('%s takes nothing for an answer that is none, and 401 for the end of the session', async (call) => {
    for (const answer of [json({ ok: 'yes' }), json({ ok: false, why: 'mood' }), json([]), () => new Response('<html>')]) {
      expect(await rig(answer).ask(call)).toEqual(noAnswer);
    }
    const { ask, over } = rig(json({ ok: true }, 401));
    expect(await ask(call)).toEqual(noAnswer);
    expect(over).toHaveLength(1);
  });

  test('a file comes as the text it is, and only when the gateway calls it one', async () => {
    const csv = 'day,average\r\n2026-11-24,0.5\r\n';
    const file = (type: string, status = 200) => rig(() => new Response(csv, { status, headers: { 'content-type': type } }));
    expect(await file('text/csv; charset=utf-8').ask('exportUtilisation')).toEqual({ ok: true, csv });
    expect(await file('text/csv', 500).ask('exportBookings')).toEqual(noAnswer);
    expect(await file('text/plain').ask('exportBookings')).toEqual(noAnswer);
  });
});
