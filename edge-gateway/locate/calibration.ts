// Calibration: what each anchor heard of a tag that stood at a known place. One JSON object per line, so that a person
// with a tag and a plan can append to the file by hand.

import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { AnchorId, FloorId } from '#shared/model/ids.ts';
import { rssiRangeDbm } from '#shared/model/sighting.ts';

/** Signal strengths (dBm) that `anchor` heard of a tag standing at (x, y) metres on `floor`. */
const CalibrationSample = z.strictObject({
  floor: FloorId,
  x: z.number(),
  y: z.number(),
  anchor: AnchorId,
  rssi: z.array(z.number().min(rssiRangeDbm.min).max(rssiRangeDbm.max)).min(1),
});
export type CalibrationSample = z.infer<typeof CalibrationSample>;

/**
 * Reads a calibration file (JSON lines; empty lines are skipped). On failure `detail` has one line per mistake, each
 * beginning with the number of the line it is in.
 */
export function parseCalibration(text: string): Outcome<readonly CalibrationSample[], 'calibration-wrong'> {
  const samples: CalibrationSample[] = [];
  const problems: string[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    const parsed = CalibrationSample.safeParse(json(line));
    if (parsed.success) samples.push(parsed.data);
    else problems.push(...parsed.error.issues.map((issue) => `line ${i + 1}: ${where(issue.path)}: ${issue.message}`));
  });
  return problems.length === 0 ? done(samples) : refused('calibration-wrong', problems.join('\n'));
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function where(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'is not a calibration sample' : path.join('.');
}
