import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CalibrationMap, openMaps } from '#gateway/calibration-maps.ts';
import { anchorId } from '../locate/calibrate/anchors-that-hear-each-other.ts';
import { noLimitBecause, withFileLimit } from '../store/disk-limits.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const map = (offsetDb: number): Omit<CalibrationMap, 'id'> => ({
  madeAtMs: 1_800_000_000_000,
  source: 'between-anchors',
  visits: [1, 2],
  tunings: [{ anchor: anchorId(0), offsetDb, exponent: 2 }],
  pairs: [],
  places: [],
  score: { beforeDb: 5, afterDb: 4, pairs: 20 },
});
const activeOffset = (): number | undefined => openMaps(folder()).active()?.tunings[0]?.offsetDb;

test('the newest map is in use, after a restart too, until an older one is taken back', () => {
  const maps = openMaps(folder());
  expect(maps.active()).toBeNull();
  expect([1, 2, 3].map((offset) => maps.save(map(offset))).map((saved) => saved.ok && saved.value.id)).toEqual([
    '0001',
    '0002',
    '0003',
  ]);
  expect(activeOffset()).toBe(3);
  expect(maps.activate('0001')).toMatchObject({ ok: true });
  expect(activeOffset()).toBe(1);
  expect(maps.activate('0009')).toMatchObject({ ok: false, why: 'unknown-map' });
  expect(maps.save(map(4))).toMatchObject({ ok: true, value: { id: '0004' } });
  expect(openMaps(folder()).all()).toHaveLength(4);
});

test('a map that grows keeps its number', () => {
  const maps = openMaps(folder());
  maps.save(map(1));
  maps.save(map(2));
  maps.save(map(7), '0002');
  expect(maps.all().map(({ id }) => id)).toEqual(['0001', '0002']);
  expect(activeOffset()).toBe(7);
});

test('the newest ten maps are kept', () => {
  const maps = openMaps(folder());
  for (let i = 1; i <= 14; i++) maps.save(map(i));
  expect(readdirSync(join(folder(), 'maps')).sort()).toEqual(maps.all().map(({ id }) => `${id}.json`));
  expect(maps.all().map(({ id }) => Number(id))).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  expect(openMaps(folder()).all()).toEqual(maps.all());
});

test('a damaged map is told and not offered; when it was in use the newest sound one is', () => {
  const maps = openMaps(folder());
  for (let i = 1; i <= 3; i++) maps.save(map(i));
  writeFileSync(join(folder(), 'maps', '0003.json'), '{"id":"0003","tunings":[{"anchor":"a0","offsetDb":999');
  const again = openMaps(folder());
  expect(again.active()?.id).toBe('0002');
  expect(again.warnings).toHaveLength(2);
  expect(again.warnings.join()).toMatch(/0003\.json is damaged.*map 0002 is used instead/s);
  rmSync(join(folder(), 'active'));
  expect(openMaps(folder()).active()?.id).toBe('0002');
});

test('a tuning that no sound radio has is not believed', () => {
  openMaps(folder()).save(map(1));
  writeFileSync(join(folder(), 'maps', '0001.json'), JSON.stringify({ ...map(99), id: '0001' }));
  expect(openMaps(folder()).active()).toBeNull();
});

test('a map under the number of another is no map: somebody copied a file', () => {
  openMaps(folder()).save(map(1));
  cpSync(join(folder(), 'maps', '0001.json'), join(folder(), 'maps', '0002.json'));
  expect(openMaps(folder()).all()).toHaveLength(1);
});

test('what a crash left half written beside a map is not taken for one', () => {
  openMaps(folder()).save(map(1));
  writeFileSync(join(folder(), 'maps', '0002.json.new'), '{"id":"00');
  expect(openMaps(folder())).toMatchObject({ warnings: [] });
  expect(activeOffset()).toBe(1);
});

test.skipIf(noLimitBecause !== null)('a full disk leaves the map in use as it is', async () => {
  const maps = openMaps(folder());
  maps.save(map(1));
  await withFileLimit(40, () => {
    expect(maps.save(map(2))).toMatchObject({ ok: false, why: 'not-stored' });
    expect(maps.save(map(3), '0001')).toMatchObject({ ok: false, why: 'not-stored' });
  });
  expect(maps.active()?.tunings[0]?.offsetDb).toBe(1);
  expect(activeOffset()).toBe(1);
});
