import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CalibrationSample } from '#gateway/locate/calibration.ts';
import { openTaughtSamples, type TaughtSamples } from '#gateway/taught-samples.ts';
import { anchorId, hall } from '../locate/calibrate/anchors-that-hear-each-other.ts';
import { noLimitBecause, withFileLimit } from '../store/disk-limits.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const path = (): string => join(folder(), 'calibration', 'samples.jsonl');
const visit = (x: number): CalibrationSample[] =>
  [0, 1, 2].map((i) => ({ floor: hall.id, x, y: 1, anchor: anchorId(i), rssi: [-60 - i, -61] }));
const everything = (taught: TaughtSamples): readonly CalibrationSample[] => taught.of(taught.visits());

test('what a visit taught is there again after a restart, in order and by its number', () => {
  const taught = openTaughtSamples(path());
  expect(everything(taught)).toEqual([]);
  expect(taught.append(visit(1))).toEqual({ ok: true, value: 1 });
  expect(taught.append(visit(2))).toEqual({ ok: true, value: 2 });
  const again = openTaughtSamples(path());
  expect(again.warnings).toEqual([]);
  expect(again.visits()).toEqual([1, 2]);
  expect(everything(again)).toEqual([...visit(1), ...visit(2)]);
  expect(again.of([2])).toEqual(visit(2));
  expect(everything(taught)).toEqual(everything(again));
});

describe('a crash in the middle of an append', () => {
  test('at any byte costs lines of the visit that was being written and nothing else, and is told', () => {
    openTaughtSamples(path()).append(visit(1));
    const sound = readFileSync(path()).length;
    openTaughtSamples(path()).append(visit(2));
    const whole = readFileSync(path());
    for (let bytes = whole.length; bytes >= sound; bytes--) {
      writeFileSync(path(), whole.subarray(0, bytes));
      const taught = openTaughtSamples(path());
      expect(taught.of([1])).toEqual(visit(1));
      expect(visit(2)).toEqual(expect.arrayContaining([...taught.of([2])]));
      const torn = whole[bytes - 1] !== 0x0a && whole[bytes] !== 0x0a;
      expect(taught.warnings).toHaveLength(torn ? 1 : 0);
    }
  });

  test('is mended by the next append: the torn line goes, no other does', () => {
    openTaughtSamples(path()).append(visit(1));
    openTaughtSamples(path()).append(visit(2));
    truncateSync(path(), readFileSync(path()).length - 7);
    const taught = openTaughtSamples(path());
    expect(taught.append(visit(3))).toEqual({ ok: true, value: 3 });
    const again = openTaughtSamples(path());
    expect(again.warnings).toEqual([]);
    expect(everything(again)).toEqual([...visit(1), ...visit(2).slice(0, 2), ...visit(3)]);
  });

  test('that left rubbish in the middle is told, and the rest is used', () => {
    openTaughtSamples(path()).append(visit(1));
    appendFileSync(path(), Buffer.from([0, 0, 0xff, 0xfe, 0x0a]));
    const taught = openTaughtSamples(path());
    expect(taught.warnings).toHaveLength(1);
    expect(taught.append(visit(2)).ok).toBe(true);
    expect(everything(openTaughtSamples(path()))).toEqual([...visit(1), ...visit(2)]);
  });
});

test('a line torn off after much was written is removed as a whole', () => {
  openTaughtSamples(path()).append(visit(1));
  appendFileSync(path(), `{"visit":2,"floor":"hall","rssi":[${'-60,'.repeat(2_000)}`);
  openTaughtSamples(path()).append(visit(2));
  const again = openTaughtSamples(path());
  expect(again.warnings).toEqual([]);
  expect(everything(again)).toEqual([...visit(1), ...visit(2)]);
});

test('a line without the number of its visit is in no map, so it is left out', () => {
  openTaughtSamples(path()).append(visit(1));
  appendFileSync(path(), `${JSON.stringify(visit(2)[0])}\n`);
  const taught = openTaughtSamples(path());
  expect(everything(taught)).toEqual(visit(1));
  expect(taught.warnings).toHaveLength(1);
});

test.skipIf(noLimitBecause !== null)('a full disk refuses the visit and leaves the others whole', async () => {
  const taught = openTaughtSamples(path());
  taught.append(visit(1));
  const before = readFileSync(path(), 'utf8');
  await withFileLimit(before.length + 20, () => {
    expect(taught.append(visit(2))).toMatchObject({ ok: false, why: 'not-stored' });
  });
  expect(readFileSync(path(), 'utf8')).toBe(before);
  expect(everything(taught)).toEqual(visit(1));
  expect(taught.append(visit(3))).toEqual({ ok: true, value: 2 });
});

test('reading makes no folder: a gateway that nobody calibrates leaves none behind', () => {
  openTaughtSamples(path());
  expect(existsSync(join(folder(), 'calibration'))).toBe(false);
});
