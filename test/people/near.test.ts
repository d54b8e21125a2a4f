import { describe, expect, test } from 'vitest';
import { nearest } from '#gateway/people/near.ts';
import { committedSite } from '../firmware-config/committed-site.ts';

const floor = committedSite('demo-office').floors[0];
if (floor === undefined) throw new Error('no floor');
const free = floor.spaces.map((space) => ({ space, untilMs: 1 }));

describe('free spaces near me', () => {
  test('come nearest first, six at most, in whole metres', () => {
    const near = nearest(free, floor.id, { x: 10, y: 10 });
    expect(near).toHaveLength(6);
    const distances = near.map(({ distanceM }) => distanceM);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(distances.every(Number.isInteger)).toBe(true);
  });

  test('are none where nothing is free', () => {
    expect(nearest([], floor.id, { x: 0, y: 0 })).toEqual([]);
  });
});
