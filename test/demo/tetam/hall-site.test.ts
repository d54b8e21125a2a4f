import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadWalk, replayNames } from '#gateway/demo/replay/walks.ts';
import { datasetFile, parseReceivers } from '#gateway/demo/tetam/dataset.ts';
import { parseFingerprints } from '#gateway/demo/tetam/fingerprints.ts';
import { hallCalibration, hallSiteYaml } from '#gateway/demo/tetam/hall-site.ts';
import { obstacles, parseOccupancy } from '#gateway/demo/tetam/occupancy.ts';

const committed = (name: string): string =>
  readFileSync(new URL(`../../../firmware-config/sites/tetam-hall/${name}`, import.meta.url), 'utf8');

describe('the site made from the dataset', () => {
  it('is what is committed, to the letter', () => {
    expect(hallSiteYaml()).toBe(committed('site.yaml'));
    expect(hallCalibration()).toBe(committed('calibration.jsonl'));
  });

  it('has twelve receivers, turned into our frame', () => {
    const receivers = parseReceivers(datasetFile('tetam.dev'));
    expect(receivers).toHaveLength(12);
    expect(receivers[0]).toEqual({ id: 'b827eb4521b4', alias: 'sensor10', at: { x: 7.09, y: 7 }, heightM: 1.22 });
  });
});

describe('the occupancy grid', () => {
  const grid = parseOccupancy(datasetFile('tetam_0.5.occ'));
  const boxes = obstacles(grid);

  it('calls blocked what nobody walked through', () => {
    const walked = replayNames.flatMap((name) => {
      const walk = loadWalk(name);
      return walk.ok ? walk.value.truth : [];
    });
    const blocked = walked.filter(({ x, y }) => grid.blocked[Math.round(y / 0.5) * grid.columns + Math.round(x / 0.5)]);
    expect(walked).toHaveLength(7301);
    expect(blocked).toHaveLength(11);
  });

  it('becomes rectangles that hold every blocked cell inside the walls exactly once', () => {
    const cover = (x: number, y: number): number =>
      boxes.filter((b) => x > b.x && x < b.x + b.w && y > b.y && y < b.y + b.h).length;
    for (let row = 1; row < grid.rows - 1; row += 1) {
      for (let column = 1; column < grid.columns - 1; column += 1) {
        const blocked = grid.blocked[row * grid.columns + column];
        expect(cover(column * 0.5, row * 0.5)).toBe(blocked ? 1 : 0);
      }
    }
  });

  it('is refused with the line that is wrong', () => {
    expect(() => parseOccupancy('nonsense')).toThrow('Line 1');
    expect(() => parseOccupancy('[[0, 0], [1, 1]]::0.5\n[0.0, 0.0]::1\n[0.5, 0.0]::2')).toThrow('Line 3');
  });
});

describe('the fingerprints', () => {
  const histogram = (weights: Record<number, number>): string => {
    const bins = Array.from({ length: 81 }, (_, i) => i - 100);
    const values = Array.from({ length: 80 }, (_, i) => weights[i - 100] ?? 0);
    return [
      `Bins:${JSON.stringify(bins)}`,
      `Fingerprints:${JSON.stringify({ '(12.95, 16.8, 1.85)': { a: { tag: values }, b: { tag: values.map(() => 0) } } })}`,
    ].join('\n');
  };

  it('become twenty strengths in the proportions of the histogram, at the place in our frame', () => {
    const lines = parseFingerprints(histogram({ [-80]: 0.25, [-70]: 0.75 }));
    expect(lines).toEqual([
      { floor: 'hall', x: 16.8, y: 12.95, anchor: 'a', rssi: [...Array(5).fill(-80), ...Array(15).fill(-70)] },
    ]);
  });

  it('give a line per point and receiver of both sets', () => {
    expect(parseFingerprints(datasetFile('set_1_tetam_multi_rssi.hst'))).toHaveLength(81 * 12);
    expect(parseFingerprints(datasetFile('set_2_tetam_multi_rssi.hst'))).toHaveLength(45 * 12);
  });

  it('say what is missing in a file of another kind', () => {
    expect(() => parseFingerprints('Bins:[]')).toThrow('"Fingerprints:"');
  });
});
