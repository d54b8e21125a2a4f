import { expect, test } from 'vitest';
import type { Hearer } from '#gateway/locate/look.ts';
import { dbmOf, milliwatts } from '#gateway/locate/power.ts';
import { addReading, dropReadings, newWindow, wipeWindow } from '#gateway/locate/window.ts';
import { AnchorId } from '#shared/model/ids.ts';

const hearer = (name: string): Hearer => ({
  ...{ anchor: AnchorId.parse(name), storey: 0, x: 0, y: 0, expectedAtOneMetreDbm: -60 },
});
const [a, b, c] = [hearer('a'), hearer('b'), hearer('c')];

function filled() {
  const window = newWindow();
  for (const [by, rssiDbm] of [
    [a, -60],
    [b, -70],
    [a, -63],
    [c, -80],
  ] as const)
    addReading(window, by, rssiDbm);
  return window;
}

test('the powers of the readings are summed for each anchor', () => {
  const { sumsMw, ...others } = filled();
  expect(others).toEqual({ by: [a, b, c], counts: [2, 1, 1] });
  // -60 and -63 dBm are a millionth and half a millionth of a milliwatt.
  expect(sumsMw.map(dbmOf)).toEqual([-58.24, -70, -80].map((dbm) => expect.closeTo(dbm, 2)));
});

test('what one anchor said is taken back, and the others stay as they were', () => {
  const window = filled();
  dropReadings(window, a.anchor);
  expect(window).toEqual({ by: [b, c], sumsMw: [milliwatts(-70), milliwatts(-80)], counts: [1, 1] });
  dropReadings(window, a.anchor);
  expect(window.by).toEqual([b, c]);
});

test('readings from before and after a new survey are not added up, and both are taken back', () => {
  const window = filled();
  addReading(window, { ...a }, -65);
  expect(window.counts).toEqual([2, 1, 1, 1]);
  dropReadings(window, a.anchor);
  expect(window.by).toEqual([b, c]);
});

test('a window that is wiped holds nothing', () => {
  const window = filled();
  wipeWindow(window);
  expect(window).toEqual(newWindow());
});
