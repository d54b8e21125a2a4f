// A site or a calibration that says little, or nonsense: the engine may know less then, never more than it was told.

import { describe, expect, test } from 'vitest';
import { parseCalibration } from '#gateway/locate/calibration.ts';
import { createPositionEngine, type Located } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import { Floor } from '#shared/model/site.ts';
import { floors, hearAll, type Tag } from './office.ts';
import { expectSound, odd, stand } from './sound.ts';

const west: Tag = { x: 8, y: 10, storey: 0 };

describe('a site', () => {
  const floorWith = (anchors: readonly object[], id = 'f0'): Floor =>
    Floor.parse({
      ...{ id, name: id, short: 'F', outline: { rect: [0, 0, 40, 20] }, anchors },
      zones: [{ id: `${id}-all`, name: 'All', shape: { rect: [0, 0, 40, 20] } }],
    });
  const hearing = (of: readonly Floor[], heard: readonly ConsentedSighting[]): readonly Located[] => {
    const engine = createPositionEngine({ floors: of, calibration: [] });
    for (const one of heard) engine.hear(one);
    return engine.solve(1_000);
  };

  test('without anchors locates nobody', () => {
    expect(hearing([floorWith([])], hearAll(west, 900))).toEqual([]);
  });

  test('without floors locates nobody', () => {
    expect(hearing([], hearAll(west, 900))).toEqual([]);
  });

  test('with a floor without anchors still locates on the other one', () => {
    const [ground] = floors;
    const located = hearing([...(ground ? [ground] : []), floorWith([], 'f1')], hearAll(west, 900));
    expect(located[0]?.instant.floor).toBe('f0');
    expectSound(located, 1_000);
  });

  test('with one anchor says no more than that somebody is there', () => {
    const located = hearing([floorWith([{ id: 'f0-a0', at: [5, 5] }])], [odd('f0-a0', -85, 900)]);
    expectSound(located, 1_000);
    expect(located[0]?.instant.radius68M).toBeGreaterThan(5);
  });

  test('with the same anchor twice, or all anchors in one spot, is no reason to throw', () => {
    const twice = [0, 1].map(() => ({ id: 'f0-a0', at: [5, 5] }));
    const spot = Array.from({ length: 8 }, (_, i) => ({ id: `f0-a${i}`, at: [20, 10] }));
    for (const anchors of [twice, spot]) expectSound(hearing([floorWith(anchors)], hearAll(west, 900)), 1_000);
  });

  test('with an anchor outside its outline is none either', () => {
    expectSound(hearing([floorWith([{ id: 'f0-a0', at: [-500, 9_000] }])], [odd('f0-a0', -60, 900)]), 1_000);
  });
});

describe('calibration', () => {
  const line = (anchor: string, x: unknown, y: unknown, rssi: readonly unknown[]): string =>
    JSON.stringify({ floor: 'f0', x, y, anchor, rssi });
  const located = (text: string): readonly Located[] => {
    const parsed = parseCalibration(text);
    expect(parsed.ok).toBe(true);
    const engine = createPositionEngine({ floors, calibration: parsed.ok ? parsed.value : [] });
    return stand(engine, west, 6);
  };

  test('with a single sample locates about as well as with none', () => {
    const fix = located(line('f0-a0', 5, 10, [-75]))[0]?.instant;
    expect(distanceM(fix ?? { x: 99, y: 99 }, west)).toBeLessThan(8);
  });

  test.each([
    ['contradict each other in one spot', [line('f0-a0', 8, 10, [-40]), line('f0-a0', 8, 10, [-100])]],
    ['are the wrong way round', [1, 3, 9, 15, 25, 35].map((d) => line('f0-a0', 5 + d, 5, [-100 + d]))],
    ['are all the same', Array.from({ length: 40 }, (_, i) => line('f0-a0', i, 5, [-70]))],
    ['are a hundred in one spot', Array.from({ length: 100 }, () => line('f0-a1', 8, 10, [-70]))],
    ['lie far outside', [line('f0-a0', 1e6, -1e6, [-70]), line('f0-a0', 8, 10, [-70])]],
  ])('samples that %s make no unsound fix', (_, lines) => {
    expect(located(lines.join('\n'))).toHaveLength(1);
  });

  test('holds no numbers that are none: a sample without a place or a signal is left out and told', () => {
    const text = `{"floor":"f0","x":NaN,"y":3,"anchor":"f0-a0","rssi":[-70]}\n${line('f0-a0', 3, 3, [null, 42, -70])}`;
    const parsed = parseCalibration(text);
    expect(parsed).toMatchObject({ ok: true, value: [{ x: 3, y: 3, rssi: [-70] }] });
    expect(parsed.ok ? parsed.warnings.length : 0).toBe(2);
  });
});
