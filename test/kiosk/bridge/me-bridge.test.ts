// The bridge of the employee's page: asks who is signed in before it dials, dials again after an outage, stops for good
// when the session is over, and takes nothing for an answer that is none.

import { afterEach, describe, expect, test } from 'vitest';
import { type MeMessage, meBridge } from '#kiosk/bridge/me-bridge.ts';
import { seconds } from '#shared/kit/duration.ts';
import { EventId, FloorId } from '#shared/model/ids.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { demoReceipt, located, mePlan } from '#test/kiosk/me/me-data.ts';
import { fakeSockets, message } from './fake-sockets.ts';

type Answer = { status: number; body: unknown };
const event = EventId.parse('7f1c2d3e-4a5b-4c6d-8e7f-0a1b2c3d4e5f');
const floor = FloorId.parse('floor-1');

let stop = (): void => undefined;
afterEach(() => stop());

function rig(answer: (path: string) => Answer | 'none' = () => ({ status: 200, body: located })) {
  const clock = fakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const asked: string[] = [];
  const respond = { answer };
  const fetchFake = (async (url: string) => {
    const path = new URL(url).pathname;
    asked.push(path);
    const { status, body } = expectAnswer(respond.answer(path));
    return new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), { status });
  }) as unknown as typeof fetch;
  const bridge = meBridge({ origin: 'http://gateway', fetch: fetchFake, WebSocket, clock, random: () => 0 });
  const heard: MeMessage[] = [];
  stop = bridge.start((message) => heard.push(message));
  clock.advance(0);
  return { clock, bridge, heard, asked, sockets, respond };
}

function expectAnswer(answer: Answer | 'none'): Answer {
  if (answer === 'none') throw new TypeError('Failed to fetch');
  return answer;
}

async function opened() {
  const all = rig();
  await eventually(() => expect(all.sockets).toHaveLength(1));
  const [socket] = all.sockets;
  if (!socket) throw new Error('No socket');
  return { ...all, socket };
}

const closed = (code: number): Event => Object.assign(new Event('close'), { code });
const kinds = (heard: readonly MeMessage[]): string[] => heard.map(({ kind }) => kind);

