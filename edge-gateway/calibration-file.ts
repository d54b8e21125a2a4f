// The survey of a site, read once at start.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Config } from './config.ts';
import { type CalibrationSample, parseCalibration } from './locate/calibration.ts';

/** The stationary samples of the site; none when it has no survey. */
export function readCalibration(config: Config): Outcome<readonly CalibrationSample[], 'calibration-wrong'> {
  if (config.calibration === undefined) return done([]);
  const path = join(config.folder, config.calibration);
  try {
    const parsed = parseCalibration(readFileSync(path, 'utf8'));
    return parsed.ok ? parsed : refused(parsed.why, `${path} is wrong:\n${parsed.detail}`);
  } catch {
    return refused(
      'calibration-wrong',
      `${path} can not be read. Mend the path under "calibration" in gateway.yaml, or remove it.`,
    );
  }
}
