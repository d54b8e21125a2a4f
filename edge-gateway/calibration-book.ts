// Everything that lasts of calibration, as one book: the survey the site came with, what visits taught, and the maps that
// say what of it counts. A map is written before it is used.

import { join } from 'node:path';
import type { Clock } from '#shared/kit/clock.ts';
import { hours } from '#shared/kit/duration.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { MapList } from '#shared/wire/calibration.ts';
import { type CalibrationMap, type CalibrationMaps, openMaps } from './calibration-maps.ts';
import { comparablePairs, renewedBaseline } from './locate/calibrate/baseline.ts';
import type { PairMean } from './locate/calibrate/between-anchors.ts';
import { checkCalibration } from './locate/calibrate/check.ts';
import { likelyMoved } from './locate/calibrate/moved.ts';
import { anchorsById, placePairs } from './locate/calibrate/pair-place.ts';
import { betterPlaces } from './locate/calibrate/placement.ts';
import { type RefitRefusal, type Refitted, refit } from './locate/calibrate/refit.ts';
import type { AnchorTuning } from './locate/calibrate/tuning.ts';
import type { CalibrationSample } from './locate/calibration.ts';
import { openTaughtSamples, type TaughtSamples } from './taught-samples.ts';

/** What the position engine is to build its radio map from. */
export type CalibrationInUse = { readonly samples: readonly CalibrationSample[]; readonly tunings: readonly AnchorTuning[] };

/** The calibration in use with what a report on it needs. */
type Known = CalibrationInUse & {
  readonly map: string | null;
  readonly warnings: readonly string[];
  /** Samples of the newest visits; the others are `older`. */
  readonly recent: readonly CalibrationSample[];
  readonly older: readonly CalibrationSample[];
  readonly baseline: readonly PairMean[];
};

export type CalibrationBook = {
  readonly known: () => Known;
  /** On disk when it returns; the value is what is to be said about these samples. */
  readonly keepVisit: (samples: readonly CalibrationSample[]) => Outcome<readonly string[], 'not-stored'>;
  /** Tries to make a better map from what anchors hear of each other; on success it is on disk and in use. */
  readonly refit: () => Outcome<Refitted & { readonly map: string }, 'not-stored'> | RefitRefusal;
  /** Takes pairs never heard before as what is normal from now on. */
  readonly learnNewPairs: () => void;
  readonly activate: CalibrationMaps['activate'];
  readonly list: () => MapList;
  /** Sentences about files that could not be read. */
  readonly warnings: readonly string[];
};

type Deps = {
  /** `<data>/calibration`; need not exist. */
  readonly folder: string;
  readonly floors: readonly Floor[];
  readonly survey: readonly CalibrationSample[];
  /** What anchors hear of each other these days. */
  readonly pairs: () => readonly PairMean[];
  readonly clock: Clock;
};

/** Visits follow each other on one walk; those of one walk share a map, so that a walk can be taken back as a whole. */
const oneWalkMs = hours(4);
const recentVisits = 10;
const emptyMap = { tunings: [], pairs: [], places: [], score: null };

export function openCalibrationBook(deps: Deps): CalibrationBook {
  const taught = openTaughtSamples(join(deps.folder, 'samples.jsonl'));
  const maps = openMaps(deps.folder);
  const book: Book = { ...deps, taught, maps };
  let walk: Walk | null = null;
  return {
    known: () => knownOf(book),
    keepVisit: (samples) => {
      const kept = keepVisit(book, samples, walk);
      if (kept.ok) walk = { map: kept.value.map, visitAtBootMs: deps.clock.bootMs() };
      return kept.ok ? done(kept.value.warnings) : kept;
    },
    refit: () => refitted(book),
    learnNewPairs: () => {
      const key = (pair: PairMean): string => `${pair.from} ${pair.anchor}`;
      const has = new Set(knownOf(book).baseline.map(key));
      const unheard = deps.pairs().filter((pair) => !has.has(key(pair)));
      if (unheard.length > 0) maps.save({ ...draft(book), ...renewed(book, unheard, new Set()) }, maps.active()?.id);
    },
    activate: maps.activate,
    list: () => listOf(maps),
    warnings: [...taught.warnings, ...maps.warnings],
  };
}

