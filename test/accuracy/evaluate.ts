// One evaluation: a recorded site and one of its recordings through one engine, scored. Tests and the command both come
// through here, so a figure in a test is the figure anybody gets.

import { parseCalibration } from '#gateway/locate/calibration.ts';
import { createPositionEngine, type EngineDeps, type PositionEngine } from '#gateway/locate/engine.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import { centroid } from './baselines/centroid.ts';
import { knn } from './baselines/knn.ts';
import { nearest } from './baselines/nearest.ts';
import { nls } from './baselines/nls.ts';
import { type CompleteSite, completeSite } from './complete-site.ts';
import { play } from './play.ts';
import { type CalibrationLine, isRssi, type Recording, type SightingLine, type TruthLine } from './recording.ts';
import { type Scored, score, type Truths } from './score.ts';
import type { TruthPoint } from './truth.ts';

/** The engine as the gateway makes it, and the baselines it has to beat; each behind the same port. */
export const methods = { engine: gatewayEngine, nearest, centroid, nls, knn } as const;
export type Method = keyof typeof methods;

/** A site ready to evaluate recordings on, and sentences about what was mended. */
type Prepared = {
  readonly site: CompleteSite;
  readonly calibration: EngineDeps['calibration'];
  readonly remarks: readonly string[];
};

/** How much of a recording could not be used, and why. */
type Dropped = { readonly rssi: number; readonly unknownAnchors: number; readonly unknownFloors: number };

type Evaluation = { readonly scored: Scored; readonly dropped: Dropped };

/** Completes the site and reads its calibration; the refusal is a sentence. */
export function prepare(document: unknown, lines: readonly CalibrationLine[]): Outcome<Prepared> {
  const standing = lines.filter((line) => 'x' in line);
  const site = completeSite(document, standing);
  if (!site.ok) return site;
  const { known, left } = named(lines, site.value);
  const calibration = parseCalibration(known.map((line) => JSON.stringify(line)).join('\n'));
  if (!calibration.ok) return refused(calibration.why, `The calibration can not be used: ${calibration.detail ?? ''}`);
  const unused = left === 0 ? [] : [`${left} lines of the calibration name an unknown anchor or floor, or hold no signal.`];
  const remarks = [...site.value.remarks, ...unused, ...calibration.warnings.map((warning) => `Calibration: ${warning}.`)];
  return done({ site: site.value, calibration: calibration.value, remarks });
}

/** The engine of that name on the prepared site; refused, with a sentence, when it can't work there. */
export function createEngine({ site, calibration }: Prepared, method: Method = 'engine'): Outcome<PositionEngine> {
  const engine = methods[method]({ floors: site.floors, calibration });
  return engine === null
    ? refused('not-possible', `The method "${method}" needs a calibration, and there is none.`)
    : done(engine);
}

/** Plays one recording and scores it; the engine has forgotten everybody afterwards and can play another. */
export function evaluate({ site }: Prepared, recording: Recording, engine: PositionEngine): Evaluation {
  const startT = recording.sightings.reduce((least, { t }) => Math.min(least, t), Number.POSITIVE_INFINITY);
  const bootMs = (t: number): number => t - startT + bootAtStartMs;
  const subject = subjects();
  const heard = recording.sightings.filter(({ rssi }) => isRssi(rssi));
  const sightings = heard.flatMap((line) => sighting(line, site, subject(line.tag), bootMs(line.t)));
  sightings.sort((a, b) => a.heardAtBootMs - b.heardAtBootMs);
  const { truths, unknownFloors } = groupTruth(recording.truth, site, subject, bootMs);
  const dropped = {
    rssi: recording.sightings.length - heard.length,
    unknownAnchors: heard.length - sightings.length,
    unknownFloors,
  };
  return { scored: score(play(engine, sightings), truths, site.floors), dropped };
}

/** The engine's clock at the first sighting; any number that leaves room for a past. */
const bootAtStartMs = 1_000_000;

/** With the limit that sighting-way.ts sets. */
function gatewayEngine(deps: EngineDeps): PositionEngine {
  return createPositionEngine({ ...deps, options: { maxFixesPerCall: 64 } });
}

/** Tags become opaque references, in the order in which they appear. */
function subjects(): (tag: string) => SubjectRef {
  const known = new Map<string, SubjectRef>();
  return (tag) => {
    const ref = known.get(tag) ?? SubjectRef.parse(`subject-${known.size + 1}`);
    known.set(tag, ref);
    return ref;
  };
}

function sighting(line: SightingLine, site: CompleteSite, subject: SubjectRef, heardAtBootMs: number): ConsentedSighting[] {
  const anchor = site.anchor(line.anchor);
  if (anchor === undefined || line.rssi === null) return [];
  return [{ subject, anchor, rssiDbm: line.rssi, heardAtBootMs } as ConsentedSighting];
}

function groupTruth(
  lines: readonly TruthLine[],
  site: CompleteSite,
  subject: (tag: string) => SubjectRef,
  bootMs: (t: number) => number,
): { readonly truths: Truths; readonly unknownFloors: number } {
  const truths = new Map<SubjectRef, TruthPoint[]>();
  let unknownFloors = 0;
  for (const { t, tag, floor: raw, x, y } of lines) {
    const floor = site.floor(raw);
    const of = subject(tag);
    if (floor === undefined) {
      unknownFloors++;
      continue;
    }
    const points = truths.get(of) ?? [];
    truths.set(of, points);
    points.push({ floor, x, y, atBootMs: bootMs(t) });
  }
  for (const points of truths.values()) points.sort((a, b) => a.atBootMs - b.atBootMs);
  return { truths, unknownFloors };
}

/** The calibration in our own ids, without readings that are none; `left` counts the lines that say nothing then. */
function named(
  lines: readonly CalibrationLine[],
  site: CompleteSite,
): { readonly known: readonly unknown[]; readonly left: number } {
  const known = lines.flatMap((line): readonly unknown[] => {
    const anchor = 'anchor' in line ? site.anchor(line.anchor) : null;
    const floor = 'floor' in line ? site.floor(line.floor) : null;
    if (anchor === undefined || floor === undefined) return [];
    if ('tag' in line) {
      if ('rssi' in line && !isRssi(line.rssi)) return [];
      return [{ ...line, ...(anchor && { anchor }), ...(floor && { floor }) }];
    }
    const rssi = line.rssi.filter(isRssi);
    return rssi.length === 0 ? [] : [{ ...line, anchor, floor, rssi }];
  });
  return { known, left: lines.length - known.length };
}
