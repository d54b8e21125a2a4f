import { describe, expect, test } from 'vitest';
import type { CalibrationSample } from '#gateway/locate/calibration.ts';
import { freedom, numbersPerCell } from '#gateway/locate/expectation.ts';
import { createGrid } from '#gateway/locate/grid.ts';
import { buildRadioMap } from '#gateway/locate/radio-map.ts';
import { atOnce } from '#shared/kit/steps.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { floors } from './office.ts';

const grid = createGrid(floors, 8_192);
const spots = Array.from({ length: 50 }, (_, i) => ({ x: 2 + 4 * (i % 10), y: 2 + 4 * Math.floor(i / 10) }));
const shadow = { x: 22, y: 10 };
const isInShadow = (x: number, y: number): boolean => Math.hypot(x - shadow.x, y - shadow.y) < 5;

/** What anchors of the ground floor heard of a tag there: a plain curve, 12 dB less in a shadow; `heard` may leave samples out. */
function taught(heard: (anchor: string, x: number) => boolean = () => true): readonly CalibrationSample[] {
  return spots.flatMap(({ x, y }) =>
    (floors[0]?.anchors ?? []).flatMap(({ id, at }) => {
      const dbm = -60 - 25 * Math.log10(Math.hypot(x - at.x, y - at.y, 1.2)) - (isInShadow(x, y) ? 12 : 0);
      return heard(id, x) ? [{ floor: floors[0]?.id, x, y, anchor: id, rssi: [dbm] } as CalibrationSample] : [];
    }),
  );
}

/** What `anchor` is expected to hear at (x, y) of a storey. */
function expectation(calibration: readonly CalibrationSample[], anchor: string, x: number, y: number, storey = 0) {
  const { fields } = atOnce(buildRadioMap({ floors, calibration, tunings: [] }, grid));
  const field = fields.get(AnchorId.parse(anchor));
  const cell = storey * 80 * 40 + Math.floor(y / 0.5) * 80 + Math.floor(x / 0.5);
  const at = numbersPerCell * ((field?.first ?? 0) + cell);
  const [meanDbm = 0, lift = 0] = [field?.table[at], field?.table[at + 1]];
  return { meanDbm, sdDb: lift ** ((freedom + 1) / 2) };
}

describe('an anchor that somebody calibrated', () => {
  test('expects in a shadow what was measured there, not what a curve says', () => {
    const lessDb = expectation(taught(), 'f0-a0', 22, 2).meanDbm - expectation(taught(), 'f0-a0', 22, 10).meanDbm;
    expect(lessDb).toBeGreaterThan(6);
  });

  test('is less sure where it was not heard, and least on a floor where nobody stood', () => {
    const all = taught();
    const withoutEast = taught((anchor, x) => anchor !== 'f0-a0' || x < 20);
    const near = expectation(withoutEast, 'f0-a0', 10, 10).sdDb;
    const east = expectation(withoutEast, 'f0-a0', 34, 10).sdDb;
    expect(near).toBeCloseTo(expectation(all, 'f0-a0', 10, 10).sdDb, 1);
    expect(expectation(all, 'f0-a0', 34, 10).sdDb).toBeLessThan(near + 0.1);
    expect(east).toBeGreaterThan(near + 0.3);
    expect(expectation(all, 'f0-a0', 10, 10, 1).sdDb).toBeCloseTo(Math.hypot(4, 5), 3);
  });

  test('expects a floor above what its curve says, weaker by the slab, whatever shadows the floor below has', () => {
    const [above, below] = [1, 0].map((storey) => expectation(taught(), 'f0-a0', 6, 6, storey).meanDbm);
    expect((below ?? 0) - (above ?? 0)).toBeGreaterThan(15);
    const inShadow = expectation(taught(), 'f0-a0', 22, 10, 1).meanDbm;
    expect(Math.abs(inShadow - expectation(taught(), 'f0-a0', 22, 2, 1).meanDbm)).toBeLessThan(1);
  });

  test('learns nothing for one floor from samples of another', () => {
    const elsewhere = taught((anchor) => anchor !== 'f0-a0').concat(
      spots.map(
        ({ x, y }) => ({ floor: floors[1]?.id, x, y, anchor: AnchorId.parse('f0-a0'), rssi: [-90] }) as CalibrationSample,
      ),
    );
    expect(expectation(elsewhere, 'f0-a0', 10, 10).sdDb).toBeCloseTo(Math.hypot(4, 5), 3);
    expect(expectation(elsewhere, 'f0-a0', 10, 10, 1).sdDb).toBeLessThan(5.5);
  });
});
