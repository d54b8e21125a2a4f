import { describe, expect, test } from 'vitest';
import { seconds } from '#shared/kit/duration.ts';
import { fixOf } from '#test/mask/known.ts';
import { endOfTurn, open, setUp } from './me-hub-world.ts';
import { ana, ben, floor } from './me-page.ts';

describe('the hub of the pages', () => {
  test('sends a frame when something in it is new, not when only time has passed', async () => {
    const world = setUp();
    const { state } = open(world);
    world.clock.advance(seconds(4));
    world.hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual([]);
    world.facts.bookingUp = false;
    world.hub.immediately();
    world.hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual(['me']);
  });

  test('sends the board of the floor that is looked at, and none once it is looked at no more', () => {
    const world = setUp();
    const { state, show } = open(world);
    expect([show(floor('f1')), show(floor('f9')), state.kinds]).toEqual([true, false, ['board']]);
    world.facts.sinceMs = 1;
    world.clock.advance(seconds(1));
    expect(state.kinds).toEqual(['board', 'board']);
    expect(show(null)).toBe(true);
    world.facts.sinceMs = 2;
    world.clock.advance(seconds(1));
    expect(state.kinds).toEqual(['board', 'board']);
  });

  test('S15: of a storm of changes sends one frame a second, counted from when the page was opened', () => {
    const world = setUp();
    const { state } = open(world);
    const sentAt = Array.from({ length: 3_000 }, (_, n) => {
      world.facts.fix = fixOf(ana, { x: n });
      const before = state.kinds.length;
      world.clock.advance(1);
      return state.kinds.length === before ? [] : [n + 1];
    });
    expect(sentAt.flat()).toEqual([1_000, 2_000, 3_000]);
  });

  test('S3: other names on a board do not wait for the beat, everything else on it does', async () => {
    const world = setUp();
    const { state, show } = open(world);
    show(floor('f1'));
    world.facts.sinceMs = 1;
    world.hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual(['board']);
    world.facts.glassUntilMs = 1;
    world.hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual(['board', 'board']);
  });

  test('S16: the own place moves on the beat alone, so that no frame tells when others withdraw', async () => {
    const world = setUp();
    world.facts.fix = fixOf(ana);
    const { state } = open(world);
    world.clock.advance(500);
    world.facts.fix = fixOf(ana, { x: 5 });
    world.hub.immediately();
    await endOfTurn();
    expect(state.kinds).toEqual([]);
    world.clock.advance(500);
    expect(state.kinds).toEqual(['me']);
  });

  test('S3: what must be seen at once is sent at the end of the turn, whatever was sent a moment ago', async () => {
    const world = setUp();
    const { state } = open(world);
    for (const up of [false, true, false]) {
      world.facts.bookingUp = up;
      world.hub.immediately();
      await endOfTurn();
    }
    expect(state.kinds).toEqual(['me', 'me', 'me']);
  });

  test.each([
    ['has ended', null],
    ['is somebody else’s now', ben],
  ])('a session that %s ends its pages at once, and sends them nothing', async (_what, ref) => {
    const world = setUp();
    const [gone, other] = [open(world), open(world, ben)];
    gone.state.ref = ref;
    world.facts.bookingUp = false;
    world.hub.immediately();
    await endOfTurn();
    expect([gone.state.closed, gone.state.kinds]).toEqual([[4401], []]);
    expect([other.state.closed, other.state.kinds]).toEqual([[], ['me']]);
  });

  test('R17: who is not known any more is signed out; also without an event, within a second', () => {
    const world = setUp();
    const { state } = open(world);
    world.facts.known = false;
    world.clock.advance(seconds(1));
    expect(state.closed).toEqual([4401]);
  });

  test('a reader that is too slow is closed once and asked to come back, and holds up nobody', () => {
    const world = setUp();
    const [slow, other] = [open(world), open(world, ben)];
    for (const { show } of [slow, other]) show(floor('f1'));
    slow.state.buffered = 300_000;
    world.facts.bookingUp = false;
    world.facts.sinceMs = 1;
    world.clock.advance(seconds(1));
    expect([slow.state.closed, slow.state.kinds]).toEqual([[1013], ['board']]);
    expect(other.state.kinds).toEqual(['board', 'me', 'board']);
  });

  test('a page that answers no ping is let go, and one that does stays', () => {
    const world = setUp();
    const [deaf, awake] = [open(world), open(world, ben)];
    for (let beat = 0; beat < 3; beat += 1) {
      world.clock.advance(seconds(15));
      awake.answered();
    }
    expect([deaf.state.terminated, awake.state.terminated]).toEqual([true, false]);
  });

  test('has five pages for a person, and room again when one is left', () => {
    const world = setUp();
    const pages = Array.from({ length: 5 }, () => open(world));
    expect(() => open(world)).toThrow('full');
    open(world, ben);
    pages[0]?.leave();
    open(world);
  });

  test('tells the pages of one person that what was found holds no more, and nobody else’s', () => {
    const world = setUp();
    const [own, other] = [open(world), open(world, ben)];
    world.hub.findOver(ana);
    expect([own.state.kinds, other.state.kinds]).toEqual([['find-over'], []]);
  });

  test('leaves no timer when the last page is gone, and takes none after it has stopped', async () => {
    const world = setUp();
    const { leave } = open(world);
    expect(world.clock.waiting()).toBeGreaterThan(0);
    leave();
    expect(world.clock.waiting()).toBe(0);
    const { state } = open(world);
    world.hub.stop();
    expect([state.closed, world.clock.waiting()]).toEqual([[1001], 0]);
    expect(() => open(world)).toThrow('full');
  });
});
