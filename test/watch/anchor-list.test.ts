import { describe, expect, test } from 'vitest';
import { anchorList } from '#gateway/watch/anchor-list.ts';
import type { ScannerHealth } from '#gateway/watch/anchor-watch.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { Floor } from '#shared/model/site.ts';
import { Anchors } from '#shared/wire/anchors.ts';

const beacon = 'ib:fda50693a4e24fb1afcfc6eb07647825:1:1';
const rect = [0, 0, 20, 10];
const floor = Floor.parse({
  ...{ id: 'f1', name: 'First', short: '1', outline: { rect }, zones: [{ id: 'z', name: 'Zone', shape: { rect } }] },
  anchors: [
    { id: 'hall', at: [1, 2], beacon },
    { id: 'door', at: [3, 4], beacon },
    { id: 'attic', at: [5, 6] },
  ],
});

const scanner = (id: string, more: Partial<ScannerHealth> = {}): ScannerHealth => ({
  ...{ id, anchor: AnchorId.parse('hall'), state: 'hearing', why: null, lastHeardAgoMs: 0, advertsPerSecond: null },
  ...{ saturated: null, clockSkewMs: null, firmwareVersion: null, ...more },
});
const hallOf = (...scanners: ScannerHealth[]) => anchorList({ floors: [floor], scanners }).anchors[0];

describe('the list of anchors', () => {
  test('has every anchor of the site with its place, what it is, and nothing made up about what nobody can tell', () => {
    const list = anchorList({ floors: [floor], scanners: [scanner('s-1')] });
    expect(list.anchors.map(({ id, floor: on, x, y, kind, scanners, state }) => [id, on, x, y, kind, scanners, state])).toEqual([
      ['hall', 'f1', 1, 2, 'scanner', ['s-1'], 'hearing'],
      ['door', 'f1', 3, 4, 'beacon', [], 'unknown'],
      ['attic', 'f1', 5, 6, 'unused', [], 'unknown'],
    ]);
    expect(Anchors.parse(list)).toEqual(list);
  });

  test('lets the scanner speak that was heard last, and no silent one beside a living one', () => {
    const old = scanner('s-1', { lastHeardAgoMs: 120_000, firmwareVersion: 'v1.0' });
    const fresh = scanner('s-2', { lastHeardAgoMs: 60_000, firmwareVersion: 'v2.0' });
    const gone = scanner('s-3', { state: 'silent', why: 'offline', firmwareVersion: 'v3.0' });
    expect(hallOf(old, fresh, gone)).toMatchObject({
      scanners: ['s-1', 's-2', 's-3'],
      state: 'hearing',
      firmwareVersion: 'v2.0',
    });
    expect(hallOf(gone)).toMatchObject({ state: 'silent', why: 'offline' });
  });

  test('carries what the calibration says of an anchor, where it says something', () => {
    const measured = {
      samples: 40,
      residualDb: 3.2,
      biasDb: -0.4,
      readings: 400,
      moved: { suspicion: 'no' as const, reason: '' },
    };
    const calibration = (id: AnchorId) => (id === 'hall' ? measured : undefined);
    const [hall, door] = anchorList({ floors: [floor], scanners: [], calibration }).anchors;
    expect(hall?.calibration).toEqual(measured);
    expect(door).not.toHaveProperty('calibration');
  });
});
