// Calibration of a whole site judged offline, from its files alone.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { AnchorHeard } from '#shared/model/sighting.ts';
import type { Site } from '#shared/model/site.ts';
import { parseCalibration } from '../calibration.ts';
import { createAnchorReports } from './anchor-report.ts';
import { createBetweenAnchors } from './between-anchors.ts';
import { checkCalibration } from './check.ts';
import { measure } from './curve.ts';
import { mapsOf } from './drawn-map.ts';
import { heldOutScore } from './held-out.ts';
import { placePairs } from './pair-place.ts';
import { refit } from './refit.ts';
import type { SiteReport } from './report-text.ts';

/**
 * `calibration` is the text of calibration.jsonl, `between` what anchors heard of each other. Refused when neither holds
 * anything that can be used; the sentence says why.
 */
export function reportOnSite(
  site: Site,
  calibration: string,
  between: readonly AnchorHeard[] | null,
): Outcome<SiteReport, 'calibration-wrong'> {
  const parsed = parseCalibration(calibration);
  if (!parsed.ok) return parsed;
  const { floors } = site;
  const checked = checkCalibration(parsed.value, floors);
  const warnings = [...parsed.warnings, ...checked.warnings];
  const anchors = floors.flatMap((floor) => floor.anchors.map((anchor) => anchor.id));
  const gathered = createBetweenAnchors(new Set(anchors));
  for (const heard of between ?? []) gathered.hear(heard);
  const pairs = gathered.pairs();
  if (checked.samples.length === 0 && pairs.length === 0) {
    return refused('calibration-wrong', ['There is not one sample that this site can use.', ...warnings].join('\n'));
  }
  const reportOn = createAnchorReports({
    floors,
    samples: checked.samples,
    recent: [],
    pairs,
    baseline: [],
    tunings: [],
    lastHeardAgoMs: () => null,
  });
  return done({
    site: site.id,
    warnings,
    heldOut: heldOutScore(measure(checked.samples, floors), mapsOf(floors)),
    anchors: anchors.flatMap((anchor) => reportOn(anchor) ?? []),
    refit: between === null ? null : refitOf(pairs, site),
  });
}

function refitOf(pairs: Parameters<typeof placePairs>[0], { floors }: Site): SiteReport['refit'] {
  const result = refit(placePairs(pairs, floors), [], new Set());
  if (!result.ok) return { accepted: false, detail: result.detail ?? '', score: 'score' in result ? result.score : null };
  const { score } = result.value;
  const detail = `Held-out error ${score.afterDb} dB instead of ${score.beforeDb} dB over ${score.pairs} pairs.`;
  return { accepted: true, detail, score };
}
