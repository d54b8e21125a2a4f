import { beforeEach, describe, expect, test } from 'vitest';
import { type IpcSender, serveBridge } from '#kiosk/electron/bridge-ipc.ts';
import { channels } from '#shared/wire/kiosk-channels.ts';
import { FakeIpc, wallFrame } from '#test/fakes/electron.ts';
import { emergencyId } from '#test/kiosk/emergency/roll-data.ts';

const signIn = { call: 'sign-in', body: { identifier: '1001', pin: '123456' } };
const mark = { event: emergencyId, id: emergencyId, key: 'k1', safe: true };
let ipc = new FakeIpc();
let done: unknown[] = [];
let dropped: string[] = [];

beforeEach(() => {
  ipc = new FakeIpc();
  done = [];
  dropped = [];
  serveBridge(ipc, {
    listen: () => done.push('listen'),
    show: (floor) => done.push(['show', floor]),
    askPrivacy: () => done.push('privacy'),
    mark: (mark) => done.push(mark),
    pad: async (call) => {
      done.push(call);
      return { ok: false, why: 'offline' };
    },
    beat: () => done.push('beat'),
    dropped: (channel, why) => dropped.push(`${channel} ${why}`),
  });
});

describe('the page of the wall', () => {
  test('may listen, beat, show a floor, ask for the privacy page, mark somebody safe and use the pad', async () => {
    ipc.send(wallFrame, channels.listen);
    ipc.send(wallFrame, channels.beat, 7);
    ipc.send(wallFrame, channels.show, { floor: 'f1' });
    ipc.send(wallFrame, channels.privacy);
    ipc.send(wallFrame, channels.mark, mark);
    expect(await ipc.invoke(wallFrame, channels.pad, signIn)).toEqual({ ok: false, why: 'offline' });
    expect(done).toEqual(['listen', 'beat', ['show', 'f1'], 'privacy', mark, signIn]);
    expect(dropped).toEqual([]);
  });
});

describe('a sender that is not the top frame of our page', () => {
  const strangers: [string, IpcSender][] = [
    ['a frame inside it', { senderFrame: { url: 'kiosk://app/wall.html', parent: {} } }],
    ['another host', { senderFrame: { url: 'kiosk://evil/wall.html', parent: null } }],
    ['a look-alike host', { senderFrame: { url: 'kiosk://app.evil/wall.html', parent: null } }],
    ['the web', { senderFrame: { url: 'https://app/wall.html', parent: null } }],
    ['an empty page', { senderFrame: { url: 'about:blank', parent: null } }],
    ['a frame that is gone', { senderFrame: null }],
  ];
  test.each(strangers)('%s is dropped and counted on every channel', async (_who, sender) => {
    ipc.send(sender, channels.listen);
    ipc.send(sender, channels.beat, 1);
    ipc.send(sender, channels.show, { floor: 'f1' });
    ipc.send(sender, channels.privacy);
    ipc.send(sender, channels.mark, mark);
    await expect(ipc.invoke(sender, channels.pad, signIn)).rejects.toThrow('Not a call of the check-in pad');
    expect(done).toEqual([]);
    expect(dropped).toEqual(['listen', 'beat', 'show', 'privacy', 'mark', 'pad'].map((name) => `waypost:${name} sender`));
  });
});

describe('a message of another shape is dropped and counted', () => {
  test.each([
    [channels.listen, ['x']],
    [channels.beat, []],
    [channels.beat, [-1]],
    [channels.beat, ['1']],
    [channels.beat, [1, 2]],
    [channels.show, ['f1']],
    [channels.show, [{ floor: '../etc' }]],
    [channels.show, [{ floor: 'f1', more: true }]],
    [channels.show, [null]],
    [channels.privacy, [{}]],
    [channels.mark, []],
    [channels.mark, [{ ...mark, safe: 'yes' }]],
    [channels.mark, [{ ...mark, key: 'k'.repeat(61) }]],
    [channels.mark, [{ ...mark, more: 1 }]],
  ])('%s %j', (channel, args) => {
    ipc.send(wallFrame, channel, ...args);
    expect(done).toEqual([]);
    expect(dropped).toEqual([`${channel} shape`]);
  });

  test.each([
    undefined,
    { call: 'sign-in', body: { identifier: 'Ann', pin: '123456' } },
    { call: 'sign-in', body: { ...signIn.body, more: 1 } },
    { call: 'metrics', body: {} },
    { call: 'done', body: { session: 'x'.repeat(101) } },
  ])('pad %j, and the error repeats nothing of it', async (call) => {
    const answer = ipc.invoke(wallFrame, channels.pad, call);
    await expect(answer).rejects.toThrow(/^Not a call of the check-in pad$/);
    expect(done).toEqual([]);
    expect(dropped).toEqual(['waypost:pad shape']);
  });
});
