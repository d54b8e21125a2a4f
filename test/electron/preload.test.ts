import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { createBridge, type IpcLine } from '#kiosk/preload/bridge.ts';
import { FloorId } from '#shared/model/ids.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { channels } from '#shared/wire/kiosk-channels.ts';
import { emergencyId } from '#test/kiosk/emergency/roll-data.ts';

const up: ToPage = { kind: 'link', up: true, sinceMs: 1 };
const down: ToPage = { kind: 'link', up: false, sinceMs: 2 };

function line() {
  const sent: unknown[] = [];
  let toPage: (message: ToPage) => void = () => {};
  const ipc: IpcLine = {
    on: (channel, listener) => {
      if (channel === channels.toPage) toPage = (message) => listener({ sender: 'secret' }, message);
    },
    send: (...message) => sent.push(message),
    invoke: async (...message) => {
      sent.push(message);
      return { ok: true, did: 'done' };
    },
  };
  return { ipc, sent, tell: (message: ToPage) => toPage(message) };
}

describe('the bridge', () => {
  test('tells a listener the newest of each kind at once, then every change, and nothing of the IPC event', () => {
    const { ipc, sent, tell } = line();
    const bridge = createBridge(ipc);
    const first: unknown[][] = [];
    bridge.listen((...args) => first.push(args));
    expect(sent).toEqual([[channels.listen]]);
    tell(up);
    tell(down);
    const second: unknown[][] = [];
    const stop = bridge.listen((...args) => second.push(args));
    expect(first).toEqual([[up], [down]]);
    expect(second).toEqual([[down]]);
    expect(sent).toHaveLength(1);
    stop();
    tell(up);
    expect(second).toHaveLength(1);
    expect(first).toHaveLength(3);
  });

  test('keeps no command for who listens later', () => {
    const { ipc, tell } = line();
    const bridge = createBridge(ipc);
    tell({ kind: 'command', command: 'home' });
    const late: ToPage[] = [];
    bridge.listen((message) => late.push(message));
    expect(late).toEqual([]);
  });

  test('passes on a floor, a question for the privacy page, a mark, a beat and a pad call on their channels', async () => {
    const { ipc, sent } = line();
    const bridge = createBridge(ipc);
    bridge.show(FloorId.parse('f1'));
    bridge.askPrivacy();
    const mark = { event: newEventId(), id: emergencyId, key: 'k1', safe: true };
    bridge.mark(mark);
    bridge.beat(3);
    const done = { call: 'done', body: { session: 's' } } as const;
    expect(await bridge.pad(done)).toEqual({ ok: true, did: 'done' });
    const asked = [[channels.show, { floor: 'f1' }], [channels.privacy], [channels.mark, mark]];
    expect(sent).toEqual([...asked, [channels.beat, 3], [channels.pad, done]]);
  });
});

describe('the built preload', () => {
  let folder = '';
  let code = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waypost-preload-'));
    const configFile = new URL('../../kiosk/preload/vite.config.ts', import.meta.url).pathname;
    await build({ configFile, logLevel: 'error', build: { outDir: folder } });
    code = readFileSync(join(folder, 'preload.cjs'), 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is one small CommonJS script that requires nothing but electron', () => {
    const required = [...code.matchAll(/\brequire\(\s*["'`]([^"'`]*)/g)].map((match) => match[1]);
    expect(required).toEqual(['electron']);
    expect(code).not.toMatch(/^\s*(import|export)\b|\bimport\(/m);
    expect(code.length).toBeLessThan(10_000);
  });

  test('gives the page exactly the six functions of the bridge, under the name kiosk', () => {
    const exposed: Record<string, Record<string, unknown>> = {};
    const electron = {
      contextBridge: {
        exposeInMainWorld: (name: string, api: Record<string, unknown>) => Object.assign(exposed, { [name]: api }),
      },
      ipcRenderer: { on: () => {}, send: () => {}, invoke: () => {} },
    };
    const require = (name: string): unknown => (name === 'electron' ? electron : expect.fail(`It requires ${name}`));
    new Script(code).runInNewContext({ require });
    expect(Object.keys(exposed)).toEqual(['kiosk']);
    expect(Object.entries(exposed.kiosk ?? {}).map(([name, value]) => `${name} ${typeof value}`)).toEqual([
      'listen function',
      'show function',
      'askPrivacy function',
      'mark function',
      'pad function',
      'beat function',
    ]);
  });
});
