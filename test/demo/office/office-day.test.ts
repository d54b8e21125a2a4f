import { describe, expect, it } from 'vitest';
import { createOfficeDay, type Present, type Resident } from '#gateway/demo/office/office-day.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { contains } from '#shared/geometry/polygon.ts';
import { segmentsCross } from '#shared/geometry/segment.ts';
import { committedSite } from '../../firmware-config/committed-site.ts';

const site = committedSite('demo-office');
const desks = site.floors.flatMap((floor) => floor.spaces.filter((space) => space.kind === 'desk').map((space) => space.id));
const residents: readonly Resident[] = Array.from({ length: 60 }, (_, i) => {
  const desk = i < 40 ? desks[i * 3] : undefined;
  return { key: `r${i}`, ...(desk === undefined ? {} : { desk }) };
});

/** Everyone, every half second, for `minutes`. */
function film(seed: number, minutes: number): (readonly Present[])[] {
  const day = createOfficeDay(site, residents, seed);
  return Array.from({ length: minutes * 120 }, () => {
    day.step(500);
    return day.present();
  });
}

describe('a day in the office', () => {
  const frames = film(7, 12);

  it('begins with most people in, most of them at their own desks', () => {
    const first = createOfficeDay(site, residents, 7).present();
    expect(first.length).toBeGreaterThan(50);
    expect(first.filter((one) => one.seatedAt !== null).length).toBeGreaterThan(25);
  });

  it('always has someone on their feet', () => {
    expect(Math.min(...frames.map((frame) => frame.filter((one) => one.walking).length))).toBeGreaterThan(0);
  });

  it('keeps everyone on their floor, at walking pace and out of the walls', () => {
    const floors = new Map(site.floors.map((floor) => [floor.id, floor]));
    for (const [i, frame] of frames.entries()) {
      const before = new Map((frames[i - 1] ?? []).map((one) => [one.key, one]));
      for (const one of frame) {
        const floor = floors.get(one.floor);
        if (!floor) throw new Error('a floor that is not there');
        expect(contains(floor.outline, one.at)).toBe(true);
        const last = before.get(one.key);
        if (!last || last.floor !== one.floor) continue;
        expect(distanceM(last.at, one.at)).toBeLessThan(0.7);
        const crossed = floor.walls.some((wall) =>
          wall.path.slice(1).some((to, k) => segmentsCross({ from: wall.path[k] ?? to, to }, { from: last.at, to: one.at })),
        );
        if (crossed) expect.fail(`a wall of ${floor.id} was walked through near ${one.at.x}, ${one.at.y}`);
      }
    }
  });

  it('takes people to the other floor, to meetings and out of the building and back', () => {
    const floorsOf = (key: string): Set<string> =>
      new Set(frames.flatMap((frame) => frame.filter((o) => o.key === key).map((o) => o.floor)));
    expect(residents.filter((r) => floorsOf(r.key).size === 2).length).toBeGreaterThan(10);
    expect(new Set(frames.map((frame) => frame.length)).size).toBeGreaterThan(3);
  });

  it('seats nobody at a desk that is not theirs', () => {
    const own = new Map(residents.map((r) => [r.key, r.desk]));
    for (const one of frames.flat()) if (one.seatedAt !== null) expect(one.seatedAt).toBe(own.get(one.key));
  });

  it('is the same again with the same seed and another with another', () => {
    expect(film(7, 1)).toEqual(frames.slice(0, 120));
    expect(film(8, 1)).not.toEqual(frames.slice(0, 120));
  });

  it('goes on in a site without rooms, desks or an entrance', () => {
    const hall = committedSite('tetam-hall');
    const day = createOfficeDay(hall, residents.slice(0, 3), 1);
    day.step(200_000);
    expect(day.present().length).toBeGreaterThan(0);
  });
});