type Book = Deps & { readonly taught: TaughtSamples; readonly maps: CalibrationMaps };
/** The walk that is going on: the map it makes, and its newest visit. */
type Walk = { readonly map: string; readonly visitAtBootMs: number };
type Draft = Omit<CalibrationMap, 'id'>;

/** The map in use to make another from; without one, what is used now: the survey and all that was ever taught. */
function draft({ maps, taught, clock }: Book): Draft {
  return maps.active() ?? { ...emptyMap, source: 'survey', madeAtMs: nowMs(clock), visits: [...taught.visits()] };
}

type Kept = { readonly map: string; readonly warnings: readonly string[] };

function keepVisit(book: Book, samples: readonly CalibrationSample[], walk: Walk | null): Outcome<Kept, 'not-stored'> {
  const { maps, taught, clock } = book;
  // The first map is what there was before, so that one can go back to it.
  const first = maps.active() === null ? maps.save(draft(book)) : null;
  if (first?.ok === false) return first;
  const before = new Set(knownOf(book).warnings);
  const visit = taught.append(samples);
  if (!visit.ok) return visit;
  const base = draft(book);
  const onWalk = walk !== null && walk.map === maps.active()?.id && clock.bootMs() - walk.visitAtBootMs < oneWalkMs;
  const map: Draft = { ...base, source: 'taught', madeAtMs: nowMs(clock), visits: [...base.visits, visit.value], score: null };
  const saved = maps.save(map, onWalk ? walk.map : undefined);
  if (!saved.ok) return saved;
  return done({ map: saved.value.id, warnings: knownOf(book).warnings.filter((warning) => !before.has(warning)) });
}

function refitted(book: Book): ReturnType<CalibrationBook['refit']> {
  const { maps, floors, clock } = book;
  const today = book.pairs();
  const placed = placePairs(today, floors);
  const witnesses = { pairs: today, baseline: knownOf(book).baseline, anchors: anchorsById(floors) };
  const suspects = likelyMoved({ ...witnesses, betterPlace: betterPlaces(placed, floors) });
  const result = refit(placed, maps.active()?.tunings ?? [], suspects);
  if (!result.ok) return result;
  const { tunings, score } = result.value;
  const made = { source: 'between-anchors' as const, madeAtMs: nowMs(clock), tunings: [...tunings], score };
  const saved = maps.save({ ...draft(book), ...made, ...renewed(book, today, suspects) });
  return saved.ok ? done({ ...result.value, map: saved.value.id }) : saved;
}

function renewed(book: Book, fresh: readonly PairMean[], suspects: ReadonlySet<AnchorId>): Pick<Draft, 'pairs' | 'places'> {
  const { pairs, places } = renewedBaseline(draft(book), fresh, book.floors, suspects);
  return { pairs: [...pairs], places: [...places] };
}

function knownOf({ maps, taught, survey, floors }: Book): Known {
  const map = maps.active();
  const visits = map?.visits ?? taught.visits();
  const newest = taught.of(visits.slice(-recentVisits));
  const older = taught.of(visits.slice(0, -recentVisits));
  const { samples, warnings } = checkCalibration([...survey, ...older, ...newest], floors);
  const isNewest = new Set(newest);
  return {
    samples,
    warnings,
    tunings: map?.tunings ?? [],
    map: map?.id ?? null,
    recent: samples.filter((sample) => isNewest.has(sample)),
    older: samples.filter((sample) => !isNewest.has(sample)),
    baseline: map === null ? [] : comparablePairs(map, floors),
  };
}

function nowMs(clock: Clock): number {
  return Math.round(clock.wallMs());
}

function listOf(maps: CalibrationMaps): MapList {
  const active = maps.active();
  return {
    maps: maps
      .all()
      .toReversed()
      .map(({ id, madeAtMs, source, visits, tunings, score }) => {
        return { id, madeAtMs, source, active: id === active?.id, visits: visits.length, tunedAnchors: tunings.length, score };
      }),
  };
}
