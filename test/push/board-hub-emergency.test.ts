// What waits for no beat of the walls: an emergency, and what a manager tells a display; and which displays are there.

import { describe, expect, test } from 'vitest';
import { maskEmergency } from '#gateway/mask/emergency-mask.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Display } from '#shared/model/display.ts';
import type { Masked } from '#shared/wire/board.ts';
import { Emergency } from '#shared/wire/emergency.ts';
import { endOf, endOfTurn, join, lift, lobby, noEmergency, setUp } from './board-hub-world.ts';

describe('an emergency', () => {
  const rollOf = (display: Display, safe = 0): Masked<Emergency> =>
    maskEmergency(
      Emergency.parse({
        ...{ id: '6a4b9f6e-1c55-4d7e-9c39-0c5a8f2b7d11', drill: false, by: 'person', startedMs: 5, endsMs: 9, assemblyPoint: '' },
        floors: [{ floor: display.floor, people: [], unnamed: { here: 3, safe } }],
        counts: { expected: 3, safe },
      }),
      [display.floor],
    );

  test('is on every display within the turn, each with what it may see, whatever the beat; many changes make one frame', async () => {
    const { hub, facts } = setUp();
    const ends = [join(hub, lobby), join(hub, lift)];
    for (let safe = 0; safe < 50; safe += 1) {
      facts.emergency = (display) => rollOf(display, safe % 3);
      hub.emergency();
    }
    expect(ends.map(({ state }) => state.kinds)).toEqual([[], []]);
    await endOfTurn();
    expect(ends.map(({ state }) => state.texts.map((text) => JSON.parse(text).emergency))).toEqual([
      [rollOf(lobby, 49 % 3)],
      [rollOf(lift, 49 % 3)],
    ]);
  });

  test('is not told again while nothing of it has changed, and its end is told once', async () => {
    const { clock, hub, facts } = setUp();
    const { state } = join(hub, lobby);
    const say = async (): Promise<void> => {
      hub.emergency();
      hub.emergency();
      await endOfTurn();
    };
    await say();
    facts.emergency = rollOf;
    await say();
    await say();
    facts.emergency = noEmergency;
    await say();
    await say();
    clock.advance(499);
    expect(state.kinds).toEqual(['emergency', 'emergency']);
    expect(state.texts.map((text) => JSON.parse(text).emergency)).toEqual([rollOf(lobby), null]);
  });

  test('is told to a display that comes while it is on, before its board; without one nothing is said of it', () => {
    const { hub, facts } = setUp();
    const [quiet, alarmed] = [endOf(), endOf()];
    hub.join(lobby, quiet.socket);
    facts.emergency = rollOf;
    hub.join(lobby, alarmed.socket);
    expect([quiet.state.kinds, alarmed.state.kinds]).toEqual([
      ['plan', 'board'],
      ['plan', 'emergency', 'board'],
    ]);
  });
});

describe('what a manager does with displays', () => {
  test('a command goes to every socket of that display at once and to no other; how many is the answer', () => {
    const { hub } = setUp();
    const [first, second, other] = [join(hub, lobby), join(hub, lobby), join(hub, lift)];
    expect(hub.command(lobby.id, 'identify')).toBe(2);
    const told = JSON.stringify({ kind: 'command', command: 'identify' });
    expect([first, second, other].map(({ state }) => state.texts)).toEqual([[told], [told], []]);
    second.state.buffered = 300_000;
    expect(hub.command(lobby.id, 'reload')).toBe(1);
    first.seat.leave();
    expect(hub.command(lobby.id, 'home')).toBe(0);
  });

  test('a display is online while a socket of it is open, and since when it is so or not so is kept', () => {
    const { clock, hub } = setUp();
    const at = (ms: number) => 1_800_000_000_000 + ms;
    expect(hub.online().size).toBe(0);
    const first = join(hub, lobby);
    clock.advance(100);
    const second = join(hub, lobby);
    expect([...hub.online()]).toEqual([['lobby', { online: true, sinceMs: at(0) }]]);
    const before = hub.online();
    first.seat.leave();
    expect(hub.online().get(lobby.id)).toEqual({ online: true, sinceMs: at(0) });
    clock.advance(100);
    second.seat.leave();
    second.seat.leave();
    clock.advance(100);
    first.seat.leave();
    expect(hub.online().get(lobby.id)).toEqual({ online: false, sinceMs: at(200) });
    expect(before.get(lobby.id)?.online).toBe(true);
    join(hub, lobby);
    expect(hub.online().get(lobby.id)).toEqual({ online: true, sinceMs: at(300) });
  });

  test('a display that answers no ping, is too slow, or is there when the gateway stops is offline then', () => {
    const { clock, hub } = setUp();
    const slow = join(hub, lift);
    join(hub, lobby);
    slow.state.buffered = 300_000;
    clock.advance(500);
    expect([...hub.online().values()].map(({ online }) => online)).toEqual([false, true]);
    clock.advance(seconds(30));
    expect([...hub.online().values()].map(({ online }) => online)).toEqual([false, false]);
    join(hub, lobby);
    hub.stop();
    expect(hub.online().get(lobby.id)?.online).toBe(false);
  });
});
