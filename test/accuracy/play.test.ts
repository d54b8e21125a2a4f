// The engine is asked as the gateway asks it: every 50 ms of recorded time, never before a sighting was heard.

import { describe, expect, test } from 'vitest';
import type { PositionEngine } from '#gateway/locate/engine.ts';
import { AnchorId, SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import { play } from './play.ts';

/** Writes down what happens to it. */
function witness() {
  const log: string[] = [];
  const asked: number[] = [];
  const engine: PositionEngine = {
    hear: ({ heardAtBootMs }) => void log.push(`hear ${heardAtBootMs}`),
    solve: (nowBootMs) => {
      log.push(`solve ${nowBootMs}`);
      asked.push(nowBootMs);
      return [];
    },
    silence: () => undefined,
    heardBy: () => [],
    resurvey: async () => undefined,
    forget: () => undefined,
    forgetAll: () => void log.push('forget all'),
  };
  return { engine, log, asked };
}

const at = (heardAtBootMs: number): ConsentedSighting =>
  ({ subject: SubjectRef.parse('s'), anchor: AnchorId.parse('a'), rssiDbm: -60, heardAtBootMs }) as ConsentedSighting;

describe('a played recording', () => {
  test('is heard in its order, each sighting by the first solve after it', () => {
    const { engine, log } = witness();
    play(engine, [at(1_000), at(1_010), at(1_050), at(1_051)]);
    expect(log.slice(0, 7)).toEqual([
      'hear 1000',
      'solve 1000',
      'hear 1010',
      'hear 1050',
      'solve 1050',
      'hear 1051',
      'solve 1100',
    ]);
    expect(log.at(-1)).toBe('forget all');
  });

  test('is solved every 50 ms while something is pending, at least every second until everybody is forgotten', () => {
    const { engine, asked } = witness();
    play(engine, [at(0), at(3_600_000.5)]);
    const gaps = asked.slice(1).map((ms, i) => ms - (asked[i] ?? 0));
    expect(asked.filter((ms) => ms <= 4_000)).toHaveLength(81);
    expect(asked.filter((ms) => ms > 5_000 && ms <= 60_000)).toHaveLength(55);
    expect(gaps.filter((gap) => gap > 1_000)).toHaveLength(1);
    expect(asked).toContain(3_600_050);
  });

  test('asks just before what comes after a long silence, as the gateway does, so that it is not taken for wrongly stamped', () => {
    const { engine, log } = witness();
    play(engine, [at(0), at(3_600_000)]);
    const heard = log.indexOf('hear 3600000');
    expect(log.slice(heard - 1, heard + 2)).toEqual(['solve 3599950', 'hear 3600000', 'solve 3600000']);
  });

  test('goes on for four seconds after the last sighting, so that settled fixes come out', () => {
    const { engine, asked } = witness();
    play(engine, [at(500)]);
    expect(asked.at(-1)).toBe(4_500);
  });
});
