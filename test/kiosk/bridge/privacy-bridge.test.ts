// The bridge of the console: lets through what the desk needs and nothing of the own person, takes nothing for an answer
// that is none, and ends with the session.

import { afterEach, describe, expect, test } from 'vitest';
import { type PrivacyMessage, privacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { seconds } from '#shared/kit/duration.ts';
import { EventId } from '#shared/model/ids.ts';
import { privacyPaths } from '#shared/wire/privacy-desk.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { located, mePlan } from '#test/kiosk/me/me-data.ts';
import { caseId, newestEntries, nineSeen, officer } from '#test/kiosk/presence/desk-data.ts';
import { alarm, busyManaged } from '#test/kiosk/presence/manage-data.ts';
import { fakeSockets, message } from './fake-sockets.ts';

type Answer = { readonly status: number; readonly body: unknown };
const event = EventId.parse('7f1c2d3e-4a5b-4c6d-8e7f-0a1b2c3d4e5f');
const look = { event, id: caseId };

class DeafSocket extends EventTarget {
  readonly readyState = 0;
  close(): void {
    this.dispatchEvent(new Event('close'));
  }
  send(): void {
    throw new Error('nothing is open');
  }
}

let stop = (): void => undefined;
afterEach(() => stop());

function rig(answer: (path: string) => Answer | 'none' | 'silence' = () => ({ status: 200, body: officer })) {
  const clock = fakeClock();
  const asked: { path: string; body: unknown }[] = [];
  const fetchFake = (async (url: string, init: RequestInit) => {
    const path = url.replace('http://gateway', '');
    asked.push({ path, body: init.body === undefined ? null : JSON.parse(String(init.body)) });
    const found = path.startsWith(privacyPaths.desk) ? answer(path) : { status: 200, body: located };
    if (found === 'none') throw new TypeError('Failed to fetch');
    if (found === 'silence')
      return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));
    return new Response(JSON.stringify(found.body), { status: found.status });
  }) as unknown as typeof fetch;
  const bridge = privacyBridge({
    ...{ origin: 'http://gateway', fetch: fetchFake, clock, random: () => 0 },
    WebSocket: DeafSocket as unknown as typeof WebSocket,
  });
  const heard: PrivacyMessage[] = [];
  stop = bridge.start((message) => heard.push(message));
  clock.advance(0);
  return { clock, bridge, heard, asked };
}

/** A console whose line is open. */
async function opened() {
  const clock = fakeClock();
  const { sockets, WebSocket } = fakeSockets();
  const fetchFake = (async () => new Response(JSON.stringify(located))) as unknown as typeof fetch;
  const bridge = privacyBridge({ origin: 'http://gateway', fetch: fetchFake, WebSocket, clock, random: () => 0 });
  const heard: PrivacyMessage[] = [];
  stop = bridge.start((one) => heard.push(one));
  clock.advance(0);
  await eventually(() => expect(sockets).toHaveLength(1));
  return { clock, heard, sockets };
}

describe('the bridge of the console', () => {
  test('asks after every connect for what this person manages, and hands it on', async () => {
    const { clock, heard, sockets } = await opened();
    const frames = [
      { kind: 'plan', plan: mePlan },
      { kind: 'managed', managed: busyManaged },
      { kind: 'emergency', emergency: alarm },
      { kind: 'managed', managed: null },
    ];
    sockets[0]?.dispatchEvent(new Event('open'));
    expect(sockets[0]?.sent).toEqual(['{"kind":"manage","on":true}']);
    for (const frame of [...frames, { kind: 'find-over' }, { kind: 'managed', managed: { boards: [] } }]) {
      sockets[0]?.dispatchEvent(message(frame));
    }
    expect(heard.filter(({ kind }) => kind !== 'name' && kind !== 'link')).toEqual(frames);
    sockets[0]?.dispatchEvent(Object.assign(new Event('close'), { code: 1006 }));
    clock.advance(seconds(30));
    await eventually(() => expect(sockets).toHaveLength(2));
    sockets[1]?.dispatchEvent(new Event('open'));
    expect(sockets[1]?.sent).toEqual(sockets[0]?.sent);
    expect(heard.filter((one) => one.kind === 'link').map(({ up }) => up)).toContain(false);
  });

  test('hears of the own person the name alone, never the own place', async () => {
    const { heard } = rig();
    await eventually(() => expect(heard).toEqual([{ kind: 'name', name: 'Mira Falk' }]));
    expect(JSON.stringify(heard)).not.toContain('Meadow');
  });

  test('tells a desk, a missing role and no answer apart', async () => {
    expect(await rig().bridge.desk()).toEqual({ kind: 'desk', desk: officer });
    expect(await rig(() => ({ status: 403, body: {} })).bridge.desk()).toEqual({ kind: 'not-allowed' });
    expect(await rig(() => ({ status: 200, body: { ...officer, may: 'everything' } })).bridge.desk()).toEqual({
      kind: 'no-desk',
    });
    expect(await rig(() => ({ status: 503, body: {} })).bridge.desk()).toEqual({ kind: 'no-desk' });
    expect(await rig(() => 'none').bridge.desk()).toEqual({ kind: 'no-desk' });
  });

  test('gives up on an answer after twenty seconds', async () => {
    const { bridge, clock } = rig(() => 'silence');
    const answer = bridge.look(look);
    clock.advance(seconds(20));
    expect(await answer).toEqual({ ok: false, why: 'no-answer' });
  });

  test('S10: shows nothing of a look that was refused, whatever else the answer holds', async () => {
    const refused = { ok: false, why: 'not-stored', view: nineSeen };
    expect(await rig(() => ({ status: 200, body: refused })).bridge.look(look)).toEqual({ ok: false, why: 'not-stored' });
    expect(await rig(() => ({ status: 200, body: { view: nineSeen } })).bridge.look(look)).toEqual({
      ok: false,
      why: 'no-answer',
    });
    expect(await rig(() => ({ status: 200, body: { ok: true, view: nineSeen } })).bridge.look(look)).toEqual({
      ok: true,
      view: nineSeen,
    });
  });

  test('sends each decision to its own path, and reads the audit from where it was left', async () => {
    const { bridge, asked } = rig((path) => ({
      status: 200,
      body: path.startsWith(privacyPaths.audit) ? newestEntries : { ok: true },
    }));
    expect(await bridge.ask({ call: 'closeGlass', body: look })).toEqual({ ok: true });
    expect(await bridge.audit(1194)).toEqual({ ok: true, page: newestEntries });
    expect(asked).toContainEqual({ path: privacyPaths.closeGlass, body: look });
    expect(asked).toContainEqual({ path: `${privacyPaths.audit}?before=1194`, body: null });
    const refused = rig(() => ({ status: 200, body: { ok: false, why: 'not-allowed' } }));
    expect(await refused.bridge.audit(null)).toEqual({ ok: false, why: 'not-allowed' });
  });

  test('R23: says once that the session is over, and nothing after it', async () => {
    const { bridge, heard, clock } = rig(() => ({ status: 401, body: {} }));
    await eventually(() => expect(heard).toHaveLength(1));
    await bridge.desk();
    clock.advance(seconds(120));
    await Promise.resolve();
    expect(heard.slice(1)).toEqual([{ kind: 'signed-out' }]);
  });
});
