// What is left of the accuracy when receivers fail: an anchor missing from the start, one that falls silent halfway, three
// readings of ten lost. The engine is told nothing of it; every bound is relative to the undamaged run.

import { beforeAll, describe, expect, test } from 'vitest';
import { lossy, silentFromHalfway, without } from './damage.ts';
import { figures } from './figures.ts';
import { player, printAll } from './pooled.ts';
import type { Recording } from './recording.ts';
import { tetamHall } from './tetam.ts';

const hall = tetamHall();
const anchors = [...new Set([...hall.recordings.values()].flatMap(({ sightings }) => sightings.map(({ anchor }) => anchor)))];

const play = player(hall);

function run(title: string, damage?: (recording: Recording) => Recording): number {
  const played = play(damage);
  printAll(title, played);
  return figures([...played.values()]).settled.meanM ?? Number.NaN;
}

describe('on the TETAM walks', () => {
  let whole: number;
  beforeAll(() => {
    whole = run('undamaged');
  });

  test('any one of the twelve anchors may be missing', () => {
    const means = anchors.map((anchor) => run(`no ${anchor}`, without(anchor)));
    expect(means).toHaveLength(12);
    expect(Math.max(...means)).toBeLessThan(whole * 1.4);
    expect(means.reduce((sum, mean) => sum + mean, 0) / means.length).toBeLessThan(whole * 1.2);
  });

  test('any one of them may fall silent halfway', () => {
    const means = anchors.map((anchor) => run(`${anchor} stops halfway`, silentFromHalfway(anchor)));
    expect(Math.max(...means)).toBeLessThan(whole * 1.3);
  });

  test('three readings of ten may be lost', () => {
    expect(run('30 % of readings lost', lossy(0.3))).toBeLessThan(whole * 1.25);
  });
});
