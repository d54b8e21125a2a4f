// What every answer of the engine must hold, whatever it was fed with, and ways to feed it.

import { expect } from 'vitest';
import type { Located, PositionEngine } from '#gateway/locate/engine.ts';
import { seededRandom } from '#shared/kit/random.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import { ana, floors, hearAll, sighting, type Tag } from './office.ts';

/** A sighting with a strength that no decoder would let through. */
export function odd(anchor: string, rssiDbm: number, heardAtBootMs: number, subject = ana): ConsentedSighting {
  return { ...sighting(anchor, 0, heardAtBootMs, subject), rssiDbm };
}

export function fixesOf(located: readonly Located[]): readonly Fix[] {
  return located.flatMap(({ instant, settled }) => (settled === null ? [instant] : [instant, settled]));
}

/** Every fix is in the office of office.ts, made of numbers, not older than promised, and owns up to its radius. */
export function expectSound(located: readonly Located[], nowMs: number): void {
  for (const fix of fixesOf(located)) {
    const floor = floors.find(({ id }) => id === fix.floor);
    expect(floor).toBeDefined();
    expect(fix.x >= 0 && fix.x <= 40 && fix.y >= 0 && fix.y <= 20).toBe(true);
    expect(fix.radius68M).toBeGreaterThanOrEqual(0.5);
    expect(fix.radius95M).toBeGreaterThanOrEqual(fix.radius68M);
    expect(fix.radius95M).toBeLessThan(60);
    expect(fix.zoneProbability >= 0 && fix.zoneProbability <= 1 + 1e-6).toBe(true);
    expect(fix.atBootMs <= nowMs && nowMs - fix.atBootMs <= 3_000).toBe(true);
    if (fix.precision === 'floor') expect(fix.zone).toBe(null);
  }
}

/** Plays a tag that stands still, two rounds a second, and `between` after each; the answers of the last solve. */
export function stand(engine: PositionEngine, tag: Tag, seconds: number, between: (nowMs: number) => void = () => undefined) {
  const random = seededRandom(7);
  let last: readonly Located[] = [];
  for (let nowMs = 500; nowMs <= seconds * 1_000; nowMs += 500) {
    for (const heard of hearAll(tag, nowMs - 100, random)) engine.hear(heard);
    between(nowMs);
    const located = engine.solve(nowMs);
    if (located.length > 0) last = located;
    expectSound(located, nowMs);
  }
  return last;
}
