import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createContractHttp } from '#gateway/booking/adapters/contract-http.ts';
import { longestDocumentBytes, type ManagerAct } from '#shared/booking-api/contract.ts';
import type { OutboxEntry, OutboxEvent } from '#shared/booking-api/outbox.ts';
import { BlockId, TagId } from '#shared/model/ids.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { type DemoBookingSystem, demoBookingSystem } from '#test/fakes/demo-booking-system.ts';
import { aBooking, anna, deskA, officeNowMs, tap } from '#test/fakes/office.ts';

const live = new AbortController().signal;
const event: OutboxEvent = {
  action: 'check-in',
  event: tap(1),
  booking: aBooking('b1').id,
  person: anna.ref,
  atMs: officeNowMs,
};

const unblock: ManagerAct = { act: 'unblock', event: tap(7), by: anna.ref, atMs: officeNowMs, block: BlockId.parse('k1') };

describe('A booking system that fails, over real HTTP', () => {
  let demo: DemoBookingSystem;
  beforeEach(async () => {
    demo = await demoBookingSystem();
    demo.apply({ kind: 'person', person: anna });
    demo.apply({ kind: 'booking', booking: aBooking('b1') });
  });
  afterEach(() => demo.stop());

  test.each([
    ['503', { why: 'later', retryAfterMs: 1_000 }, { why: 'unavailable', retryAfterMs: 1_000 }],
    ['429', { why: 'later', retryAfterMs: 1_000 }, { why: 'unavailable', retryAfterMs: 1_000 }],
    ['garbage', { why: 'later' }, { why: 'garbage' }],
    ['in-progress', { why: 'later' }, { why: 'unavailable' }],
    ['401', { why: 'unauthorized' }, { why: 'unauthorized' }],
  ] as const)('%s: nothing is given up and nothing is believed', async (mode, write, read) => {
    await demo.fail({ mode });
    expect(await demo.system.deliver(event, live)).toEqual({ ok: false, ...write });
    expect(await demo.system.putOccupancy({ tickMs: 1, zones: [] }, live)).toEqual({ ok: false, ...write });
    expect(await demo.system.manage(unblock, live)).toEqual({ ok: false, ...write });
    expect(await demo.system.snapshot(live)).toEqual({ ok: false, ...read });
    expect(await demo.system.changes('x.1', 0, live)).toEqual({ ok: false, ...read });
    await demo.fail({ mode: 'ok' });
    expect(await demo.system.deliver(event, live)).toMatchObject({ ok: true });
    expect(await demo.effects()).toHaveLength(1);
  });

  test('an answer that is lost after the commit has one effect when the event is sent again', async () => {
    await demo.fail({ mode: 'drop-after-commit', count: 1, only: 'writes' });
    expect(await demo.system.deliver(event, live)).toEqual({ ok: false, why: 'later' });
    expect(await demo.effects()).toHaveLength(1);
    expect(await demo.system.deliver(event, live)).toMatchObject({ ok: true, value: { booking: { state: 'checked-in' } } });
    expect(await demo.effects()).toEqual([{ event: tap(1), action: 'check-in', booking: 'b1', person: 'p-anna' }]);
  });

  test('a token that is not known for a moment is tried once more', async () => {
    await demo.fail({ mode: '401', count: 1 });
    expect(await demo.system.deliver(event, live)).toMatchObject({ ok: true });
  });

  test('an outage ends a poll that waits', async () => {
    const { cursor } = await demo.system.snapshot(live).then((answer) => (answer.ok ? answer.value : { cursor: '' }));
    const waiting = demo.system.changes(cursor, 20_000, live);
    await demo.fail({ mode: '503' });
    expect(await waiting).toMatchObject({ ok: false, why: 'unavailable' });
  });
});

