import { beforeEach, describe, expect, test } from 'vitest';
import { keepPageAlive, type PageKeeper } from '#kiosk/electron/keep-page-alive.ts';
import { seconds } from '#shared/kit/duration.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { FakeContents } from '#test/fakes/electron.ts';

let clock: FakeClock;
let contents: FakeContents;
let keeper: PageKeeper;
let exits: number[];
let lines: string[];
const wall = 'kiosk://app/wall.html';

beforeEach(() => {
  clock = fakeClock();
  contents = new FakeContents();
  exits = [];
  lines = [];
  keeper = keepPageAlive(contents, {
    clock,
    log: (level, message, fields) => lines.push(JSON.stringify({ level, message, ...fields })),
    exit: (code) => exits.push(code),
  });
  clock.advance(0);
});

describe('the window', () => {
  test('shows the wall first', () => {
    expect(contents.loaded).toEqual([wall]);
  });

  test('is never loaded inside the event that says the renderer is gone, but right after it', () => {
    contents.die('crashed');
    expect(contents.loaded).toEqual([wall]);
    clock.advance(0);
    expect(contents.loaded).toEqual([wall, wall]);
    expect(lines.join()).toContain('"reason":"crashed"');
  });

  test('shows the safe page when the wall dies a third time in half a minute', () => {
    for (let i = 0; i < 3; i += 1) {
      contents.die('oom');
      clock.advance(1);
    }
    expect(contents.loaded.at(-1)).toBe('kiosk://app/safe.html');
    expect(keeper.alive()).toBe(true);
  });

  test('that hangs is crashed, and the process ends with code 1 when it keeps dying', () => {
    contents.emit('unresponsive');
    clock.advance(seconds(10));
    expect(contents.crashes).toBe(1);
    for (let i = 0; i < 6; i += 1) contents.die('killed');
    expect(exits).toEqual([1]);
  });

  test('stays as it is while the page beats', () => {
    for (let i = 0; i < 100; i += 1) {
      clock.advance(seconds(5));
      keeper.beat();
    }
    expect(contents.loaded).toEqual([wall]);
    expect(contents.crashes).toBe(0);
    expect(keeper.alive()).toBe(true);
  });

  test('that could not load is loaded again, but a load that a newer one replaced is no loss', async () => {
    contents.loadError = Object.assign(new Error('replaced'), { code: 'ERR_ABORTED' });
    contents.die('crashed');
    clock.advance(0);
    await Promise.resolve();
    expect(contents.loaded).toHaveLength(2);
    contents.loadError = Object.assign(new Error('broken'), { code: 'ERR_UNEXPECTED' });
    contents.die('crashed');
    clock.advance(0);
    await new Promise(setImmediate);
    contents.loadError = null;
    clock.advance(0);
    expect(contents.loaded.at(-1)).toBe('kiosk://app/safe.html');
  });

  test('is left alone after a stop, with no timer behind', () => {
    keeper.stop();
    contents.die('crashed');
    clock.advance(seconds(120));
    expect(contents.loaded).toEqual([wall]);
    expect(clock.waiting()).toBe(0);
  });
});
