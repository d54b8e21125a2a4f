// The whole main process, with a gateway over real HTTP and websockets and the slices of Electron faked.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startKiosk } from '#kiosk/electron/kiosk.ts';
import { seconds } from '#shared/kit/duration.ts';
import { DisplayId } from '#shared/model/ids.ts';
import { channels } from '#shared/wire/kiosk-channels.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { type FakeElectron, fakeElectron, wallFrame } from '#test/fakes/electron.ts';
import { demoRoll } from '#test/kiosk/emergency/roll-data.ts';
import { type StubGateway, startStubGateway } from './stub-gateway.ts';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
const signIn = { call: 'sign-in', body: { identifier: '4711', pin: '975310' } };
const pad = { session: 's', name: 'Canary Name', bookings: [], freeDesks: [] };

let folder: string;
let gateway: StubGateway;
let electron: FakeElectron;
let clock: FakeClock;
let lines: string[];
let notified: string[];
let kiosk: { readonly stop: () => void };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-kiosk-'));
  mkdirSync(join(folder, 'pages'));
  mkdirSync(join(folder, 'state'));
  writeFileSync(join(folder, 'pages/wall.html'), '<!doctype html>');
  writeFileSync(join(folder, 'state/new-token'), token, { mode: 0o600 });
  gateway = await startStubGateway();
  electron = fakeElectron();
  clock = fakeClock();
  lines = [];
  notified = [];
  kiosk = await startKiosk({
    electron,
    config: { gateway: gateway.url, display: DisplayId.parse('lobby'), ca: undefined, allowPlainFile: false },
    clock,
    random: () => 0.5,
    log: (level, message, fields) => lines.push(JSON.stringify({ level, message, ...fields })),
    notify: (what) => notified.push(what),
    paths: { pages: join(folder, 'pages'), preload: '/app/preload.cjs', state: join(folder, 'state') },
    credentialsFolder: undefined,
    developer: false,
  });
  clock.advance(0);
});
afterEach(async () => {
  kiosk.stop();
  await gateway.stop();
  rmSync(folder, { recursive: true });
});

const told = () => electron.window.webContents.sent.map(({ channel, args }) => [channel, ...args]);
const firstSocket = () =>
  eventually(() => {
    const [found] = gateway.sockets;
    if (!found) throw new Error('no socket has come');
    return found;
  });

