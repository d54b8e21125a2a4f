// What only the browser bridge does: sign the display in, tell a refusal from an outage, and forget people by itself.

import { afterEach, describe, expect, test } from 'vitest';
import { startBrowserBridge } from '#kiosk/bridge/browser-bridge.ts';
import { seconds } from '#shared/kit/duration.ts';
import { DisplayId } from '#shared/model/ids.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { eventually } from '#test/eventually.ts';
import { demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const plan = demoPlan();
const [floor] = plan.floors;
if (!floor) throw new Error('The plan has no floor');

/** A socket that stays where a test puts it: no network, so that minutes can pass at once. */
function fakeSockets() {
  const sockets: (EventTarget & { closed: boolean; readonly url: string })[] = [];
  class FakeSocket extends EventTarget {
    static readonly OPEN = 1;
    readonly readyState = 1;
    readonly url: string;
    closed = false;
    constructor(url: string) {
      super();
      this.url = url;
      sockets.push(this);
    }
    close(): void {
      this.closed = true;
    }
    send(): void {}
  }
  return { sockets, WebSocket: FakeSocket as unknown as typeof WebSocket };
}

let stop = (): void => undefined;
afterEach(() => stop());

function start(status: number) {
  const clock = fakeClock();
  const fake = fakeSockets();
  const requests: unknown[] = [];
  const fetchFake = (async (_url: string, init: RequestInit) => {
    requests.push(JSON.parse(String(init.body)));
    return new Response(null, { status });
  }) as unknown as typeof fetch;
  const request = { display: DisplayId.parse('lobby'), token: 'secret' };
  const deps = { origin: 'http://gateway', request, fetch: fetchFake, WebSocket: fake.WebSocket, clock, random: () => 0 };
  const bridge = startBrowserBridge(deps);
  stop = bridge.stop;
  const heard: ToPage[] = [];
  bridge.listen((message) => heard.push(message));
  clock.advance(0);
  return { clock, bridge, heard, requests, sockets: fake.sockets };
}

async function opened(status = 204) {
  const rig = start(status);
  await eventually(() => expect(rig.sockets).toHaveLength(1));
  const [socket] = rig.sockets;
  if (!socket) throw new Error('No socket');
  return { ...rig, socket };
}

const message = (data: unknown): Event => Object.assign(new Event('message'), { data: JSON.stringify(data) });
const closed = (code: number): Event => Object.assign(new Event('close'), { code });

describe('the browser bridge', () => {
  test('introduces the display before it opens the socket', async () => {
    const { requests, socket } = await opened();
    expect(requests).toEqual([{ display: 'lobby', token: 'secret' }]);
    expect(socket.url).toBe('ws://gateway/api/v1/board-socket');
  });

  test('takes close code 4401 for an unknown display', async () => {
    const { socket, heard } = await opened();
    socket.dispatchEvent(new Event('open'));
    socket.dispatchEvent(closed(4401));
    expect(heard.at(-1)).toMatchObject({ up: false, problem: 'unknown-display' });
  });

  test('tries the cookie of an earlier visit when the token is refused, and only then gives up', async () => {
    const { socket, heard } = await opened(401);
    socket.dispatchEvent(closed(1006));
    expect(heard.at(-1)).toMatchObject({ up: false, problem: 'unknown-display' });
  });

  test('dials again when nothing was heard for 45 s', async () => {
    const { clock, socket, sockets, heard } = await opened();
    socket.dispatchEvent(new Event('open'));
    socket.dispatchEvent(message({ kind: 'heartbeat', atMs: 1 }));
    expect(heard.at(-1)).toMatchObject({ kind: 'link', up: true });
    clock.advance(seconds(44));
    expect(socket.closed).toBe(false);
    clock.advance(seconds(2));
    expect(socket.closed).toBe(true);
    clock.advance(seconds(2));
    await eventually(() => expect(sockets).toHaveLength(2));
  });

  test('keeps no people of a board that is 90 s old', async () => {
    const { clock, socket, bridge } = await opened();
    socket.dispatchEvent(new Event('open'));
    socket.dispatchEvent(message({ kind: 'board', board: demoBoard(plan, floor) }));
    clock.advance(seconds(91));
    const late: ToPage[] = [];
    bridge.listen((m) => late.push(m));
    expect(late.find((m) => m.kind === 'board')).toMatchObject({ board: { people: [], somewhere: [] } });
  });

  test('leaves no timer behind when it stops', async () => {
    const { clock, bridge, socket } = await opened();
    socket.dispatchEvent(new Event('open'));
    bridge.stop();
    expect(clock.waiting()).toBe(0);
  });
});
