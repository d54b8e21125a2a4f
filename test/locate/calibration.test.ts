import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCalibration } from '#gateway/locate/calibration.ts';
import { createPositionEngine } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { floors, hearAll } from './office.ts';

const good = '{"floor":"f0","x":1.5,"y":2,"anchor":"f0-a0","rssi":[-60,-61.5]}';

const warningsOf = (...lines: readonly string[]): readonly string[] => {
  const parsed = parseCalibration(lines.join('\n'));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.warnings;
};
const samplesOf = (...lines: readonly string[]) => {
  const parsed = parseCalibration(lines.join('\n'));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.value;
};

test('a calibration file is read line by line, empty lines left out', () => {
  const [first, second] = [1, 3].map((line) => ({ ...JSON.parse(good), line }));
  expect(parseCalibration(`${good}\n\n${good}\n`)).toEqual({ ok: true, value: [first, second], warnings: [] });
  expect(parseCalibration('')).toEqual({ ok: true, value: [], warnings: [] });
});

test('every line that says nothing known refuses the file, all told at once', () => {
  const lines = [
    good,
    '{"floor":',
    '[1]',
    good.replace('[-60,-61.5]', '[]'),
    good.replace('"x":1.5,', ''),
    '{"t":1,"tag":"a"}',
    good.replace('"anchor":"f0-a0",', ''),
  ];
  const parsed = parseCalibration(lines.join('\n'));
  expect(parsed).toMatchObject({ ok: false, why: 'calibration-wrong' });
  const told = parsed.ok ? [] : (parsed.detail ?? '').split('\n').map((line) => line.split(': ').slice(0, 2).join(': '));
  expect(told).toEqual([
    'line 2: is not a calibration sample',
    'line 3: is not a calibration sample',
    'line 4: rssi',
    'line 5: x',
    'line 6: floor',
    'line 6: x',
    'line 6: y',
    'line 7: anchor',
  ]);
});

test('a reading that can not be true is left out and told, not the whole file', () => {
  const lines = [good, good.replace('-60', '42'), good.replace('-60', 'NaN'), good.replace('"x":1.5', '"x":null')];
  expect(samplesOf(...lines).map((sample) => sample.rssi)).toEqual([[-60, -61.5], [-61.5], [-61.5]]);
  expect(warningsOf(...lines)).toEqual([
    'line 2 and others: rssi outside -110 to -20 dBm: reading left out (2 times)',
    'line 4: x or y is no number: sample left out',
  ]);
  expect(samplesOf(good.replace('[-60,-61.5]', '[100]'))).toEqual([]);
});

test('a name that reads like a number that is none stays a name', () => {
  expect(samplesOf('{"t":0,"tag":"NaN","floor":"f0","x":1,"y":1}', '{"t":0,"tag":"NaN","anchor":"a","rssi":-50}')).toHaveLength(
    1,
  );
});

describe('a walk', () => {
  const truth = (t: number, x: number, floor = 'f0'): string => JSON.stringify({ t, tag: 'Any tag', floor, x, y: 2.5 });
  const heard = (t: number, rssi: number, anchor = 'f0-a0'): string => JSON.stringify({ t, anchor, tag: 'Any tag', rssi });

  test('becomes a sample per anchor and square metre, in whatever order its lines stand', () => {
    const lines = [
      heard(1_100, -60),
      truth(4_000, 3),
      heard(1_300, -62),
      heard(3_100, -70),
      truth(1_000, 0),
      heard(1_200, -50, 'f0-a1'),
    ];
    const samples = samplesOf(...lines);
    expect(samples).toEqual([
      { floor: 'f0', x: 0.2, y: 2.5, anchor: 'f0-a0', rssi: [-60, -62] },
      { floor: 'f0', x: 0.2, y: 2.5, anchor: 'f0-a1', rssi: [-50] },
      { floor: 'f0', x: 2.1, y: 2.5, anchor: 'f0-a0', rssi: [-70] },
    ]);
    expect(warningsOf(...lines)).toEqual([]);
  });

  test('teaches nothing where its truth is unknown: before, after, in gaps of more than five seconds, between floors', () => {
    const known = [truth(0, 1), truth(5_000, 1), truth(10_001, 1), truth(11_000, 1, 'f1')];
    const lost = [-1, 5_001, 10_500, 11_001].map((t) => heard(t, -60));
    expect(samplesOf(...known, ...lost)).toEqual([]);
    expect(warningsOf(...known, ...lost)).toEqual(['4 readings of walks have no truth within 5 s: left out']);
    expect(samplesOf(...known, heard(4_999, -60), heard(11_000, -60))).toHaveLength(2);
  });

  test('of another tag is not this one', () => {
    expect(samplesOf(truth(0, 1), truth(1_000, 2), heard(500, -60).replace('Any', 'Other'))).toEqual([]);
  });
});

test('no text makes the parser throw, and what it takes is believable', () => {
  const word = fc.constantFrom(
    'floor',
    'anchor',
    'tag',
    't',
    'x',
    'y',
    'rssi',
    'f0',
    'NaN',
    '-Infinity',
    'null',
    '[',
    ']',
    '{',
    '}',
    '"',
    ':',
    ',',
    '\n',
    '-60',
    '1e999',
    good,
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join('')),
      ),
      (text) => {
        const parsed = parseCalibration(text);
        for (const sample of parsed.ok ? parsed.value : []) {
          expect([sample.x, sample.y, ...sample.rssi].every(Number.isFinite)).toBe(true);
        }
      },
    ),
  );
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
    return distanceM(engine.solve(1_000)[0]?.instant ?? { x: 99, y: 99 }, here);
  };
  expect(errorM(parsed.value)).toBeLessThan(1.5);
  expect(errorM(parsed.value)).toBeLessThan(0.7 * errorM([]));
});

test('samples of an anchor or a floor that is gone do no harm', () => {
  const lines = [good.replace('f0-a0', 'gone'), good.replace('"f0"', '"f9"')].join('\n');
  const parsed = parseCalibration(lines);
  expect(() => createPositionEngine({ floors, calibration: parsed.ok ? parsed.value : [] })).not.toThrow();
});
