// Calibration: what each anchor heard of a tag that stood, or walked, at known places. One JSON object per line, so that a
// person with a tag and a plan can append to the file by hand. A line that says nothing known refuses the file; a reading
// that can't be true is left out and told.

import { z } from 'zod';
import { type Refusal, refused } from '#shared/kit/outcome.ts';
import { AnchorId, FloorId } from '#shared/model/ids.ts';
import { rssiRangeDbm } from '#shared/model/sighting.ts';
import { type MovingReading, samplesOfWalks, type TruePlace } from './calibrate/moving-samples.ts';
import { createTally, type Tally } from './calibrate/tally.ts';

/** Signal strengths (dBm) that `anchor` heard of a tag standing at (x, y) metres on `floor`. */
export type CalibrationSample = {
  readonly floor: FloorId;
  readonly x: number;
  readonly y: number;
  readonly anchor: AnchorId;
  readonly rssi: readonly number[];
  /** The line of the file it stands in, when it stands in one line. */
  readonly line?: number;
};

/** A number, or what others write where they have none (null, NaN, Infinity). */
const number = z.custom<number | null>((value) => typeof value === 'number' || value === null, 'expected a number');
const Standing = z.object({ floor: FloorId, x: number, y: number, anchor: AnchorId, rssi: z.array(number).min(1) });
const Reading = z.object({ t: number, anchor: AnchorId, tag: z.string(), rssi: number });
const Truth = z.object({ t: number, tag: z.string(), floor: FloorId, x: number, y: number });

/** `samples` are what can be used of the text, `warnings` and `problems` sentences with line numbers. */
export type CalibrationText = {
  readonly samples: readonly CalibrationSample[];
  readonly warnings: readonly string[];
  readonly problems: readonly string[];
};

/**
 * Reads calibration lines (empty ones are skipped): stationary samples `{"floor","x","y","anchor","rssi":[dBm,...]}`, and
 * walks as readings `{"t":ms,"anchor","tag","rssi":dBm}` beside their truth `{"t":ms,"tag","floor","x","y"}`, which
 * become one sample per anchor and square metre. Unknown keys are ignored. Never throws.
 */
export function readCalibrationText(text: string): CalibrationText {
  const found: Found = { samples: [], readings: [], truths: [], problems: [], tally: createTally() };
  text.split('\n').forEach((line, i) => {
    if (line.trim() !== '') readLine(line, i + 1, found);
  });
  const walked = samplesOfWalks(found.readings, found.truths);
  const lost = walked.withoutTruth === 0 ? [] : [`${walked.withoutTruth} readings of walks have no truth within 5 s: left out`];
  return {
    samples: [...found.samples, ...walked.samples],
    warnings: [...found.tally.sentences(), ...lost],
    problems: found.problems,
  };
}

/**
 * The samples of a calibration file. A text with a line that is no JSON object of a known shape is refused as a whole;
 * `detail` then has one line per mistake, each beginning with the number of the line it is in.
 */
export function parseCalibration(
  text: string,
):
  | { readonly ok: true; readonly value: readonly CalibrationSample[]; readonly warnings: readonly string[] }
  | Refusal<'calibration-wrong'> {
  const { samples, warnings, problems } = readCalibrationText(text);
  return problems.length === 0 ? { ok: true, value: samples, warnings } : refused('calibration-wrong', problems.join('\n'));
}

type Found = {
  readonly samples: CalibrationSample[];
  readonly readings: MovingReading[];
  readonly truths: TruePlace[];
  readonly problems: string[];
  readonly tally: Tally;
};

function readLine(text: string, line: number, found: Found): void {
  const raw = json(text);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    found.problems.push(`line ${line}: is not a calibration sample`);
    return;
  }
  const isStanding = !('t' in raw) || ('rssi' in raw && Array.isArray(raw.rssi));
  if (isStanding) keepStanding(parsed(Standing, raw, line, found), line, found);
  else if ('anchor' in raw) keepReading(parsed(Reading, raw, line, found), line, found);
  else keepTruth(parsed(Truth, raw, line, found), line, found);
}

function parsed<S extends z.ZodType>(schema: S, raw: object, line: number, { problems }: Found): z.infer<S> | null {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  problems.push(...result.error.issues.map((issue) => `line ${line}: ${issue.path.join('.')}: ${issue.message}`));
  return null;
}

function keepStanding(standing: z.infer<typeof Standing> | null, line: number, { samples, tally }: Found): void {
  if (standing === null) return;
  const { floor, x, y, anchor } = standing;
  const rssi = standing.rssi.filter(isBelievable);
  if (rssi.length < standing.rssi.length) tally.add(unbelievable, line, standing.rssi.length - rssi.length);
  if (!isNumber(x) || !isNumber(y)) tally.add('x or y is no number: sample left out', line);
  else if (rssi.length > 0) samples.push({ floor, x, y, anchor, rssi, line });
}

function keepReading(reading: z.infer<typeof Reading> | null, line: number, { readings, tally }: Found): void {
  if (reading === null) return;
  const { t, anchor, tag, rssi } = reading;
  if (!isNumber(t)) tally.add('t is no number: reading left out', line);
  else if (!isBelievable(rssi)) tally.add(unbelievable, line);
  else readings.push({ atMs: t, anchor, tag, rssiDbm: rssi });
}

function keepTruth(truth: z.infer<typeof Truth> | null, line: number, { truths, tally }: Found): void {
  if (truth === null) return;
  const { t, tag, floor, x, y } = truth;
  if (isNumber(t) && isNumber(x) && isNumber(y)) truths.push({ atMs: t, tag, floor, x, y });
  else tally.add('t, x or y is no number: truth left out', line);
}

const unbelievable = `rssi outside ${rssiRangeDbm.min} to ${rssiRangeDbm.max} dBm: reading left out`;

function isBelievable(rssiDbm: number | null): rssiDbm is number {
  return isNumber(rssiDbm) && rssiDbm >= rssiRangeDbm.min && rssiDbm <= rssiRangeDbm.max;
}

function isNumber(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/** JSON as Python and others write it too: NaN and Infinity, which JSON has not, are read as null. */
function json(line: string): unknown {
  try {
    return JSON.parse(line.replace(/("(?:[^"\\]|\\.)*")|-?\b(?:NaN|Infinity)\b/g, (_, text?: string) => text ?? 'null'));
  } catch {
    return undefined;
  }
}
