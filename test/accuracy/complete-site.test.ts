// Sites that were not written for us: other names, less in them, things in odd places. Each becomes floors the engine takes,
// or one sentence.

import { describe, expect, test } from 'vitest';
import { bounds } from '#shared/geometry/polygon.ts';
import { type CompleteSite, completeSite, type Standing } from './complete-site.ts';

function completed(document: unknown, standing: readonly Standing[] = []): CompleteSite {
  const site = completeSite(document, standing);
  if (!site.ok) throw new Error(site.detail);
  return site.value;
}

const hall = (more: object) => ({ floors: [{ id: 'hall', anchors: [{ id: 'a', at: [1, 2] }], ...more }] });

describe('ids', () => {
  test('of any form become ids of ours, found again however the recording writes them', () => {
    const anchors = ['B1', 'AC:23:3F:00:00:01', 'röntgen 2', '7'].map((id, i) => ({ id, at: [i, i] }));
    const site = completed({ floors: [{ id: '2. OG', anchors }] });
    expect(site.floors[0]?.anchors.map(({ id }) => id)).toEqual(['b1', 'ac-23-3f-00-00-01', 'r-ntgen-2', '7']);
    expect(site.anchor('B1')).toBe('b1');
    expect(site.anchor('ac233f000001')).toBe('ac-23-3f-00-00-01');
    expect(site.anchor('röntgen 2')).toBe('r-ntgen-2');
    expect(site.anchor('B2')).toBeUndefined();
    expect(site.floor('2. OG')).toBe('2.-og');
  });

  test('that differ in case only stay two anchors', () => {
    const anchors = ['n1', 'N1'].map((id, i) => ({ id, at: [i, i] }));
    const site = completed({ floors: [{ id: 'hall', anchors }] });
    expect(site.anchor('n1')).not.toBe(site.anchor('N1'));
    expect(site.anchor('n-1')).toBeUndefined();
    expect(site.floors[0]?.anchors).toHaveLength(2);
  });

  test('used twice count once', () => {
    const anchors = [1, 2].map((x) => ({ id: 'a', at: [x, x] }));
    const site = completed({ floors: [{ id: 'hall', anchors }] });
    expect(site.floors[0]?.anchors.map(({ at }) => at)).toEqual([{ x: 1, y: 1 }]);
    expect(site.remarks.join()).toContain('Anchor "a" is there twice');
  });
});

describe('places', () => {
  test('may be written in several ways; anchors without one are left out', () => {
    const anchors = [
      { id: 'a', at: [1, 2] },
      { id: 'b', at: { x: 3, y: 4 } },
      { id: 'c', x: 5, y: 6, z: 2.7 },
      { id: 'd', at: [7, 8, 1.2] },
      { id: 'e' },
      { id: 'f', at: [Number.NaN, 1] },
    ];
    const site = completed({ floors: [{ id: 'hall', anchors }] });
    const places = site.floors[0]?.anchors.map(({ at, heightM }) => [at.x, at.y, heightM]);
    expect(places).toEqual([
      [1, 2, 2.4],
      [3, 4, 2.4],
      [5, 6, 2.7],
      [7, 8, 1.2],
    ]);
    expect(site.remarks).toContain('Anchor "e" has no coordinates and is left out.');
    expect(site.anchor('e')).toBeUndefined();
  });

  test('without an outline the floor reaches two metres around what is known on it', () => {
    const site = completed(hall({}), [{ floor: 'hall', x: 11, y: -3 }]);
    expect(bounds(site.floors[0]?.outline ?? [])).toEqual({ minX: -1, minY: -5, maxX: 13, maxY: 4 });
  });

  test('outside the outline grow it', () => {
    const site = completed(hall({ outline: { rect: [0, 0, 5, 5] }, anchors: [{ id: 'far', at: [9, 1] }] }));
    expect(bounds(site.floors[0]?.outline ?? [])).toEqual({ minX: 0, minY: 0, maxX: 9, maxY: 5 });
    expect(site.floors[0]?.anchors).toHaveLength(1);
  });

  test('on the outer wall leave the outline as it is', () => {
    const site = completed(hall({ outline: { rect: [0, 0, 5, 5] }, anchors: [{ id: 'wall', at: [5.3, 1] }] }));
    expect(bounds(site.floors[0]?.outline ?? []).maxX).toBe(5);
  });
});

