// What `npm run evaluate` reads: JSON lines as README.md describes them, and the same as values. The recordings of this
// repository are turned into the same form, so that tests and command go one way.

import { z } from 'zod';
import { rssiRangeDbm } from '#shared/model/sighting.ts';

const id = z.union([z.string(), z.number()]).transform(String);
const dbm = z.number().nullable();

/** One signal strength between an anchor and a tag; which of the two was the receiver makes no difference. */
const SightingLine = z.object({ t: z.number(), anchor: id, tag: id, rssi: dbm });
/** Where a tag truly was, metres in the floor's frame. */
const TruthLine = z.object({ t: z.number(), tag: id, floor: id.default(''), x: z.number(), y: z.number() });
/** What an anchor heard of a tag that stood still. */
const StationaryLine = z.object({ floor: id.default(''), x: z.number(), y: z.number(), anchor: id, rssi: z.array(dbm) });

export type SightingLine = z.infer<typeof SightingLine>;
export type TruthLine = z.infer<typeof TruthLine>;
export type StationaryLine = z.infer<typeof StationaryLine>;
/** A line of calibration.jsonl: stationary, or a moving tag's sightings and truth side by side. */
export type CalibrationLine = StationaryLine | SightingLine | TruthLine;

/** One recording; `t` is milliseconds from any zero, in any order. */
export type Recording = { readonly sightings: readonly SightingLine[]; readonly truth: readonly TruthLine[] };

/** A surveyed place with its recordings by name. `site` is as in site.yaml, or less: complete-site.ts fills it up. */
export type RecordedSite = {
  readonly site: unknown;
  readonly calibration: readonly CalibrationLine[];
  readonly recordings: ReadonlyMap<string, Recording>;
};

/** The lines that could be read, how many could not, and the numbers of the first three of those. */
export type Lines<T> = { readonly values: readonly T[]; readonly malformed: number; readonly first: readonly number[] };

export const sightingLines = (text: string): Lines<SightingLine> => readLines(text, SightingLine);
export const truthLines = (text: string): Lines<TruthLine> => readLines(text, TruthLine);
export const calibrationLines = (text: string): Lines<CalibrationLine> =>
  readLines(text, z.union([StationaryLine, SightingLine, TruthLine]));

/** Whether a signal strength is one: 100 and null say "not heard", and some recordings hold a +42. */
export function isRssi(rssi: number | null): rssi is number {
  return rssi !== null && rssi >= rssiRangeDbm.min && rssi <= rssiRangeDbm.max;
}

function readLines<T>(text: string, line: z.ZodType<T>): Lines<T> {
  const values: T[] = [];
  const wrong: number[] = [];
  text.split('\n').forEach((source, i) => {
    if (source.trim() === '') return;
    const parsed = line.safeParse(json(source));
    if (parsed.success) values.push(parsed.data);
    else wrong.push(i + 1);
  });
  return { values, malformed: wrong.length, first: wrong.slice(0, 3) };
}

/** Python writes NaN and Infinity for what it has no number for; to JSON they are null. */
function json(source: string): unknown {
  try {
    return JSON.parse(
      source.trim().replaceAll(/("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g, (_, text?: string) => text ?? 'null'),
    );
  } catch {
    return undefined;
  }
}