describe('the bridge of the employee’s page', () => {
  test('asks who is signed in, then opens the socket', async () => {
    const { socket, heard, asked } = await opened();
    expect(asked).toEqual([mePaths.me]);
    expect(socket.url).toBe(`ws://gateway${mePaths.socket}`);
    expect(heard).toEqual([{ kind: 'me', me: located }]);
  });

  test('does not ask for what somebody manages: that is the console’s', async () => {
    const { socket } = await opened();
    socket.dispatchEvent(new Event('open'));
    expect(socket.sent).toEqual([]);
  });

  test('says that nobody is signed in, and dials no more', async () => {
    const { clock, heard, asked, sockets } = rig(() => ({ status: 401, body: {} }));
    await eventually(() => expect(kinds(heard)).toEqual(['signed-out']));
    clock.advance(seconds(120));
    expect([asked.length, sockets.length, clock.waiting()]).toEqual([1, 0, 0]);
  });

  test('stops for good when the gateway ends the session, by close code or by an answer', async () => {
    const first = await opened();
    first.socket.dispatchEvent(closed(4401));
    expect(kinds(first.heard)).toEqual(['me', 'signed-out']);
    expect(first.clock.waiting()).toBe(0);
    const second = await opened();
    second.respond.answer = () => ({ status: 401, body: {} });
    expect(await second.bridge.ask({ call: 'forget', body: { event } })).toEqual({ ok: false, why: 'no-answer' });
    expect(kinds(second.heard)).toEqual(['me', 'signed-out']);
    expect([second.socket.closed, second.clock.waiting()]).toEqual([true, 0]);
  });

  test('tells that the link is lost, and asks again who is signed in before the next socket', async () => {
    const { clock, socket, heard, sockets, asked, respond } = await opened();
    socket.dispatchEvent(new Event('open'));
    socket.dispatchEvent(message({ kind: 'plan', plan: mePlan }));
    respond.answer = () => 'none';
    socket.dispatchEvent(closed(1006));
    expect(heard.at(-1)).toMatchObject({ kind: 'link', up: false, problem: 'unreachable' });
    clock.advance(seconds(2));
    await eventually(() => expect(asked).toHaveLength(2));
    respond.answer = () => ({ status: 200, body: located });
    await eventually(() => {
      clock.advance(seconds(5));
      expect(sockets).toHaveLength(2);
    });
    sockets[1]?.dispatchEvent(new Event('open'));
    sockets[1]?.dispatchEvent(message({ kind: 'heartbeat', atMs: 1 }));
    expect(heard.at(-1)).toMatchObject({ kind: 'link', up: true });
  });

  test('gives a silent socket up after 45 s', async () => {
    const { clock, socket, heard } = await opened();
    socket.dispatchEvent(new Event('open'));
    socket.dispatchEvent(message({ kind: 'heartbeat', atMs: 1 }));
    clock.advance(seconds(46));
    expect(socket.closed).toBe(true);
    expect(heard.at(-1)).toMatchObject({ kind: 'link', up: false });
  });

  test('asks for the floor that is looked at, again after a redial, and for none when nobody looks', async () => {
    const { socket, bridge } = await opened();
    bridge.show(floor);
    socket.dispatchEvent(new Event('open'));
    bridge.show(null);
    expect(socket.sent.map((text) => JSON.parse(text).floor)).toEqual([floor, floor, null]);
  });

  test('leaves out what is not a frame', async () => {
    const { socket, heard } = await opened();
    socket.dispatchEvent(new Event('open'));
    for (const data of ['{', { kind: 'me', me: { name: 'Mira' } }, { kind: 'unknown' }]) socket.dispatchEvent(message(data));
    expect(kinds(heard)).toEqual(['me']);
  });

  test('takes a refusal with its reason whatever its status, and everything else for no answer', async () => {
    const { bridge, respond } = await opened();
    const ask = () => bridge.ask({ call: 'withdraw', body: { event } });
    respond.answer = () => ({ status: 409, body: { ok: false, why: 'not-stored' } });
    expect(await ask()).toEqual({ ok: false, why: 'not-stored' });
    const none = { ok: false, why: 'no-answer' };
    for (const body of ['<html>', { ok: true }, { ok: false, why: 'because' }]) {
      respond.answer = () => ({ status: 200, body });
      expect(await ask()).toEqual(none);
    }
    respond.answer = () => 'none';
    expect(await ask()).toEqual(none);
    expect([await bridge.find('jo'), await bridge.document(), await bridge.receipt(), await bridge.signOut()]).toEqual([
      null,
      null,
      null,
      false,
    ]);
  });

  test('R23: an own frame that was on its way when the page was signed out is shown to nobody', async () => {
    const { clock, heard, bridge, sockets } = rig();
    stop();
    await eventually(() => bridge.find('aa'));
    clock.advance(seconds(60));
    expect([heard, sockets]).toEqual([[], []]);
  });

  test('reads document, receipt and key, and signs out', async () => {
    const { bridge, respond, heard } = await opened();
    const bodies: Record<string, Answer> = {
      [mePaths.document]: { status: 200, body: 'The document' },
      [mePaths.receipt]: { status: 200, body: demoReceipt },
      [mePaths.app]: { status: 200, body: { ok: true, key: 'k' } },
      [mePaths.signOut]: { status: 204, body: null },
    };
    respond.answer = (path) => bodies[path] ?? 'none';
    expect(await bridge.document()).toBe('The document');
    expect(await bridge.receipt()).toEqual(demoReceipt);
    expect(await bridge.app({ event })).toEqual({ ok: true, key: 'k' });
    expect(await bridge.signOut()).toBe(true);
    expect(kinds(heard)).toEqual(['me', 'signed-out']);
  });
});
