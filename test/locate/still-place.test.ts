import { beforeEach, describe, expect, test } from 'vitest';
import type { Shares } from '#gateway/locate/estimate.ts';
import type { Observation } from '#gateway/locate/evidence.ts';
import { createGrid } from '#gateway/locate/grid.ts';
import { buildRadioMap } from '#gateway/locate/radio-map.ts';
import { newStillMemory, remember, type StillMemory } from '#gateway/locate/still-memory.ts';
import { createStillPlace } from '#gateway/locate/still-place.ts';
import type { Point } from '#shared/geometry/point.ts';
import { gaussian, type Random, seededRandom } from '#shared/kit/random.ts';
import { atOnce } from '#shared/kit/steps.ts';
import { Floor } from '#shared/model/site.ts';

const hall = Floor.parse({
  id: 'hall',
  name: 'Hall',
  short: 'H',
  outline: { rect: [0, 0, 16, 16] },
  zones: [{ id: 'all', name: 'All', shape: { rect: [0, 0, 16, 16] } }],
  anchors: Array.from({ length: 16 }, (_, i) => ({ id: `a${i}`, at: [2 + 4 * (i % 4), 2 + 4 * Math.floor(i / 4)] })),
});
const grid = createGrid([hall], 8_192);
const surveyed = Array.from({ length: 64 }, (_, i) => ({ x: 1 + 2 * (i % 8), y: 1 + 2 * Math.floor(i / 8) }));
const calibration = surveyed.flatMap((at) =>
  hall.anchors.map((anchor) => ({ floor: hall.id, ...at, anchor: anchor.id, rssi: [expectedDbm(anchor.at, at)] })),
);
const map = atOnce(buildRadioMap({ floors: [hall], calibration, tunings: [] }, grid));
const anywhere = within({ x: 8, y: 8 }, 99);

/** The belief of a filter that knows no better than that. */
function within(of: Point, radiusM: number): Shares {
  const cell = [...grid.room.keys()].filter((i) => Math.hypot((grid.x[i] ?? 0) - of.x, (grid.y[i] ?? 0) - of.y) < radiusM);
  return { cell, share: cell.map(() => 1 / cell.length), count: cell.length };
}

/** One reading of every anchor; a body weakens those behind by up to 8 dB and strengthens none. */
function hear(at: Point, facing: number, random: Random): readonly Observation[] {
  return [...map.fields.values()].map((field): Observation => {
    const body = 8 * Math.max(0, -Math.cos(Math.atan2(field.by.y - at.y, field.by.x - at.x) - facing));
    return { field, by: field.by, meanDbm: expectedDbm(field.by, at) - body + gaussian(random, 0, 3), count: 1 };
  });
}

function expectedDbm(anchor: Point, at: Point): number {
  return -59 - 25 * Math.log10(Math.hypot(anchor.x - at.x, anchor.y - at.y, 1.2));
}

/** What is remembered after so many seconds of `where`, a solve a second. */
function memoryOf(seconds: number, where: (second: number) => Point, facing: number, random: Random): StillMemory {
  let memory = newStillMemory();
  for (let s = 0; s < seconds; s++) memory = remember(memory, hear(where(s), facing, random), s === 0 ? 0 : 1);
  return memory;
}

function mostProbable({ cell, share, count }: Shares): Point {
  let best = 0;
  for (let k = 0; k < count; k++) if ((share[k] ?? 0) > (share[best] ?? 0)) best = k;
  return { x: grid.x[cell[best] ?? 0] ?? 0, y: grid.y[cell[best] ?? 0] ?? 0 };
}

describe('the place of somebody who sits still', () => {
  let stillPlace: ReturnType<typeof createStillPlace>;
  beforeEach(() => {
    stillPlace = createStillPlace(grid, map);
  });

  test('is found to a metre whichever way they face', () => {
    const random = seededRandom(5);
    const errors = Array.from({ length: 16 }, (_, i) => {
      const at = { x: 3 + 10 * random(), y: 3 + 10 * random() };
      const memory = memoryOf(20, () => at, (i * Math.PI) / 8, random);
      const { x, y } = mostProbable(stillPlace.mix(within({ x: at.x + 1, y: at.y - 1 }, 4), memory, null));
      return Math.hypot(x - at.x, y - at.y);
    });
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(1);
  });

  test('is not asked for while they walk', () => {
    const memory = memoryOf(20, (second) => ({ x: 1 + 0.7 * second, y: 8 }), 0, seededRandom(6));
    expect(stillPlace.mix(anywhere, memory, null)).toBe(anywhere);
  });

  test('leaves shares that sum to one, and nothing behind', () => {
    const at = { x: 8, y: 5 };
    const mixed = stillPlace.mix(
      anywhere,
      memoryOf(20, () => at, 1, seededRandom(7)),
      { meanDb: 2, variance: 3 },
    );
    expect(mixed).not.toBe(anywhere);
    expect(Array.from(mixed.share).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    stillPlace.clear();
    expect(Array.from(mixed.share).every((share) => share === 0)).toBe(true);
  });
});
