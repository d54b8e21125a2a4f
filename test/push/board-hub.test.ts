import { describe, expect, test } from 'vitest';
import { createBoardHub } from '#gateway/push/board-hub.ts';
import { seconds } from '#shared/kit/duration.ts';
import { Display } from '#shared/model/display.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { endOf, endOfTurn, join, lift, lobby, setUp } from './board-hub-world.ts';
import { planOf } from './harness.ts';

describe('the board hub', () => {
  test('S15: sends a board twice a second, counted from when it was joined, whether anything changed or not', () => {
    const { clock, hub, facts } = setUp();
    const first = join(hub, lobby);
    clock.advance(300);
    const second = join(hub, lift);
    const counts = Array.from({ length: 20 }, (_, step) => {
      facts.tickMs += step % 2;
      clock.advance(100);
      return [first, second].map(({ state }) => state.kinds.length);
    });
    expect(counts.map(([one]) => one)).toEqual([0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4]);
    expect(counts.map(([, other]) => other)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4]);
  });

  test('S3: who must not stand on a wall any more is gone from it within the turn, and many who withdraw make one board', async () => {
    const { hub, facts } = setUp();
    const ends = [join(hub, lobby), join(hub, lift)];
    facts.glassUntilMs = 1;
    for (let n = 0; n < 100; n += 1) hub.immediately();
    await endOfTurn();
    expect(ends.map(({ state }) => state.kinds)).toEqual([['board'], ['board']]);
  });

  test('S16: a withdrawal that changes no name on a wall sends it nothing, so that nobody learns of it there', async () => {
    const { clock, hub, facts } = setUp();
    const { state } = join(hub, lobby);
    facts.tickMs = 1;
    hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual([]);
    clock.advance(500);
    expect(state.kinds).toEqual(['board']);
  });

  test('S3: a first aider who takes back the yes to be named is gone from every wall within the turn', async () => {
    const { hub, facts } = setUp();
    facts.named = [{ label: 'Ada Lovelace', zoneName: 'North' }];
    const { state } = join(hub, lobby);
    hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual([]);
    facts.named = [];
    hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual(['board']);
  });

  test('asks every 15 seconds whether a socket is still there', () => {
    const { clock, hub } = setUp();
    const { state, seat } = join(hub, lobby);
    for (let step = 0; step < 4; step += 1) {
      clock.advance(seconds(15));
      seat.answered();
    }
    expect(state.kinds.filter((kind) => kind === 'heartbeat')).toHaveLength(4);
    expect(hub.size()).toBe(1);
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

  test('closes a reader that is more than 256 KiB behind', () => {
    const { clock, hub } = setUp();
    const { state } = join(hub, lobby);
    state.buffered = 256 * 1024;
    clock.advance(500);
    expect(state.closed).toBe(0);
    state.buffered += 1;
    clock.advance(500);
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
    const { clock, hub, facts } = setUp();
    hub.immediately();
    await endOfTurn();
    expect(clock.waiting()).toBe(0);
    const first = join(hub, lobby);
    const other = join(hub, lift);
    expect(clock.waiting()).toBe(3);
    other.seat.leave();
    expect(clock.waiting()).toBe(2);
    first.seat.leave();
    first.seat.leave();
    expect(clock.waiting()).toBe(0);
    const second = join(hub, lobby);
    facts.glassUntilMs = 1;
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
    const hub = createBoardHub({ clock, planFor: planOf, boardFor, emergencyFor: () => null });
    expect(() => hub.join(lobby, endOf().socket)).toThrow('broken');
    expect([hub.size(), clock.waiting()]).toEqual([0, 0]);
  });
});
