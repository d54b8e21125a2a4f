// The survey a site comes with, read once at start.

import { join } from 'node:path';
import { type Refusal, refused } from '#shared/kit/outcome.ts';
import type { Config } from './config.ts';
import { readOrNull } from './durable-file.ts';
import { type CheckedCalibration, checkCalibration } from './locate/calibrate/check.ts';
import { parseCalibration } from './locate/calibration.ts';

export type Survey =
  | { readonly ok: true; readonly value: CheckedCalibration['samples']; readonly warnings: readonly string[] }
  | Refusal<'calibration-wrong'>;

/** The samples of the site that can be used, and sentences about those that can't; none when it has no survey. */
export function readCalibration(config: Config): Survey {
  if (config.calibration === undefined) return { ok: true, value: [], warnings: [] };
  const path = join(config.folder, config.calibration);
  const text = readOrNull(path);
  if (text === null) {
    const detail = `${path} can not be read. Mend the path under "calibration" in gateway.yaml, or remove it.`;
    return refused('calibration-wrong', detail);
  }
  const parsed = parseCalibration(text);
  if (!parsed.ok) return refused(parsed.why, `${path} is wrong:\n${parsed.detail}`);
  const { samples, warnings } = checkCalibration(parsed.value, config.site.floors);
  return { ok: true, value: samples, warnings: [...parsed.warnings, ...warnings] };
}
