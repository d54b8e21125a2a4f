// What a page may rely on, whichever bridge it was given: the same cases against the fake that component tests use and
// against the two real ones, of a browser and of Electron, over real HTTP and a real WebSocket.

import { afterEach, describe, expect, test } from 'vitest';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { eventually } from '#test/eventually.ts';
import { demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';
import { demoRoll, emergencyId } from '#test/kiosk/emergency/roll-data.ts';
import { type Rig, rigs } from './kiosk-bridges.ts';

const plan = demoPlan();
const [floor, upper] = plan.floors;
if (!floor || !upper) throw new Error('The demo office has two floors');
const board = demoBoard(plan, floor);

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.stop();
  rig = null;
});

describe.each(rigs)('%s', (_name, start) => {
  async function listening(): Promise<{ started: Rig; heard: ToPage[] }> {
    const started = await start();
    rig = started;
    const heard: ToPage[] = [];
    started.bridge.listen((message) => heard.push(message));
    await eventually(() => expect(heard).toContainEqual(expect.objectContaining({ kind: 'link', up: true })));
    return { started, heard };
  }

  test('passes plan and board on as they are', async () => {
    const { started, heard } = await listening();
    started.say({ kind: 'plan', plan });
    started.say({ kind: 'board', board });
    await eventually(() =>
      expect(heard.slice(-2)).toEqual([
        { kind: 'plan', plan },
        { kind: 'board', board },
      ]),
    );
  });

  test('tells a late listener the newest at once, and a stopped one nothing', async () => {
    const { started, heard } = await listening();
    started.say({ kind: 'plan', plan });
    await eventually(() => expect(heard.at(-1)?.kind).toBe('plan'));
    const late: ToPage[] = [];
    const stop = started.bridge.listen((message) => late.push(message));
    expect(late.map((message) => message.kind).sort()).toEqual(['link', 'plan']);
    stop();
    started.say({ kind: 'board', board });
    await eventually(() => expect(heard.at(-1)?.kind).toBe('board'));
    expect(late).toHaveLength(2);
  });

  test('asks for the floor a person chose', async () => {
    const { started } = await listening();
    started.bridge.show(upper.id);
    await eventually(() => expect(started.shown()).toEqual([upper.id]));
  });

  test('brings the privacy page to whoever asks for it, and to nobody else', async () => {
    const { started, heard } = await listening();
    started.bridge.askPrivacy();
    await eventually(() => expect(heard.at(-1)).toEqual({ kind: 'privacy', privacy: demoPrivacy }));
    started.say({ kind: 'plan', plan });
    await eventually(() => expect(heard.at(-1)?.kind).toBe('plan'));
    const late: ToPage[] = [];
    started.bridge.listen((message) => late.push(message));
    expect(late.map((message) => message.kind).sort()).toEqual(['link', 'plan']);
  });

  test('tells of an emergency, also whoever listens late, and that it has ended', async () => {
    const { started, heard } = await listening();
    const emergency = demoRoll();
    started.say({ kind: 'emergency', emergency });
    await eventually(() => expect(heard.at(-1)).toEqual({ kind: 'emergency', emergency }));
    const late: ToPage[] = [];
    started.bridge.listen((message) => late.push(message));
    expect(late).toContainEqual({ kind: 'emergency', emergency });
    started.say({ kind: 'emergency', emergency: null });
    await eventually(() => expect(heard.at(-1)).toEqual({ kind: 'emergency', emergency: null }));
    const later: ToPage[] = [];
    started.bridge.listen((message) => later.push(message));
    expect(JSON.stringify(later)).not.toContain('Ada Quill');
  });

  test('brings a mark to the gateway as it was made', async () => {
    const { started } = await listening();
    const mark = { event: newEventId(), id: emergencyId, key: 'k1', safe: true };
    started.bridge.mark(mark);
    await eventually(() => expect(started.marked()).toEqual([mark]));
  });

  test('passes a command on to those who listen, and never again', async () => {
    const { started, heard } = await listening();
    started.say({ kind: 'command', command: 'identify' });
    await eventually(() => expect(heard.at(-1)).toEqual({ kind: 'command', command: 'identify' }));
    const late: ToPage[] = [];
    started.bridge.listen((message) => late.push(message));
    expect(late.map((message) => message.kind)).toEqual(['link']);
  });

  test('brings the pad its answers', async () => {
    const { started } = await listening();
    const reply = await started.bridge.pad({ call: 'sign-in', body: { identifier: '4711', pin: '123456' } });
    expect(reply).toMatchObject({ ok: true, pad: { session: 's-1' } });
    expect(await started.bridge.pad({ call: 'done', body: { session: 's-1' } })).toEqual({ ok: true, did: 'done' });
  });

  test('says when the gateway is gone, and "offline" to the pad', async () => {
    const { started, heard } = await listening();
    started.goSilent();
    await eventually(() => expect(heard.at(-1)).toMatchObject({ kind: 'link', up: false, problem: 'unreachable' }));
    const reply = await started.bridge.pad({ call: 'sign-in', body: { identifier: '4711', pin: '123456' } });
    expect(reply).toEqual({ ok: false, why: 'offline' });
  });
});
