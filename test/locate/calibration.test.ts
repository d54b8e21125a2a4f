import { expect, test } from 'vitest';
import { parseCalibration } from '#gateway/locate/calibration.ts';
import { createPositionEngine } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { floors, hearAll } from './office.ts';

const good = '{"floor":"f0","x":1.5,"y":2,"anchor":"f0-a0","rssi":[-60,-61.5]}';

test('a calibration file is read line by line, empty lines left out', () => {
  expect(parseCalibration(`${good}\n\n${good}\n`)).toEqual({ ok: true, value: [JSON.parse(good), JSON.parse(good)] });
  expect(parseCalibration('')).toEqual({ ok: true, value: [] });
});

test('every mistake is told at once, with its line', () => {
  const lines = [good, '{"floor":', good.replace('-60', '42'), good.replace('[-60,-61.5]', '[]'), good.replace('"x":1.5,', '')];
  const parsed = parseCalibration(lines.join('\n'));
  expect(parsed).toMatchObject({ ok: false, why: 'calibration-wrong' });
  const told = parsed.ok ? [] : (parsed.detail ?? '').split('\n').map((line) => line.split(': ').slice(0, 2).join(': '));
  expect(told).toEqual(['line 2: is not a calibration sample', 'line 3: rssi.0', 'line 4: rssi', 'line 5: x']);
});

test('calibration corrects an anchor whose drawing is wrong: its signal comes through a cupboard', () => {
  const muffled = (place: { x: number; y: number }) =>
    hearAll({ ...place, storey: 0 }, 1_000).map((heard) =>
      heard.anchor === 'f0-a5' ? { ...heard, rssiDbm: heard.rssiDbm - 15 } : heard,
    );
  const places = [4, 10, 16, 22, 28, 34].flatMap((x) => [4, 10, 16].map((y) => ({ x, y })));
  const calibration = places.flatMap((place) =>
    muffled(place).map(({ anchor, rssiDbm }) => ({ floor: floors[0]?.id ?? '', ...place, anchor, rssi: [rssiDbm] })),
  );
  const parsed = parseCalibration(calibration.map((sample) => JSON.stringify(sample)).join('\n'));
  if (!parsed.ok) throw new Error(parsed.detail);
  const here = { x: 13, y: 13 };
  const errorM = (samples: typeof parsed.value): number => {
    const engine = createPositionEngine({ floors, calibration: samples });
    for (const heard of muffled(here)) engine.hear(heard);
    return distanceM(engine.solve(1_000)[0] ?? { x: 99, y: 99 }, here);
  };
  expect(errorM(parsed.value)).toBeLessThan(1.5);
  expect(errorM(parsed.value)).toBeLessThan(0.7 * errorM([]));
});

test('samples of an anchor or a floor that is gone do no harm', () => {
  const lines = [good.replace('f0-a0', 'gone'), good.replace('"f0"', '"f9"')].join('\n');
  const parsed = parseCalibration(lines);
  expect(() => createPositionEngine({ floors, calibration: parsed.ok ? parsed.value : [] })).not.toThrow();
});
