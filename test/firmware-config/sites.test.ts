import { describe, expect, it } from 'vitest';
import { parseCalibration } from '#gateway/locate/calibration.ts';
import type { Point } from '#shared/geometry/point.ts';
import { type Bounds, bounds, contains, edges } from '#shared/geometry/polygon.ts';
import { segmentsCross } from '#shared/geometry/segment.ts';
import type { Floor, Space } from '#shared/model/site.ts';
import { committedGateway, committedSite } from './committed-site.ts';

const overlap = (a: Bounds, b: Bounds): boolean => {
  const slackM = 1e-6;
  return a.minX < b.maxX - slackM && b.minX < a.maxX - slackM && a.minY < b.maxY - slackM && b.minY < a.maxY - slackM;
};
const spaces = (floor: Floor, kind: Space['kind']): readonly Space[] => floor.spaces.filter((space) => space.kind === kind);

describe('the demo office', () => {
  const { site, scanners, displays } = committedGateway('demo-office');

  it('has two floors with about 120 desks, ten rooms and sixteen scanners of three kinds', () => {
    const all = site.floors.flatMap((floor) => floor.spaces);
    expect(site.floors).toHaveLength(2);
    expect(all.filter((space) => space.kind === 'desk').length).toBeGreaterThanOrEqual(115);
    expect(all.filter((space) => space.kind === 'room')).toHaveLength(10);
    const count = (firmware: string): number => scanners.filter((scanner) => scanner.firmware === firmware).length;
    expect([count('espresense'), count('openmqttgateway'), count('native')]).toEqual([6, 5, 5]);
    expect(new Set(scanners.map((scanner) => scanner.anchor)).size).toBe(16);
    expect(displays.map(({ id, access, wallNames }) => [id, access, wallNames])).toEqual([
      ['lobby', 'loopback', 'initials'],
      ['floor-2', 'token', 'full'],
    ]);
  });

  it.each(site.floors)('stands free on $id: no desk, room or area overlaps another or a wall', (floor) => {
    const things = [...floor.spaces, ...floor.areas].map((thing) => ({
      id: thing.id,
      shape: thing.shape,
      box: bounds(thing.shape),
    }));
    const clashes = things.flatMap((a, i) =>
      things.slice(i + 1).flatMap((b) => (overlap(a.box, b.box) ? [`${a.id} and ${b.id}`] : [])),
    );
    expect(clashes).toEqual([]);
    const walls = floor.walls.flatMap((wall) => wall.path.slice(1).map((to, i) => ({ from: wall.path[i] ?? to, to })));
    const pierced = things.filter(({ shape }) =>
      edges(shape).some(([from, to]) => walls.some((wall) => segmentsCross(wall, { from, to }))),
    );
    expect(pierced.map((thing) => thing.id)).toEqual([]);
  });

  it.each(site.floors)('has zones on $id that cover the floor once, and spaces that lie in the zone they name', (floor) => {
    const box = bounds(floor.outline);
    const zonesAt = (p: Point): string[] => floor.zones.filter((zone) => contains(zone.shape, p)).map((zone) => zone.id);
    for (let x = box.minX + 0.3; x < box.maxX; x += 0.5) {
      for (let y = box.minY + 0.3; y < box.maxY; y += 0.5) expect(zonesAt({ x, y })).toHaveLength(1);
    }
    for (const space of floor.spaces) {
      const { minX, minY, maxX, maxY } = bounds(space.shape);
      expect([space.id, ...zonesAt({ x: (minX + maxX) / 2, y: (minY + maxY) / 2 })]).toEqual([space.id, space.zone]);
    }
  });

  it.each(site.floors)('gives every desk on $id a chair with room to sit', (floor) => {
    const desks = spaces(floor, 'desk');
    for (const desk of desks) {
      const box = bounds(desk.shape);
      const chair = {
        north: { ...box, minY: box.minY - 0.7, maxY: box.minY },
        south: { ...box, minY: box.maxY, maxY: box.maxY + 0.7 },
        west: { ...box, minX: box.minX - 0.7, maxX: box.minX },
        east: { ...box, minX: box.maxX, maxX: box.maxX + 0.7 },
      }[desk.seat ?? 'south'];
      const inTheWay = [...desks, ...floor.areas].filter((other) => overlap(chair, bounds(other.shape)));
      expect([desk.id, desk.seat !== undefined, ...inTheWay.map((other) => other.id)]).toEqual([desk.id, true]);
    }
  });
});

describe('the recorded hall', () => {
  const { site, scanners, displays, calibration } = committedGateway('tetam-hall');

  it('has twelve ESPresense scanners named like their anchors, and a wall on this machine', () => {
    expect(scanners).toHaveLength(12);
    expect(scanners.every((scanner) => scanner.firmware === 'espresense' && scanner.id === scanner.anchor)).toBe(true);
    expect(displays.map(({ id, access }) => [id, access])).toEqual([['hall', 'loopback']]);
    expect(site.floors[0]?.zones).toHaveLength(6);
    expect(site).toEqual(committedSite('tetam-hall'));
  });

  it('comes with calibration that the position engine reads', async () => {
    const { readFileSync } = await import('node:fs');
    const file = new URL(`../../firmware-config/sites/tetam-hall/${calibration}`, import.meta.url);
    const parsed = parseCalibration(readFileSync(file, 'utf8'));
    expect(parsed.ok && parsed.value.length).toBe(126 * 12);
  });
});
