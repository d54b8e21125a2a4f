// The TETAM recordings as the engine sees them: 12 real receivers, 126 stationary fingerprints, five walks with the truth
// beside them. The data set's x runs down and its y to the right; ours are swapped, so that y runs down as on a screen.

import { readFileSync } from 'node:fs';
import type { Point } from '#shared/geometry/point.ts';
import { AnchorId, FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import { Floor } from '#shared/model/site.ts';

export const walks = [
  'straight_01',
  'straight_02',
  'straight_04',
  'rectangular_with_rotation',
  'zigzagging_without_rotation',
] as const;

export type Walk = {
  readonly sightings: readonly ConsentedSighting[];
  /** Where the tag really was, interpolated between the recording's own positions. */
  readonly truthAt: (bootMs: number) => Point;
};

const fixture = (name: string): string => readFileSync(new URL(`../fixtures/tetam/${name}`, import.meta.url), 'utf8');
const hall = FloorId.parse('hall');
const walker = SubjectRef.parse('walker');

/** The hall with its 12 receivers and four zones, without walls. */
export function tetamFloor(): Floor {
  const dongles: Record<string, [[number, number, number], number, string]> = JSON.parse(after(fixture('tetam.dev'), 'Dongles:'));
  const width = 17.64;
  const height = 20.66;
  const half = [width / 2, height / 2] as const;
  return Floor.parse({
    id: hall,
    name: 'Hall',
    short: 'G',
    outline: { rect: [0, 0, width, height] },
    zones: ['north-west', 'north-east', 'south-west', 'south-east'].map((id, i) => ({
      id,
      name: id,
      shape: { rect: [(i % 2) * half[0], Math.floor(i / 2) * half[1], ...half] },
    })),
    anchors: Object.entries(dongles).map(([id, [[x, y, z]]]) => ({ id, at: [y, x], heightM: z })),
  });
}

/** The stationary fingerprints: every receiver's signals at 126 surveyed points, drawn from their histograms. */
export function tetamFingerprints(): readonly { floor: FloorId; x: number; y: number; anchor: AnchorId; rssi: number[] }[] {
  return ['set_1_tetam_multi_rssi.hst', 'set_2_tetam_multi_rssi.hst'].flatMap((name) => {
    const text = fixture(name);
    const bins: number[] = JSON.parse(after(text, 'Bins:'));
    const points: Record<string, Record<string, Record<string, number[]>>> = JSON.parse(after(text, 'Fingerprints:'));
    return Object.entries(points).flatMap(([at, receivers]) => {
      const [x = 0, y = 0] = at.replaceAll(/[()]/g, '').split(',').map(Number);
      return Object.entries(receivers).map(([anchor, beacons]) => ({
        floor: hall,
        x: y,
        y: x,
        anchor: AnchorId.parse(anchor),
        rssi: quantiles(bins, Object.values(beacons)[0] ?? []),
      }));
    });
  });
}

/** One of the five walks, its first sighting at `startBootMs`. */
export function tetamWalk(name: (typeof walks)[number], startBootMs = 100_000): Walk {
  const rows = fixture(`${name}_all_sensors.mbd`)
    .trim()
    .split('\n')
    .map((line) => line.split(','))
    .map(([at, anchor, , rssi, x, y]) => ({ at: Number(at), anchor, rssi: Number(rssi), x: Number(y), y: Number(x) }));
  const start = rows[0]?.at ?? 0;
  const timed = rows.map((row) => ({ ...row, bootMs: startBootMs + (row.at - start) * 1_000 }));
  const sightings = timed
    .filter((row) => row.rssi >= -110 && row.rssi <= -20)
    .map((row) => sighting(AnchorId.parse(row.anchor), row.rssi, row.bootMs));
  return { sightings, truthAt: (bootMs) => interpolate(timed, bootMs) };
}

function sighting(anchor: AnchorId, rssiDbm: number, heardAtBootMs: number): ConsentedSighting {
  return { subject: walker, anchor, rssiDbm, heardAtBootMs } as ConsentedSighting;
}

function after(text: string, word: string): string {
  const line = text.split('\n').find((candidate) => candidate.startsWith(word)) ?? '';
  return line.slice(word.length);
}

/** Twenty signals spread as the histogram is: its 2.5 %, 7.5 % ... 97.5 % points. */
function quantiles(bins: readonly number[], probabilities: readonly number[]): number[] {
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  return Array.from({ length: 20 }, (_, i) => {
    let left = ((i + 0.5) / 20) * total;
    const at = probabilities.findIndex((p) => {
      left -= p;
      return left <= 0;
    });
    return bins[Math.max(0, at)] ?? -100;
  });
}

function interpolate(rows: readonly (Point & { readonly bootMs: number })[], bootMs: number): Point {
  const next = rows.findIndex((row) => row.bootMs >= bootMs);
  const b = rows[next === -1 ? rows.length - 1 : next];
  const a = rows[Math.max(0, (next === -1 ? rows.length : next) - 1)];
  if (!a || !b) throw new Error('The walk is empty.');
  const share = b.bootMs > a.bootMs ? Math.min(1, (bootMs - a.bootMs) / (b.bootMs - a.bootMs)) : 0;
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
