import { describe, expect, test } from 'vitest';
import { maskBoard } from '#gateway/mask/board-mask.ts';
import { createBoardHub, type Seat } from '#gateway/push/board-hub.ts';
import type { LiveSocket } from '#gateway/push/live-sockets.ts';
import { seconds } from '#shared/kit/duration.ts';
import { Display } from '#shared/model/display.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { displays, emptyFloor, floor, planOf } from './harness.ts';

const [lobby, lift] = displays as [Display, Display];

function setUp() {
  const clock = fakeClock();
  const asked: string[] = [];
  const hub = createBoardHub({
    clock,
    planFor: planOf,
    boardFor: (display, id) => {
      asked.push(`${display.id} ${id}`);
      return maskBoard(emptyFloor(id), { kind: 'wall', wallNames: display.wallNames });
    },
  });
  return { clock, hub, asked };
}

const endOfTurn = (): Promise<void> => Promise.resolve();

/** The end of a socket that a test can look into. */
function endOf() {
  const kinds: string[] = [];
  const state = { kinds, closed: 0, terminated: false, pings: 0, buffered: 0 };
  const socket: LiveSocket = {
    send: (text) => kinds.push(JSON.parse(text).kind),
    ping: () => (state.pings += 1),
    close: (code) => (state.closed = code),
    terminate: () => (state.terminated = true),
    bufferedBytes: () => state.buffered,
  };
  return { state, socket };
}

function join(hub: ReturnType<typeof setUp>['hub'], display: Display) {
  const end = endOf();
  const joined = hub.join(display, end.socket);
  if (!joined.ok) throw new Error(joined.why);
  end.state.kinds.length = 0;
  return { ...end.state, state: end.state, seat: joined.value satisfies Seat };
}

describe('the board hub', () => {
  test('sends the first change at once and a storm of changes as one board per quarter second', () => {
    const { clock, hub } = setUp();
    const { state } = join(hub, lobby);
    hub.changed();
    expect(state.kinds).toEqual(['board']);
    for (let n = 0; n < 1000; n += 1) {
      hub.changed(floor('f1'));
      clock.advance(1);
    }
    expect(state.kinds).toHaveLength(5);
  });

  test('a change of a floor nobody looks at costs nothing', () => {
    const { clock, hub, asked } = setUp();
    join(hub, lobby);
    asked.length = 0;
    hub.changed(floor('f2'));
    clock.advance(1000);
    expect(asked).toEqual([]);
  });

  test('a withdrawal reaches every wall within the turn, even within the quarter second, and many make one board', async () => {
    const { hub } = setUp();
    const ends = [join(hub, lobby), join(hub, lift)];
    hub.changed();
    for (let n = 0; n < 100; n += 1) hub.immediately();
    await endOfTurn();
    expect(ends.map(({ state }) => state.kinds)).toEqual([
      ['board', 'board'],
      ['board', 'board'],
    ]);
  });

  test('computes one board for all sockets of a display', async () => {
    const { hub, asked } = setUp();
    join(hub, lobby);
    join(hub, lobby);
    asked.length = 0;
    hub.immediately();
    await endOfTurn();
    expect(asked).toEqual(['lobby f1']);
  });

  test('says something at least every 15 seconds, and renews boards without any change', async () => {
    const { clock, hub } = setUp();
    const { state, seat } = join(hub, lobby);
    for (let step = 0; step < 12; step += 1) {
      clock.advance(seconds(5));
      await endOfTurn();
      seat.answered();
    }
    expect(state.kinds.filter((kind) => kind === 'heartbeat')).toHaveLength(4);
    expect(state.kinds.filter((kind) => kind === 'board')).toHaveLength(12);
  });

  test('gives up a socket that does not answer a ping until the next one', () => {
    const { clock, hub } = setUp();
    const { state } = join(hub, lobby);
    clock.advance(seconds(15));
    expect(hub.size()).toBe(1);
    clock.advance(seconds(15));
    expect(state.terminated).toBe(true);
    expect(hub.size()).toBe(0);
  });

  test('closes a reader that is more than 256 KiB behind', async () => {
    const { hub } = setUp();
    const { state } = join(hub, lobby);
    state.buffered = 256 * 1024;
    hub.immediately();
    await endOfTurn();
    expect(state.closed).toBe(0);
    state.buffered += 1;
    hub.immediately();
    await endOfTurn();
    expect(state.closed).toBe(1013);
    expect(hub.size()).toBe(0);
  });

  test('holds 200 sockets, four of each display, and no more', () => {
    const { hub } = setUp();
    const many = Array.from({ length: 51 }, (_, n) => Display.parse({ ...lobby, id: `d${n}` }));
    const joins = many.flatMap((display) => [1, 2, 3, 4, 5].map(() => hub.join(display, endOf().socket).ok));
    expect(joins.filter(Boolean)).toHaveLength(200);
    expect(hub.size()).toBe(200);
  });

  test('runs no timer while nobody is connected, nor after it stopped', async () => {
    const { clock, hub } = setUp();
    hub.changed();
    expect(clock.waiting()).toBe(0);
    const first = join(hub, lobby);
    hub.changed();
    hub.changed();
    expect(clock.waiting()).toBe(3);
    first.seat.leave();
    first.seat.leave();
    expect(clock.waiting()).toBe(0);
    const second = join(hub, lobby);
    hub.immediately();
    hub.stop();
    await endOfTurn();
    expect(second.state.kinds).toEqual([]);
    expect(second.state.closed).toBe(1001);
    expect(clock.waiting()).toBe(0);
    expect(hub.join(lobby, endOf().socket).ok).toBe(false);
  });

  test('a board that can not be made leaves no half-joined socket', () => {
    const clock = fakeClock();
    const boardFor = () => {
      throw new Error('broken');
    };
    const hub = createBoardHub({ clock, planFor: planOf, boardFor });
    expect(() => hub.join(lobby, endOf().socket)).toThrow('broken');
    expect([hub.size(), clock.waiting()]).toEqual([0, 0]);
  });
});
