// The UJI office in evaluate's form: the other topology, a phone that hears 22 fixed beacons while its bearer stands still.
// The protocol, kept simple so that nobody can choose a kind one:
// - One building per power level of the beacons (-4, -12, -20 dBm), because a building has its beacons set to one level.
//   The office gate is over the fixes of all three together; the figures of each level are printed.
// - The 34 places, in the order of the dataset, form a 7 x 5 grid without one; every second one (a chessboard) is
//   calibration, with everything heard there in both visits. The other 17 are scored: nothing heard there is learned.
//   With `half` 1 it is the other way round: a check, for constants were chosen with an eye on the first half only.
// - Each of the two visits to a place (13 scans of about a second) is a stay of its own, under a tag of its own: nothing
//   is carried over from the last place, and the first fixes, made from little, count like all others.
// - Readings are played at the moments at which the phone heard them, pauses of the phone's radio (4-5 s) included.
// - The truth stands from the first reading of the stay to the last; every fix that speaks of a moment in between counts.
//   Printed beside it, and held by a test of its own: the last settled fix of every stay, what all thirteen scans say.

import { readFileSync } from 'node:fs';
import type { RecordedSite, Recording, SightingLine, StationaryLine, TruthLine } from './recording.ts';

/** Power codes of the dataset: the beacons sent at -4, -12 and -20 dBm. */
export const ujiPowers = ['1', '2', '3'] as const;
export type UjiPower = (typeof ujiPowers)[number];

const floor = 'office';
const notHeard = 100;

type Scan = {
  readonly visit: string;
  readonly place: string;
  readonly x: number;
  readonly y: number;
  readonly heard: readonly { readonly t: number; readonly anchor: string; readonly rssi: number }[];
};

/** The office at one power level; its only recording is "office". The places of that half of the chessboard are scored. */
export function ujiOffice(power: UjiPower, half: 0 | 1 = 0): RecordedSite {
  const all = scans(power);
  const places = [...new Set(all.map((scan) => scan.place))];
  const taught = new Set(places.filter((_, i) => i % 2 === half));
  const startMs = Math.min(...all.flatMap((scan) => scan.heard.map(({ t }) => t)));
  const scored = all.filter((scan) => !taught.has(scan.place));
  return {
    site: site(),
    calibration: calibration(all.filter((scan) => taught.has(scan.place))),
    recordings: new Map([['office', recording(scored, startMs)]]),
  };
}

function site(): unknown {
  const width = 16.7;
  const height = 10.8;
  const zones = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => ({
    id,
    name: id,
    shape: { rect: [((i % 3) * width) / 3, (Math.floor(i / 3) * height) / 2, width / 3, height / 2] },
  }));
  const corners = Map.groupBy(rows('obstacles.csv').slice(1), ([id = '']) => id);
  return {
    id: 'uji-office',
    name: 'UJI office',
    timeZone: 'Europe/Madrid',
    floors: [
      {
        id: floor,
        name: 'Office',
        short: 'O',
        outline: { rect: [0, 0, width, height] },
        areas: [...corners].map(([id, ring]) => ({
          id: `obstacle-${id}`,
          name: '',
          kind: 'obstacle',
          shape: { ring: ring.map(([, x, y]) => [Number(x), Number(y)]) },
        })),
        zones,
        anchors: beacons().map(({ id, x, y }) => ({ id, at: [x, y] })),
      },
    ],
  };
}

function beacons(): { readonly id: string; readonly x: number; readonly y: number }[] {
  return rows('beacons.csv')
    .slice(1)
    .map(([id = '', x, y]) => ({ id: id.toLowerCase(), x: Number(x), y: Number(y) }));
}

/** Everything the phone heard at one power level, scans without any reading left out. */
function scans(power: UjiPower): readonly Scan[] {
  const anchors = beacons().map(({ id }) => id);
  const [rss, times, crd] = [rows('scans_rss.csv'), rows('scans_tms.csv'), rows('scans_crd.csv')];
  return rows('scans_ids.csv')
    .map(([id = ''], row): [string, Scan] => {
      const [x, y] = (crd[row] ?? []).map(Number);
      const heard = anchors
        .map((anchor, i) => ({ t: Number(times[row]?.[i]) / 1e6, anchor, rssi: Number(rss[row]?.[i]) }))
        .filter(({ rssi, t }) => rssi !== notHeard && t > 0);
      return [id, { visit: id.slice(0, 6), place: `${x},${y}`, x: x ?? 0, y: y ?? 0, heard }];
    })
    .filter(([id, { heard }]) => id[1] === power && heard.length > 0)
    .map(([, scan]) => scan);
}

function calibration(taught: readonly Scan[]): StationaryLine[] {
  const readings = taught.flatMap(({ place, x, y, heard }) => heard.map(({ anchor, rssi }) => ({ place, x, y, anchor, rssi })));
  return [...Map.groupBy(readings, ({ place, anchor }) => `${place} ${anchor}`).values()].flatMap((group) =>
    group.slice(0, 1).map(({ x, y, anchor }) => ({ floor, x, y, anchor, rssi: group.map(({ rssi }) => rssi) })),
  );
}

function recording(scored: readonly Scan[], startMs: number): Recording {
  const sightings: SightingLine[] = scored.flatMap(({ visit, heard }) =>
    heard.map(({ t, anchor, rssi }) => ({ t: t - startMs, anchor, tag: visit, rssi })),
  );
  const truth: TruthLine[] = scored.flatMap(({ visit, x, y, heard }) =>
    heard.map(({ t }) => ({ t: t - startMs, tag: visit, floor, x, y })),
  );
  return { sightings: sightings.sort((a, b) => a.t - b.t), truth: truth.sort((a, b) => a.t - b.t) };
}

function rows(name: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(`../fixtures/uji/${name}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
}
