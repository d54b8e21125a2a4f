// What visits taught, in a file that only grows: `<data>/calibration/samples.jsonl`, calibration lines with the number of
// their visit. Which visits count is written in the map (calibration-maps.ts), so a visit that a crash cut in two is in no
// map and counts for nothing.

import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { appendLines, readOrNull } from './durable-file.ts';
import { type CalibrationSample, readCalibrationText } from './locate/calibration.ts';

type TaughtSample = CalibrationSample & { readonly visit: number };

export type TaughtSamples = {
  /** Samples of these visits. */
  readonly of: (visits: readonly number[]) => readonly CalibrationSample[];
  /** All visits there are, oldest first. */
  readonly visits: () => readonly number[];
  /** On disk when it returns; the value is the number of the visit. */
  readonly append: (samples: readonly CalibrationSample[]) => Outcome<number, 'not-stored'>;
  /** Sentences about lines that could not be read. */
  readonly warnings: readonly string[];
};

const Numbered = z.object({ visit: z.int().min(0) });

/** Reads the file; lines that a crash or a disk spoiled are left out and told, never a reason not to start. */
export function openTaughtSamples(path: string): TaughtSamples {
  const { samples: taught, damaged } = readTaught(path);
  let newest = taught.reduce((most, { visit }) => Math.max(most, visit), 0);
  const samples = [...taught];
  return {
    of: (visits) => {
      const wanted = new Set(visits);
      return samples.filter(({ visit }) => wanted.has(visit)).map(({ visit: _, ...sample }) => sample);
    },
    visits: () => [...new Set(samples.map(({ visit }) => visit))],
    append: (fresh) => {
      const visit = newest + 1;
      const numbered = fresh.map(({ floor, x, y, anchor, rssi }) => ({ visit, floor, x, y, anchor, rssi }));
      try {
        appendLines(
          path,
          numbered.map((sample) => JSON.stringify(sample)),
        );
      } catch {
        return refused('not-stored', 'The disk took nothing: it is full, or broken. The visit is lost; make room and repeat it.');
      }
      newest = visit;
      samples.push(...numbered);
      return done(visit);
    },
    warnings:
      damaged === 0 ? [] : [`${path}: ${damaged} lines can not be read, the rest is used. Were they cut short by a crash?`],
  };
}

function readTaught(path: string): { readonly samples: readonly TaughtSample[]; readonly damaged: number } {
  const samples: TaughtSample[] = [];
  let damaged = 0;
  for (const line of (readOrNull(path) ?? '').split('\n')) {
    if (line === '') continue;
    const { samples: read, problems } = readCalibrationText(line);
    const visit = problems.length === 0 ? visitOf(line) : null;
    if (visit === null) damaged += 1;
    else samples.push(...read.map(({ line: _, ...sample }) => ({ ...sample, visit })));
  }
  return { samples, damaged };
}

function visitOf(line: string): number | null {
  try {
    return Numbered.safeParse(JSON.parse(line)).data?.visit ?? null;
  } catch {
    return null;
  }
}