describe('Something else at the address of the booking system', () => {
  const stops: (() => Promise<void>)[] = [];
  let clock: FakeClock;
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    stops.push(
      () =>
        new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        }),
    );
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const systemAt = (url: string): ReturnType<typeof createContractHttp> => createContractHttp({ url, token: 't', clock });
  beforeEach(() => {
    clock = fakeClock();
  });
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    expect(clock.waiting()).toBe(0);
  });

  test('R47: is never followed elsewhere', async () => {
    const elsewhere = vi.fn<RequestListener>((_, response) => response.end('{}'));
    const target = await serve(elsewhere);
    const url = await serve((_, response) => response.writeHead(307, { location: target }).end());
    expect(await systemAt(url).deliver(event, live)).toEqual({ ok: false, why: 'later' });
    expect(await systemAt(url).snapshot(live)).toEqual({ ok: false, why: 'unreachable' });
    expect(elsewhere).not.toHaveBeenCalled();
  });

  test.each([
    [404, 'text/html', '<h1>Not found</h1>'],
    [403, 'text/plain', 'Forbidden by the proxy'],
    [409, 'application/json', '{}'],
    [200, 'application/json', '{"booking":{}}'],
    [502, 'application/problem+json', '{"title":"x","status":502,"code":"conflict"}'],
  ])('does not make us give up a check-in by answering %i %s', async (status, type, body) => {
    const url = await serve((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
    expect(await systemAt(url).deliver(event, live)).toMatchObject({ ok: false, why: 'later' });
  });

  test('is not believed when it answers a check-in with a person, or a decision with a booking', async () => {
    const withdraw: OutboxEvent = { action: 'withdraw', event: tap(2), person: anna.ref, atMs: officeNowMs };
    const what = { tag: TagId.parse('mac:0123456789ab') };
    const person = await serve((_, response) => response.end(JSON.stringify({ person: anna })));
    const booking = await serve((_, response) => response.end(JSON.stringify({ booking: aBooking('b1') })));
    expect(await systemAt(person).deliver(event, live)).toEqual({ ok: false, why: 'later' });
    expect(await systemAt(booking).deliver(withdraw, live)).toEqual({ ok: false, why: 'later' });
    expect(await systemAt(booking).writeTag({ event: tap(3), person: anna.ref, what }, 'bring', live)).toEqual({
      ok: false,
      why: 'later',
    });
    expect(await systemAt(person).deliver(withdraw, live)).toMatchObject({ ok: true, value: { person: { ref: anna.ref } } });
  });

  test.each([
    ['a page instead of plain text', 200, 'text/html', '<p>Yes</p>', 'garbage'],
    ['nothing', 200, 'text/plain', '', 'garbage'],
    ['more than a document', 200, 'text/plain', 'x'.repeat(longestDocumentBytes + 1), 'unreachable'],
    ['no such version', 404, 'application/problem+json', '{}', 'unavailable'],
    ['no token', 401, 'application/problem+json', '{}', 'unauthorized'],
  ])('gives no privacy document by answering with %s', async (_case, status, type, body, why) => {
    const url = await serve((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
    expect(await systemAt(url).privacyDocument('2026-1', live)).toEqual({ ok: false, why });
  });

  test('is asked for a document below its own path and for nothing outside of it', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(200, { 'content-type': 'text/plain' }).end('text');
    });
    for (const version of ['2026-1', 'a/../b c', '..', '.', '']) await systemAt(`${url}/api`).privacyDocument(version, live);
    expect(seen).toEqual(['/api/privacy-documents/2026-1', '/api/privacy-documents/a%2F..%2Fb%20c']);
  });

  test('R50: sends of what it owes only what the contract names, to the address of its action, whatever else it holds', async () => {
    const seen: [string | undefined, object][] = [];
    const url = await serve(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      seen.push([request.url, JSON.parse(body)]);
      response.writeHead(503).end();
    });
    const base = { event: tap(2), person: anna.ref, atMs: officeNowMs };
    const ofBooking = { ...base, booking: aBooking('b1').id };
    const decisions = [
      { ...base, action: 'consent', scopes: ['wall'], documentVersion: '1' },
      { ...base, action: 'pause', untilMs: 5 },
      { ...base, action: 'visibility', visibility: 'hide' },
      { ...base, action: 'status', status: null },
      { ...base, action: 'looked-at', reason: 'medical' },
      { ...base, action: 'withdraw' },
      { ...base, action: 'drop-tags' },
      { ...base, action: 'erase' },
    ] as const;
    const deeds = [
      ['/check-ins', { ...ofBooking, action: 'check-in' }],
      ['/releases', { ...ofBooking, action: 'release' }],
      ['/walk-ups', { ...ofBooking, action: 'walk-up', space: deskA, toMs: 5 }],
      ['/extensions', { ...ofBooking, action: 'extend', toMs: 5 }],
    ] as const;
    const ours = { seq: 7, attempts: 3, zone: 'z-1', displayName: anna.displayName };
    for (const one of [...decisions, ...deeds.map(([, deed]) => deed)]) {
      const entry: OutboxEntry = { ...one, ...ours };
      await systemAt(url).deliver(entry, live);
    }
    expect(seen).toEqual([
      ...decisions.map((one) => ['/decisions', one]),
      ...deeds.map(([path, { action: _, ...deed }]) => [path, deed]),
    ]);
  });

  test('makes us give up by a bare 422: this very request can never be taken', async () => {
    const url = await serve((_, response) => response.writeHead(422).end());
    expect(await systemAt(url).deliver(event, live)).toEqual({ ok: false, why: 'refused', code: 'invalid' });
  });

  test('is left after ten seconds when it answers nothing, or one byte at a time', async () => {
    for (const drip of [false, true]) {
      const hungUp = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      const url = await serve((_, response) => {
        response.once('close', hungUp.resolve);
        if (drip) response.writeHead(200).write('{');
        asked.resolve();
      });
      const delivery = systemAt(url).deliver(event, live);
      await asked.promise;
      clock.advance(9_999);
      clock.advance(1);
      expect(await delivery).toEqual({ ok: false, why: 'later' });
      await hungUp.promise;
    }
  });

  test('is left when it sends more than fits', async () => {
    const hungUp = Promise.withResolvers<void>();
    const url = await serve((_, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour).once('close', hungUp.resolve);
      pour();
    });
    expect(await systemAt(url).snapshot(live)).toEqual({ ok: false, why: 'unreachable' });
    await hungUp.promise;
  });

  test('is not there at all: later, not an exception', async () => {
    const url = await serve(() => {});
    await Promise.all(stops.splice(0).map((stop) => stop()));
    expect(await systemAt(url).deliver(event, live)).toEqual({ ok: false, why: 'later' });
    expect(await systemAt(url).snapshot(live)).toEqual({ ok: false, why: 'unreachable' });
  });

  test('gets token and key in headers, and the path below its own', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      seen.push([request.url, request.headers.authorization, request.headers['idempotency-key']]);
      response.end(JSON.stringify({ booking: aBooking('b1') }));
    });
    await systemAt(`${url}/api/`).deliver(event, live);
    expect(seen).toEqual([['/api/check-ins', 'Bearer t', tap(1)]]);
  });
});
