import { describe, expect, it } from 'vitest';
import { loadWalk, parseWalk, replayNames } from '#gateway/demo/replay/walks.ts';
import { hallM } from '#gateway/demo/tetam/dataset.ts';

const row = '1581252411.50,b827eb4521b4,e78f135624ce,-72,11.711,4.129,1.84,0.0,0.0,-1.0,0.4,0.0,0.0,0.0,-0.4,0.0';

describe('a recorded walk', () => {
  it.each([
    ['tetam/straight_01', 1365],
    ['tetam/straight_02', 1240],
    ['tetam/straight_04', 558],
    ['tetam/rectangular_with_rotation', 1935],
    ['tetam/zigzagging_without_rotation', 2203],
  ] as const)('%s loads whole, in the order of time and inside the hall', (name, readings) => {
    const walk = loadWalk(name);
    if (!walk.ok) throw new Error(walk.detail);
    expect(walk.value.readings).toHaveLength(readings);
    expect(walk.value.tag).toBe('mac:e78f135624ce');
    const times = walk.value.readings.map((reading) => reading.atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(0);
    expect(walk.value.durationMs).toBe(times.at(-1));
    for (const { x, y } of walk.value.truth) {
      expect(x > 0 && x < hallM.width && y > 0 && y < hallM.height).toBe(true);
    }
  });

  it('is known by name for each of the five', () => {
    expect(replayNames).toHaveLength(5);
  });

  it('is turned into our frame: the x of the dataset becomes our y', () => {
    const walk = parseWalk(row);
    expect(walk.ok && walk.value.truth).toEqual([{ atMs: 0, x: 4.129, y: 11.711 }]);
  });

  it('keeps impossible strengths, which are for the decoder to drop', () => {
    const walk = parseWalk(row.replace('-72', '42'));
    expect(walk.ok && walk.value.readings[0]?.rssiDbm).toBe(42);
  });

  it('is put in order when two rows were written the wrong way round', () => {
    const walk = parseWalk(`${row}\n${row.replace('411.50', '411.25').replace('-72', '-60')}`);
    expect(walk.ok && walk.value.readings.map((r) => [r.atMs, r.rssiDbm])).toEqual([
      [0, -60],
      [250, -72],
    ]);
  });

  it.each(['', 'x'.repeat(20), `${row}\n1581252412,b827eb4521b4,e78f135624ce,,1,1,1`, row.replace('b827eb4521b4', 'zz')])(
    'is refused with the line that is wrong',
    (text) => {
      const walk = parseWalk(text);
      expect(walk).toMatchObject({ ok: false, why: 'malformed' });
      expect(!walk.ok && walk.detail).toMatch(text.includes('\n') ? /^Line 2 / : /^Line 1 /);
    },
  );
});
