// How well each anchor is understood, for the person who hung it: how far its samples are from its curve, whether it hears
// as the map says, whether it still hangs there, and in sentences what is missing.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { AnchorReport } from '#shared/wire/calibration.ts';
import type { CalibrationSample } from '../calibration.ts';
import type { PairMean } from './between-anchors.ts';
import { fitCurves, type Measured, measure, residualsDb } from './curve.ts';
import { movedSuspicion } from './moved.ts';
import { fitPairs } from './pair-model.ts';
import { anchorsById, type PlacedPair, placePairs } from './pair-place.ts';
import { betterPlaces } from './placement.ts';
import { mean, median, robustSd, rounded } from './robust.ts';
import type { AnchorTuning } from './tuning.ts';

type Known = {
  readonly floors: readonly Floor[];
  readonly samples: readonly CalibrationSample[];
  /** Samples of the newest visits, not among `samples`. */
  readonly recent: readonly CalibrationSample[];
  /** What anchors hear of each other these days, and heard when the map was made. */
  readonly pairs: readonly PairMean[];
  readonly baseline: readonly PairMean[];
  readonly tunings: readonly AnchorTuning[];
  /** Null for an anchor not heard since start. */
  readonly lastHeardAgoMs: (anchor: AnchorId) => number | null;
};

const fewestSamples = 5;

/** A report per anchor when it is asked for; what they share is computed once, here. */
export function createAnchorReports(known: Known): (anchor: AnchorId) => AnchorReport | null {
  const measured = measure([...known.samples, ...known.recent], known.floors);
  const byAnchor = Map.groupBy(measured, (m) => m.anchor);
  const placed = placePairs(known.pairs, known.floors);
  const atSamples = known.recent.length > 0 ? biasAtVisits(known) : biasFromSite(measured);
  const biases = placed.length > 0 ? biasBetweenAnchors(placed, known.tunings) : atSamples;
  const anchors = anchorsById(known.floors);
  const witnesses = { ...known, anchors, betterPlace: betterPlaces(placed, known.floors) };
  return (id) => {
    const own = byAnchor.get(id) ?? [];
    const floor = anchors.get(id)?.floor.id;
    if (floor === undefined) return null;
    const bias = biases.get(id);
    return {
      anchor: id,
      floor,
      samples: own.length,
      readings: own.reduce((sum, m) => sum + m.readings.length, 0),
      residualDb: own.length < fewestSamples ? null : rounded(robustSd(residualsDb(own, measured))),
      biasDb: bias === undefined ? null : rounded(bias),
      lastHeardAgoMs: known.lastHeardAgoMs(id),
      moved: movedSuspicion(id, witnesses),
      notes: notesOn(own),
    };
  };
}

/** Mean error of the map at what each anchor hears of at least three others. */
function biasBetweenAnchors(pairs: readonly PlacedPair[], tunings: readonly AnchorTuning[]): ReadonlyMap<AnchorId, number> {
  const model = fitPairs(pairs, tunings);
  const heard = [...Map.groupBy(pairs, (pair) => pair.anchor)].filter(([, own]) => own.length >= 3);
  return new Map(heard.map(([anchor, own]) => [anchor, mean(own.map((pair) => pair.meanDbm - model.predictDbm(pair)))]));
}

/** Mean error of the older samples' curves at the newest visits, freed of what the visiting tag itself is off by. */
function biasAtVisits({ samples, recent, floors }: Known): ReadonlyMap<AnchorId, number> {
  const expected = fitCurves(measure(samples, floors), 'anchor');
  const visits = Map.groupBy(measure(recent, floors), (m) => `${m.floor} ${m.x} ${m.y}`).values();
  const errors = [...visits].flatMap((visit: readonly Measured[]) => {
    const own = visit.map((m) => ({ anchor: m.anchor, errorDb: m.rssiDbm - expected(m) }));
    const tagDb = median(own.map(({ errorDb }) => errorDb));
    return own.map(({ anchor, errorDb }) => ({ anchor, errorDb: errorDb - tagDb }));
  });
  const byAnchor = Map.groupBy(errors, ({ anchor }) => anchor);
  return new Map([...byAnchor].map(([anchor, own]) => [anchor, mean(own.map(({ errorDb }) => errorDb))]));
}

/** Mean error of the one curve of the site at the samples of each anchor. */
function biasFromSite(measured: readonly Measured[]): ReadonlyMap<AnchorId, number> {
  const expected = fitCurves(measured, 'site');
  const byAnchor = Map.groupBy(measured, (m) => m.anchor);
  return new Map([...byAnchor].map(([anchor, own]) => [anchor, mean(own.map((m) => m.rssiDbm - expected(m)))]));
}

function notesOn(own: readonly Measured[]): string[] {
  if (own.length === 0) return ['Nobody stood where it was heard: it is taken to hear like the others of its site.'];
  const values = new Set(own.flatMap((m) => m.readings));
  if (values.size === 1 && own.length > 1) return ['All its readings are the same number: it may not measure at all.'];
  if (own.length < fewestSamples) return [`Heard at ${own.length} spots only; at least ${fewestSamples} are needed to judge it.`];
  return [];
}
