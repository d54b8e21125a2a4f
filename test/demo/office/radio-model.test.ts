import { describe, expect, it } from 'vitest';
import { createRadioModel, type Transmitter } from '#gateway/demo/office/radio-model.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { AnchorId, FloorId } from '#shared/model/ids.ts';
import { Site } from '#shared/model/site.ts';

const floor = (id: string, anchor: string, walls: object[] = []): object => ({
  id,
  name: id,
  short: id.slice(-1),
  outline: { rect: [0, 0, 40, 20] },
  walls,
  zones: [{ id: `zone-${id}`, name: 'All', shape: { rect: [0, 0, 40, 20] } }],
  anchors: [{ id: anchor, at: [20, 10] }],
});
const site = (walls: object[] = []): Site =>
  Site.parse({ id: 's', name: 'S', timeZone: 'UTC', floors: [floor('f1', 'a1', walls), floor('f2', 'a2')] });
const [a1, a2] = [AnchorId.parse('a1'), AnchorId.parse('a2')];

function at(x: number, y: number, facing = 0): Transmitter {
  return { floor: FloorId.parse('f1'), at: { x, y }, facing, powerDbm: -59, heightM: 1.2 };
}

/** The mean strength over many moments. */
function meanDbm(building: Site, tag: Transmitter, anchor = a1, seed = 3): number {
  const radio = createRadioModel(building, seed);
  const moment = seededRandom(11);
  return Array.from({ length: 400 }, () => radio.rssiDbm(tag, anchor, moment)).reduce((sum, dbm) => sum + dbm, 0) / 400;
}

describe('the radio of the simulated office', () => {
  it('gets weaker with distance by the plan of log-distance path loss, fading aside', () => {
    // Averaged over places around the anchor, so that slow fading evens out.
    const ring = (radiusM: number): number => {
      const angles = Array.from({ length: 16 }, (_, i) => (i / 16) * 2 * Math.PI);
      const all = angles.map((a) => meanDbm(site(), at(20 + radiusM * Math.cos(a), 10 + radiusM * Math.sin(a), a + Math.PI)));
      return all.reduce((sum, dbm) => sum + dbm, 0) / all.length;
    };
    const perTenfold = (ring(3) - ring(9)) / Math.log10(Math.hypot(9, 1.2) / Math.hypot(3, 1.2)) / 10;
    expect(perTenfold).toBeGreaterThan(1.9);
    expect(perTenfold).toBeLessThan(3);
  });

  it('loses 7 dB in a solid wall, less in glass, and never more than 14 dB in all walls together', () => {
    const wall = (kind: string): Site =>
      site([
        {
          kind,
          path: [
            [15, 0],
            [15, 20],
          ],
        },
      ]);
    const free = meanDbm(site(), at(10, 10));
    expect(free - meanDbm(wall('solid'), at(10, 10))).toBeCloseTo(7, 5);
    expect(free - meanDbm(wall('glass'), at(10, 10))).toBeCloseTo(2, 5);
    const maze = site(
      [12, 13, 14, 15, 16].map((x) => ({
        kind: 'solid',
        path: [
          [x, 0],
          [x, 20],
        ],
      })),
    );
    expect(free - meanDbm(maze, at(10, 10))).toBeCloseTo(14, 5);
  });

  it('hears a tag on the other floor much weaker', () => {
    const sameFloor = meanDbm(site(), at(20, 13), a1);
    const above = meanDbm(site(), at(20, 13), a2);
    expect(sameFloor - above).toBeGreaterThan(15);
  });

  it('hears someone who shows their back weaker than someone who shows their face', () => {
    expect(meanDbm(site(), at(10, 10, 0)) - meanDbm(site(), at(10, 10, Math.PI))).toBeCloseTo(5, 5);
  });

  it('fades slowly from place to place and comes back to the same at the same place', () => {
    const near = meanDbm(site(), at(10, 10));
    expect(meanDbm(site(), at(10, 10))).toBe(near);
    expect(Math.abs(meanDbm(site(), at(10.05, 10)) - near)).toBeLessThan(0.6);
  });

  it('differs with the seed', () => {
    expect(meanDbm(site(), at(10, 10), a1, 4)).not.toBe(meanDbm(site(), at(10, 10), a1, 3));
  });

  it('hears nothing of a floor or with an anchor that is not there', () => {
    const radio = createRadioModel(site(), 1);
    expect(radio.rssiDbm(at(1, 1), AnchorId.parse('nowhere'), seededRandom(1))).toBe(Number.NEGATIVE_INFINITY);
  });
});
