import { expect, test } from 'vitest';
import { chooseZone, noZone, type ZoneChoice } from '#gateway/locate/zone-choice.ts';

const share = (...values: number[]): Float32Array => Float32Array.from(values);
const named = (zone: number): ZoneChoice => ({ ...noZone, zone });

test('no zone is named before one is more likely than not', () => {
  expect(chooseZone(noZone, share(0.55, 0.4), 0).zone).toBe(-1);
  expect(chooseZone(noZone, share(0.2, 0.65), 0).zone).toBe(1);
  expect(chooseZone(noZone, share(), 0).zone).toBe(-1);
});

test('a zone that is far more likely takes over at once', () => {
  expect(chooseZone(named(0), share(0.22, 0.75), 0).zone).toBe(1);
});

test('a zone that is a little more likely takes over after three seconds without a break', () => {
  const challenge = share(0.35, 0.6);
  let choice = named(0);
  for (const now of [0, 1_000, 2_000, 2_900]) {
    choice = chooseZone(choice, challenge, now);
    expect(choice.zone).toBe(0);
  }
  expect(chooseZone(choice, challenge, 3_000).zone).toBe(1);
});

test('the challenge starts anew when the zone wins again in between, or another challenger comes', () => {
  const challenge = share(0.35, 0.6, 0);
  for (const between of [share(0.6, 0.3, 0), share(0.35, 0, 0.6)]) {
    let choice = chooseZone(named(0), challenge, 0);
    choice = chooseZone(choice, between, 2_000);
    choice = chooseZone(choice, challenge, 2_500);
    expect(chooseZone(choice, challenge, 5_400).zone).toBe(0);
    expect(chooseZone(choice, challenge, 5_500).zone).toBe(1);
  }
});

test('wavering at a border names one zone, not two in turn', () => {
  let choice = named(0);
  const seen = new Set<number>();
  for (let now = 0; now < 20_000; now += 500) {
    choice = chooseZone(choice, now % 1_000 === 0 ? share(0.45, 0.55) : share(0.55, 0.45), now);
    seen.add(choice.zone);
  }
  expect([...seen]).toEqual([0]);
});

test('a zone that has become unlikely is unnamed', () => {
  expect(chooseZone(named(0), share(0.15, 0.35, 0.35), 0).zone).toBe(-1);
  expect(chooseZone(named(0), share(0.1, 0.6), 0).zone).toBe(1);
});
