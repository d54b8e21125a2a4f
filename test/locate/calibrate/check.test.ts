import { describe, expect, test } from 'vitest';
import { checkCalibration } from '#gateway/locate/calibrate/check.ts';
import { parseCalibration } from '#gateway/locate/calibration.ts';
import { floors } from '../office.ts';

const line = (changes: object): string =>
  JSON.stringify({ floor: 'f0', x: 5, y: 5, anchor: 'f0-a0', rssi: [-60, -62], ...changes });

function check(...changes: readonly object[]) {
  const parsed = parseCalibration(changes.map(line).join('\n'));
  if (!parsed.ok) throw new Error(parsed.detail);
  return checkCalibration(parsed.value, floors);
}

test('samples of this site pass without a word', () => {
  const checked = check({}, { x: 6 }, { floor: 'f1' });
  expect(checked.samples).toHaveLength(3);
  expect(checked.warnings).toEqual([]);
});

test('samples of anchors and floors that are gone are left out, each kind told once with its first line', () => {
  const checked = check({}, { anchor: 'gone' }, { anchor: 'gone', x: 6 }, { floor: 'f9' });
  expect(checked.samples).toHaveLength(1);
  expect(checked.warnings).toEqual([
    'line 2 and others: there is no anchor "gone" in the site: sample left out (2 times)',
    'line 4: there is no floor "f9" in the site: sample left out',
  ]);
});

test('a spot just outside the wall is believed, one in the street is not', () => {
  const checked = check({ x: -0.9 }, { x: 41.1 }, { x: 40.7, y: 20.7 });
  expect(checked.samples.map((sample) => sample.x)).toEqual([-0.9, 40.7]);
  expect(checked.warnings).toEqual(['line 2: the spot is outside floor "f0": sample left out']);
});

describe('samples that contradict each other', () => {
  test('are both left out, since nothing says which is right', () => {
    const checked = check({ rssi: [-50, -52] }, { rssi: [-67, -69] }, { x: 9 });
    expect(checked.samples.map((sample) => sample.x)).toEqual([9]);
    expect(checked.warnings).toEqual(['lines 1, 2: anchor "f0-a0" was heard at one spot with -51, -68 dBm: 2 of them left out']);
  });

  test('lose against a majority', () => {
    const checked = check({ rssi: [-50] }, { rssi: [-68] }, { rssi: [-70] });
    expect(checked.samples.map((sample) => sample.rssi)).toEqual([[-68], [-70]]);
  });

  test('are none when they are alike, of other anchors, or of other spots', () => {
    expect(check({ rssi: [-50] }, { rssi: [-64] }, { rssi: [-90], anchor: 'f0-a1' }, { rssi: [-90], x: 5.5 }).warnings).toEqual(
      [],
    );
  });
});
