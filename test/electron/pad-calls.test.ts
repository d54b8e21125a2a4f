import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPostJson } from '#kiosk/electron/gateway-http.ts';
import { createPadCalls } from '#kiosk/electron/pad-calls.ts';
import type { PadCall } from '#shared/wire/kiosk-bridge.ts';
import { type StubGateway, startStubGateway, tlsFolder } from './stub-gateway.ts';

const event = '6f1d3a2e-52a4-4f5c-9a53-0d6b6f2f8b11';
const signIn = { call: 'sign-in', body: { identifier: '1001', pin: '123456' } } as const;
const confirm = { call: 'confirm', body: { session: 's', event, booking: 'b1' } } as unknown as PadCall;
const pad = { session: 's', name: 'A.', bookings: [], freeDesks: [] };
const offline = { ok: false, why: 'offline' };

let gateway: StubGateway;
const forget = vi.fn();
const identity = { headers: async () => ({ ok: true, value: { Authorization: 'Bearer lobby.t' } }) as const, forget };
const ask = (call: PadCall, ca?: string) => createPadCalls(createPostJson(gateway.url, ca, 2_000), identity)(call);

beforeEach(async () => {
  gateway = await startStubGateway();
  forget.mockClear();
});
afterEach(() => gateway.stop());

describe("the pad's question", () => {
  test('goes to its own path with the proof of the display, and its answer comes back', async () => {
    gateway.reply = () => ({ status: 200, body: { ok: true, pad } });
    expect(await ask(signIn)).toEqual({ ok: true, pad });
    const [asked] = gateway.asked;
    expect(asked?.path).toBe('/api/v1/check-in/sign-in');
    expect(asked?.body).toEqual(signIn.body);
    expect(asked?.headers.authorization).toBe('Bearer lobby.t');
  });

  test('that is refused brings the reason', async () => {
    gateway.reply = () => ({ status: 200, body: { ok: false, why: 'too-early', retryAfterMs: 60_000 } });
    expect(await ask(confirm)).toEqual({ ok: false, why: 'too-early', retryAfterMs: 60_000 });
  });

  test('"done" needs no answer but success', async () => {
    gateway.reply = () => ({ status: 204 });
    expect(await ask({ call: 'done', body: { session: 's' } })).toEqual({ ok: true, did: 'done' });
  });

  test('is "busy" when the gateway has too many', async () => {
    gateway.reply = () => ({ status: 429 });
    expect(await ask(confirm)).toEqual({ ok: false, why: 'busy' });
  });
});

describe('nothing is known to have happened', () => {
  test.each([
    ['an error of the gateway', { status: 500, body: { ok: true, pad } }],
    ['an answer of another shape', { status: 200, body: { ok: true, pad: { name: 'A.' } } }],
    ['an answer to another question', { status: 200, body: { ok: true, pad } }],
    ['a redirect', { status: 302 }],
    ['an answer without end', { status: 200, body: 'x'.repeat(300_000) }],
  ])('after %s', async (name, reply) => {
    gateway.reply = () => reply;
    expect(await ask(name === 'an answer to another question' ? confirm : signIn)).toEqual(offline);
  });

  test('when the gateway is gone', async () => {
    const gone = createPadCalls(createPostJson(new URL('http://127.0.0.1:9'), undefined, 2_000), identity);
    expect(await gone(signIn)).toEqual(offline);
  });

  test('when the gateway takes too long', async () => {
    gateway.reply = () => ({ status: 0 });
    const hurried = createPadCalls(createPostJson(gateway.url, undefined, 50), identity);
    expect(await hurried(signIn)).toEqual(offline);
  });

  test('when the display is unknown, and the session is not used again', async () => {
    gateway.reply = () => ({ status: 401 });
    expect(await ask(signIn)).toEqual(offline);
    expect(forget).toHaveBeenCalledOnce();
  });
});

test("a PIN is posted only to a gateway the site's authority vouches for", async () => {
  const pem = (name: string): string => readFileSync(new URL(name, tlsFolder), 'utf8');
  await gateway.stop();
  gateway = await startStubGateway({ key: pem('server.key'), cert: pem('server.pem') });
  gateway.reply = () => ({ status: 200, body: { ok: true, pad } });
  expect(await ask(signIn)).toEqual(offline);
  expect(gateway.asked).toEqual([]);
  expect(await ask(signIn, pem('ca.pem'))).toEqual({ ok: true, pad });
});