describe('the kiosk', () => {
  test('opens one locked window on its own page and keeps the panel lit', () => {
    expect(electron.opened).toHaveLength(1);
    expect(electron.window.webContents.loaded).toEqual(['kiosk://app/wall.html']);
    expect(electron.window.webContents.openHandler?.()).toEqual({ action: 'deny' });
    expect(electron.session.handlers.setPermissionCheckHandler?.({}, 'media')).toBe(false);
    expect(electron.session.serve?.(new Request('kiosk://app/wall.html')).status).toBe(200);
    expect(electron.session.serve?.(new Request('kiosk://app/safe.html')).status).toBe(200);
    expect(electron.lit()).toBe(true);
    electron.window.emit('ready-to-show');
    expect(electron.window.shown).toBe(1);
  });

  test('brings what the gateway says to the page, all of it again when the page starts to listen', async () => {
    const { socket } = await firstSocket();
    socket.send(JSON.stringify({ kind: 'heartbeat', atMs: 1 }));
    const up = { kind: 'link', up: true, sinceMs: clock.wallMs() };
    await eventually(() => expect(told()).toEqual([[channels.toPage, up]]));
    electron.ipc.send(wallFrame, channels.listen);
    expect(told()).toHaveLength(2);
    expect(told()[1]).toEqual([channels.toPage, up]);
  });

  test('sends nothing to a page that has crashed, and shows it a new one', async () => {
    const { socket } = await firstSocket();
    electron.window.webContents.die('oom');
    socket.send(JSON.stringify({ kind: 'heartbeat', atMs: 1 }));
    await eventually(() => expect(lines.join()).toContain('"up":true'));
    expect(told()).toEqual([]);
    clock.advance(0);
    expect(electron.window.webContents.loaded).toHaveLength(2);
  });

  test('passes a floor and a pad call to the gateway as this display', async () => {
    const { said, headers } = await firstSocket();
    expect(headers.authorization).toBe(`Bearer lobby.${token}`);
    electron.ipc.send(wallFrame, channels.show, { floor: 'f2' });
    await eventually(() => expect(said).toEqual(['{"kind":"show","floor":"f2"}']));
    gateway.reply = () => ({ status: 200, body: { ok: true, pad } });
    expect(await electron.ipc.invoke(wallFrame, channels.pad, signIn)).toEqual({ ok: true, pad });
    expect(gateway.asked[0]?.headers.authorization).toBe(`Bearer lobby.${token}`);
  });

  test('tells a page that was loaded anew of the emergency that is on, and of nobody in one that has ended', async () => {
    const { socket } = await firstSocket();
    const emergency = demoRoll();
    const on = { kind: 'emergency', emergency };
    socket.send(JSON.stringify(on));
    await eventually(() => expect(told()).toContainEqual([channels.toPage, on]));
    electron.ipc.send(wallFrame, channels.listen);
    expect(told().filter(([, message]) => JSON.stringify(message).includes('Ada Quill'))).toHaveLength(2);
    socket.send(JSON.stringify({ kind: 'emergency', emergency: null }));
    await eventually(() => expect(told().at(-1)).toEqual([channels.toPage, { kind: 'emergency', emergency: null }]));
    electron.ipc.send(wallFrame, channels.listen);
    expect(told().filter(([, message]) => JSON.stringify(message).includes('Ada Quill'))).toHaveLength(2);
  });

  test('loads its page afresh when the gateway asks for it, and leaves other commands to the page', async () => {
    const { socket } = await firstSocket();
    socket.send(JSON.stringify({ kind: 'command', command: 'reload' }));
    socket.send(JSON.stringify({ kind: 'command', command: 'home' }));
    await eventually(() => expect(told()).toContainEqual([channels.toPage, { kind: 'command', command: 'home' }]));
    clock.advance(0);
    expect(electron.window.webContents.loaded).toEqual(['kiosk://app/wall.html', 'kiosk://app/wall.html']);
    expect(JSON.stringify(told())).not.toContain('reload');
    expect(electron.exits).toEqual([]);
  });

  test('tells systemd that it is ready, and that it lives only while the page beats', () => {
    expect(notified).toEqual(['READY=1']);
    for (let i = 1; i <= 12; i += 1) {
      electron.ipc.send(wallFrame, channels.beat, i);
      clock.advance(seconds(5));
    }
    expect(notified.filter((what) => what === 'WATCHDOG=1')).toHaveLength(4);
    clock.advance(seconds(20));
    expect(electron.window.webContents.crashes).toBe(1);
    expect(notified.filter((what) => what === 'WATCHDOG=1').length).toBeLessThan(6);
  });

  test('waits in peace for a gateway that does not come, once the page has spoken', () => {
    electron.ipc.send(wallFrame, channels.listen);
    clock.advance(seconds(3600));
    expect(electron.window.webContents.crashes).toBe(0);
    expect(electron.exits).toEqual([]);
    expect(notified.filter((what) => what === 'WATCHDOG=1')).toHaveLength(240);
  });

  test('ends the process when no page stays alive', () => {
    for (let i = 0; i < 6; i += 1) electron.window.webContents.die('crashed');
    expect(electron.exits).toEqual([1]);
  });

  test('writes neither token nor identifier, PIN or name into its log, also when messages are refused', async () => {
    gateway.reply = () => ({ status: 200, body: { ok: true, pad } });
    await electron.ipc.invoke(wallFrame, channels.pad, signIn);
    await electron.ipc.invoke(wallFrame, channels.pad, { ...signIn, more: 'Canary Name' }).catch(() => {});
    electron.ipc.send(wallFrame, channels.show, { floor: 'Canary Name' });
    const { socket } = await firstSocket();
    socket.send(JSON.stringify({ kind: 'board', people: ['Canary Name'] }));
    await eventually(() => expect(lines.join()).toContain('not of the agreed shape'));
    expect(lines.filter((line) => line.includes('message of the page dropped'))).toHaveLength(2);
    for (const secret of [token, '4711', '975310', 'Canary']) expect(lines.join()).not.toContain(secret);
  });

  test('leaves no timer and no lit panel behind', async () => {
    await firstSocket();
    kiosk.stop();
    expect(clock.waiting()).toBe(0);
    expect(electron.lit()).toBe(false);
    expect(notified.at(-1)).toBe('STOPPING=1');
  });
});
