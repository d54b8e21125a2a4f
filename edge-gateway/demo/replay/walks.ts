// The recorded walks by name, and a walk as the replay needs it: what each receiver heard when, and where the tag was.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { TagId } from '#shared/model/ids.ts';
import { datasetFile, toSiteFrame } from '../tetam/dataset.ts';

/** Names that `loadWalk` knows. */
export const replayNames = [
  'tetam/straight_01',
  'tetam/straight_02',
  'tetam/straight_04',
  'tetam/rectangular_with_rotation',
  'tetam/zigzagging_without_rotation',
] as const;
export type ReplayName = (typeof replayNames)[number];

/** One signal strength as it was recorded, errors of measurement included. `atMs` counts from the walk's first row. */
type Reading = { readonly atMs: number; readonly receiver: string; readonly rssiDbm: number };

/** Where the tag truly was, metres in our frame. */
export type TruthPoint = { readonly atMs: number; readonly x: number; readonly y: number };

/** Readings and truth in the order of time. */
export type Walk = {
  readonly tag: TagId;
  readonly durationMs: number;
  readonly readings: readonly Reading[];
  readonly truth: readonly TruthPoint[];
};

/** The walk of that name from the project's copy of the dataset. Throws when that copy is incomplete. */
export function loadWalk(name: ReplayName): Outcome<Walk, 'malformed'> {
  return parseWalk(datasetFile(`${name.slice('tetam/'.length)}_all_sensors.mbd`));
}

/**
 * Parses a `.mbd` file: unix time in seconds, receiver, beacon, RSSI, true x, y, z, then an orientation matrix. The
 * refusal names the first line that is not of this form.
 */
export function parseWalk(text: string): Outcome<Walk, 'malformed'> {
  const lines = text.trim().split('\n');
  const rows = lines.map(parseRow).sort((a, b) => a.timeS - b.timeS);
  const first = rows[0];
  if (first === undefined || rows.some((row) => !row.valid)) {
    const line = lines.findIndex((candidate) => !parseRow(candidate).valid) + 1;
    return refused('malformed', `Line ${line} of the walk is not "time,receiver,beacon,rssi,x,y,z,...".`);
  }
  const atMs = (row: Row): number => Math.round((row.timeS - first.timeS) * 1000);
  const readings = rows.map((row) => ({ atMs: atMs(row), receiver: row.receiver, rssiDbm: row.rssiDbm }));
  return done({
    tag: TagId.parse(`mac:${first.beacon}`),
    durationMs: readings.at(-1)?.atMs ?? 0,
    readings,
    truth: rows.map((row) => ({ atMs: atMs(row), ...toSiteFrame(row.x, row.y) })),
  });
}

type Row = {
  readonly valid: boolean;
  readonly timeS: number;
  readonly receiver: string;
  readonly beacon: string;
  readonly rssiDbm: number;
  readonly x: number;
  readonly y: number;
};

function parseRow(line: string): Row {
  const [time = '', receiver = '', beacon = '', rssi = '', x = '', y = '', z = ''] = line.split(',');
  const numbers = [time, rssi, x, y, z].map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
  const [timeS = Number.NaN, rssiDbm = Number.NaN, datasetX = Number.NaN, datasetY = Number.NaN] = numbers;
  const valid = numbers.every(Number.isFinite) && /^[0-9a-f]{12}$/.test(receiver) && /^[0-9a-f]{12}$/.test(beacon);
  return { valid, timeS, receiver, beacon, rssiDbm, x: datasetX, y: datasetY };
}
