// The TETAM hall in evaluate's form: 12 real receivers, 126 stationary fingerprints, five walks of one worn tag with the
// truth beside them. Site and fingerprints are the committed firmware-config/sites/tetam-hall.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadWalk, type ReplayName, replayNames } from '#gateway/demo/replay/walks.ts';
import type { RecordedSite, Recording, StationaryLine } from './recording.ts';

const folder = new URL('../../firmware-config/sites/tetam-hall/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** All of it; the walks are named without "tetam/". */
export function tetamHall(): RecordedSite {
  return {
    site: parse(text('site.yaml')),
    calibration: text('calibration.jsonl')
      .trim()
      .split('\n')
      .map((line): StationaryLine => JSON.parse(line)),
    recordings: new Map(replayNames.map((name) => [name.slice('tetam/'.length), walk(name)])),
  };
}

function walk(name: ReplayName): Recording {
  const loaded = loadWalk(name);
  if (!loaded.ok) throw new Error(loaded.detail);
  const { tag, readings, truth } = loaded.value;
  return {
    sightings: readings.map(({ atMs, receiver, rssiDbm }) => ({ t: atMs, anchor: receiver, tag, rssi: rssiDbm })),
    truth: truth
      .filter((point, i) => point.atMs !== truth[i - 1]?.atMs)
      .map(({ atMs, x, y }) => ({ t: atMs, tag, floor: 'hall', x, y })),
  };
}