describe('what a floor lacks', () => {
  test('a floor without zones is one zone', () => {
    const [floor] = completed(hall({ name: 'Great hall' })).floors;
    expect(floor?.zones).toHaveLength(1);
    expect(floor?.zones[0]).toMatchObject({ id: 'hall', name: 'Great hall', shape: floor?.outline });
  });

  test('open rings are closed, unknown keys ignored, a wall that makes no sense left out with a remark', () => {
    const ring = [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
    ];
    const walls = [
      { kind: 'hedge', path: ring },
      {
        path: [
          [0, 3],
          [9, 3],
        ],
      },
    ];
    const site = completed(hall({ outline: ring, zones: [{ id: 'a', shape: { ring }, colour: 'red' }], walls, photos: 3 }));
    expect(site.floors[0]?.outline).toHaveLength(4);
    expect(site.floors[0]?.zones.map(({ id }) => id)).toEqual(['a']);
    expect(site.floors[0]?.walls.map(({ kind }) => kind)).toEqual(['solid']);
    expect(site.remarks.join()).toContain('Left out of the site: walls 1 of floor 1');
  });

  test('a site may be one floor itself, or keep its anchors beside its floors', () => {
    expect(completed({ anchors: [{ id: 'a', at: [1, 1] }] }).floors).toHaveLength(1);
    const two = completed({ floors: [{ id: 'g' }, { id: '1' }], anchors: [{ id: 'a', floor: '1', at: [1, 1] }] });
    expect(two.floors.map(({ id, anchors }) => [id, anchors.length])).toEqual([
      ['g', 0],
      ['1', 1],
    ]);
  });
});

describe('several floors', () => {
  const listed = (...ids: string[]) => ({ floors: ids.map((id, i) => ({ id, anchors: [{ id: `a${i}`, at: [i, i] }] })) });

  test('are put in order by the numbers in their names, or by level, else stay as listed', () => {
    const order = (document: object): string[] => completed(document).floors.map(({ id }) => id);
    expect(order(listed('floor-3', 'B1', 'G', 'floor-1'))).toEqual(['b1', 'g', 'floor-1', 'floor-3']);
    expect(order(listed('sales', 'workshop'))).toEqual(['sales', 'workshop']);
    const withLevels = listed('sales', 'workshop').floors.map((floor, i) => ({ ...floor, level: -i }));
    expect(order({ floors: withLevels })).toEqual(['workshop', 'sales']);
  });

  test('may use the same zone id; a floor nobody listed is unknown', () => {
    const zones = [{ id: 'north', shape: { rect: [0, 0, 4, 4] } }];
    const site = completed({ floors: listed('1', '2').floors.map((floor) => ({ ...floor, zones })) });
    expect(new Set(site.floors.flatMap((floor) => floor.zones.map(({ id }) => id))).size).toBe(2);
    expect(site.floor('3')).toBeUndefined();
  });

  test('a site with one floor takes any floor for it', () => {
    expect(completed(hall({})).floor('ground floor')).toBe('hall');
  });
});

test.each([null, 7, [], {}, { floors: [] }, { floors: [{ id: 'a', anchors: [] }] }, { floors: [{ anchors: [{ id: 'a' }] }] }])(
  'a document without any placed anchor is refused with a sentence: %j',
  (document) => {
    const site = completeSite(document, []);
    expect(site.ok).toBe(false);
    expect(site.ok ? '' : site.detail).toMatch(/^The site .*\.$/);
  },
);
