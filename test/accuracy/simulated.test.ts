// The engine in halls nobody tuned it for (simulated.ts): a wide one, a long thin one, two floors, and one where the survey
// is thin. It must beat the baselines there too, gain from a survey, and know its floor; bounds are relative or wide.

import { beforeAll, describe, expect, test } from 'vitest';
import { type Figures, figures } from './figures.ts';
import { type PooledOptions, player, printAll } from './pooled.ts';
import { type SimulatedHall, simulatedHall } from './simulated.ts';

const wide = { widthM: 22, depthM: 16, storeys: 1, anchorsPerStorey: 9, shadowDb: 3.5, surveyM: 2.5, seed: 11 };
const halls: readonly (readonly [string, SimulatedHall])[] = [
  ['a wide hall', wide],
  ['a long corridor', { ...wide, widthM: 42, depthM: 7, anchorsPerStorey: 8, seed: 12 }],
  ['two floors', { ...wide, storeys: 2, anchorsPerStorey: 7, seed: 13 }],
  ['a thin survey', { ...wide, surveyM: 5, seed: 14 }],
  ['hardly any shadowing', { ...wide, shadowDb: 1, surveyM: 5, seed: 15 }],
];

function run(name: string, hall: SimulatedHall, options: PooledOptions): Figures {
  const played = player(simulatedHall(hall), options)();
  printAll(`${name}, ${options.method ?? 'engine'}${options.calibrated === false ? ', uncalibrated' : ''}`, played);
  return figures([...played.values()]);
}

describe.each(halls)('in %s', (name, hall) => {
  let ours: Figures;
  beforeAll(() => {
    ours = run(name, hall, {});
  });

  test.each(['nearest', 'centroid', 'nls', 'knn'] as const)('the engine beats %s in mean and in p95', (method) => {
    const { instant } = run(name, hall, { method });
    for (const kind of [ours.settled, ours.instant]) {
      expect(kind.meanM).toBeLessThan(instant.meanM ?? Number.NaN);
      expect(kind.p95M).toBeLessThan(instant.p95M ?? Number.NaN);
    }
  });

  test('a survey helps', () => {
    const plain = run(name, hall, { calibrated: false });
    expect(ours.settled.meanM).toBeLessThan(plain.settled.meanM ?? Number.NaN);
  });

  test('the floor is right and the radii are not far off', () => {
    expect(ours.floorRight).toBeGreaterThan(0.95);
    expect(ours.settled.within68).toBeGreaterThan(0.5);
    expect(ours.settled.within95).toBeGreaterThan(0.85);
  });
});
