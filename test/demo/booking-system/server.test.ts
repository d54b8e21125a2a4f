import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Problem, paths } from '#shared/booking-api/contract.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import type { BookingState } from '#shared/model/booking.ts';
import { BlockId, TagId } from '#shared/model/ids.ts';
import { type DemoBookingSystem, demoBookingSystem } from '#test/fakes/demo-booking-system.ts';
import { aBooking, anna, bert, deskA, officeNowMs as now, tap } from '#test/fakes/office.ts';

describe('The demo booking system', () => {
  let demo: DemoBookingSystem;
  let folder: string;
  const live = new AbortController().signal;
  const checkIn = (nth: number, atMs = now): OutboxEvent => {
    return { action: 'check-in', event: tap(nth), booking: aBooking('b1').id, person: anna.ref, atMs };
  };
  const state = async (): Promise<BookingState | undefined> => {
    const answer = await demo.system.snapshot(live);
    return answer.ok ? answer.value.bookings.find((booking) => booking.id === 'b1')?.state : undefined;
  };
  const post = (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${demo.url}${path}`, { method: 'POST', headers, body });
  const codeOf = async (response: Response): Promise<string> => Problem.parse(await response.json()).code;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waypost-'));
    demo = await demoBookingSystem(join(folder, 'demo.sqlite'));
    demo.apply({ kind: 'person', person: anna });
    demo.apply({ kind: 'person', person: bert });
    demo.apply({ kind: 'booking', booking: aBooking('b1') });
  });
  afterEach(async () => {
    await demo.stop();
    rmSync(folder, { recursive: true });
  });

  test('keeps people, bookings, cursor and used keys over a restart', async () => {
    const first = await demo.system.deliver(checkIn(1), live);
    const before = await demo.system.snapshot(live);
    await demo.stop();
    demo = await demoBookingSystem(join(folder, 'demo.sqlite'));
    expect(await demo.system.snapshot(live)).toEqual(before);
    expect(await demo.system.deliver(checkIn(1), live)).toEqual(first);
    expect(await demo.effects()).toHaveLength(1);
  });

  test('calls a cursor too old once its changes are no longer kept', async () => {
    const before = await demo.system.snapshot(live);
    for (let i = 0; i < 2_100; i += 1) demo.apply({ kind: 'person', person: anna });
    const cursor = before.ok ? before.value.cursor : '';
    expect(await demo.system.changes(cursor, 0, live)).toEqual({ ok: false, why: 'cursor-expired' });
  });

  test('asks for a token, a key that is the event, and a body as agreed', async () => {
    const { action: _, ...body } = checkIn(1);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${demo.token}` };
    const text = JSON.stringify(body);
    const wrongToken = await post(paths.checkIns, text, { ...headers, authorization: 'Bearer wrong' });
    expect([wrongToken.status, await codeOf(wrongToken)]).toEqual([401, 'unauthorized']);
    const noKey = await post(paths.checkIns, text, headers);
    expect([noKey.status, noKey.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect((await post(paths.checkIns, text, { ...headers, 'idempotency-key': tap(2) })).status).toBe(400);
    expect((await post(paths.checkIns, '{"event":', { ...headers, 'idempotency-key': tap(1) })).status).toBe(400);
    expect((await post(paths.checkIns, ' '.repeat(70_000), { ...headers, 'idempotency-key': tap(1) })).status).toBe(400);
    expect(await demo.effects()).toEqual([]);
    const good = await post(paths.checkIns, text, { ...headers, 'idempotency-key': tap(1) });
    const again = await post(paths.checkIns, text, { ...headers, 'idempotency-key': tap(1) });
    expect([good.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 200, 'true']);
    expect(await again.text()).toBe(await good.text());
  });

  test('does not let a page in a browser use its controls by a plain form', async () => {
    const form = await post('/_demo/fail', '{"mode":"503"}', { 'content-type': 'text/plain' });
    expect(form.status).toBe(400);
    expect(await demo.system.snapshot(live)).toMatchObject({ ok: true });
  });

  test('gives a booking up when the grace is over, and takes a late message of a tap in time', async () => {
    const overdue = aBooking('b1', { fromMs: now - minutes(61), toMs: now + hours(2) });
    demo.apply({ kind: 'booking', booking: overdue });
    await demo.stop();
    demo = await demoBookingSystem(join(folder, 'demo.sqlite'));
    expect(await state()).toBe('no-show');
    expect(await demo.system.deliver(checkIn(1, now), live)).toMatchObject({ ok: true });
    demo.apply({ kind: 'booking', booking: { ...overdue, state: 'no-show' } });
    expect(await demo.system.deliver(checkIn(2, now + minutes(10)), live)).toMatchObject({ ok: false, code: 'conflict' });
    demo.apply({ kind: 'booking', booking: aBooking('b2', { space: deskA, holder: bert.ref, fromMs: now, toMs: now + 1 }) });
    expect(await demo.system.deliver(checkIn(3, now), live)).toMatchObject({ ok: false, code: 'conflict' });
  });

  test('refuses a tap long before the booking or after its end', async () => {
    for (const [nth, atMs] of [aBooking('b1').fromMs - minutes(63), aBooking('b1').toMs + minutes(3)].entries()) {
      expect(await demo.system.deliver(checkIn(nth, atMs), live)).toMatchObject({ ok: false, code: 'not-allowed' });
    }
  });

  test('tells mirrors what an administrator changes: consent, mode, a cancelled booking, a person who left', async () => {
    const tags = [TagId.parse('mac:0123456789ab')];
    const location = { scopes: ['wall'], documentVersion: '1', givenAtMs: now, tags };
    const before = await demo.system.snapshot(live);
    const statuses = [
      await demo.control('people/p-anna', { visibility: 'hide', location }),
      await demo.control('people/p-anna', { location: null }),
      await demo.control('policy', { mode: 'hide-everyone' }),
      await demo.control('bookings/b1', { state: 'cancelled' }),
      await demo.control('people/p-bert', undefined, 'DELETE'),
      await demo.control('people/p-nobody', {}),
      await demo.control('policy', { mode: 'whatever' }),
    ].map((response) => response.status);
    expect(statuses).toEqual([204, 204, 204, 204, 204, 404, 400]);
    expect(await demo.system.changes(before.ok ? before.value.cursor : '', 0, live)).toMatchObject({
      value: {
        changes: [
          { person: { ref: 'p-anna', visibility: 'hide', location } },
          { person: { ref: 'p-anna', visibility: 'hide' } },
          { policy: { mode: 'hide-everyone', anonymizeDays: 14 } },
          { booking: { state: 'cancelled' } },
          { kind: 'person-gone', ref: 'p-bert' },
        ],
      },
    });
    expect(await demo.system.snapshot(live)).not.toHaveProperty('value.people.0.location');
  });

  test('gives phones to a person who agreed to be located, keeps a proof of each secret only, and at most four', async () => {
    const location = { scopes: ['wall'], documentVersion: '1', givenAtMs: now, tags: [] };
    expect((await demo.control('phones/p-anna', {})).status).toBe(404);
    await demo.control('people/p-anna', { location });
    expect((await demo.control('phones/p-anna', undefined, 'POST')).status).toBe(400);
    const verifiers: string[] = [];
    for (let nth = 0; nth < 5; nth += 1) {
      const { secret } = (await (await demo.control('phones/p-anna', {})).json()) as { secret: string };
      expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
      verifiers.push(createHash('sha256').update(secret).digest('hex'));
    }
    const people = (await demo.system.snapshot(live)) as {
      value: { people: { ref: string; location?: { phones: string[] } }[] };
    };
    const anna = people.value.people.find(({ ref }) => ref === 'p-anna');
    expect(anna?.location?.phones).toEqual(verifiers.slice(1));
  });

  test('takes what somebody reports as an open issue, of this day and with an id of its own', async () => {
    const before = await demo.system.snapshot(live);
    const said = { floor: 'f1', space: deskA, text: 'The lamp flickers.' };
    const ids: string[] = [];
    for (const body of [said, { ...said, space: undefined }]) {
      const { id } = (await (await demo.control('issues', body)).json()) as { id: string };
      ids.push(id);
    }
    const [first, second] = ids;
    expect(await demo.system.changes(before.ok ? before.value.cursor : '', 0, live)).toMatchObject({
      value: { changes: [{ issue: { ...said, id: first, atMs: now, state: 'open' } }, { issue: { id: second, floor: 'f1' } }] },
    });
    expect(first).not.toBe(second);
    for (const wrong of [{ floor: 'f1' }, { ...said, text: '' }, { ...said, by: 'p-anna' }]) {
      expect((await demo.control('issues', wrong)).status).toBe(400);
    }
  });

  test('ends a block whose time is over, and keeps one until somebody lifts it', async () => {
    const block = { id: BlockId.parse('k1'), space: deskA, reason: 'cleaning' as const, fromMs: now - 2, untilMs: now };
    demo.apply({ kind: 'block', block });
    demo.apply({ kind: 'block', block: { ...block, id: BlockId.parse('k2'), untilMs: null } });
    await demo.stop();
    demo = await demoBookingSystem(join(folder, 'demo.sqlite'));
    expect(await demo.system.snapshot(live)).toMatchObject({ value: { blocks: [{ id: 'k2' }] } });
  });

  test('keeps the newest tick of known presence', async () => {
    for (const tickMs of [10, 30, 20]) await demo.system.putOccupancy({ tickMs, zones: [] }, live);
    expect(await (await demo.control('occupancy')).json()).toEqual({ tickMs: 30, zones: [] });
  });
});
