// The position engine: consented sightings in, fixes out. One belief over the whole building per subject (a grid Bayes
// filter). What it holds of a person is zeroed when they are forgotten or have not been heard for half a minute, and
// single sightings never stay longer than five seconds.

import { atOnce } from '#shared/kit/steps.ts';
import type { Doubt, Fix } from '#shared/model/fix.ts';
import type { AnchorId, SubjectRef } from '#shared/model/ids.ts';
import { type ConsentedSighting, rssiRangeDbm } from '#shared/model/sighting.ts';
import type { Floor } from '#shared/model/site.ts';
import type { AnchorTuning } from './calibrate/tuning.ts';
import type { CalibrationSample } from './calibration.ts';
import { createGrid } from './grid.ts';
import { buildRadioMap, type RadioMap } from './radio-map.ts';
import { createSolver } from './solver.ts';
import { anchorKey, remembered } from './still-memory.ts';
import { createSuspicion } from './suspicion.ts';
import { dropAnchor, isDue, isStale, keep, newTrack, type Track, trim, wipe } from './track.ts';

/** What one solve says of one subject. */
export type Located = {
  readonly subject: SubjectRef;
  /** Where they are now (at most half a second ago). */
  readonly instant: Fix;
  /** Where they were at most three seconds ago, in the light of what was heard since; null while there is no such past. */
  readonly settled: Fix | null;
  /** Set when the radio contradicts itself: neither fix is then to be shown. */
  readonly doubt: Doubt | null;
};

/** The small port behind which any other engine could stand. Times are on the boot clock, in milliseconds. */
export type PositionEngine = {
  /** Takes one sighting in; it is kept for at most five seconds. Unknown anchors are ignored. */
  readonly hear: (sighting: ConsentedSighting) => void;
  /**
   * One answer for every subject with evidence that is new since its last one (see `maxFixesPerCall`). Also drops whatever
   * has become too old, so it is to be called at least every second or so; called more often, it spreads the work.
   */
  readonly solve: (nowBootMs: number) => readonly Located[];
  /**
   * An anchor fell silent, or is back. What a silent one said and was not weighed yet is taken back. Not being heard is never
   * taken as evidence, so nothing else rests on it, and its next reading proves that it is there.
   */
  readonly silence: (anchor: AnchorId, silent: boolean) => void;
  /** Exchanges what is known of the anchors, one of them at a time with a breath in between; the beliefs stay. */
  readonly resurvey: (
    sources: { readonly calibration: readonly CalibrationSample[]; readonly tunings: readonly AnchorTuning[] },
    breathe: () => Promise<void>,
  ) => Promise<void>;
  /** Which anchors heard the subject in the last seconds, the strongest first: to explain their place to them. */
  readonly heardBy: (subject: SubjectRef) => readonly { readonly anchor: AnchorId; readonly rssiDbm: number }[];
  readonly forget: (subject: SubjectRef) => void;
  readonly forgetAll: () => void;
};

export type EngineDeps = {
  /** From bottom to top. */
  readonly floors: readonly Floor[];
  readonly calibration: readonly CalibrationSample[];
  /** What anchors taught by hearing each other; counts where nobody surveyed. */
  readonly tunings?: readonly AnchorTuning[];
  readonly options?: {
    /** Shortest time between two fixes of a subject. */
    readonly minFixGapMs?: number;
    /** So many at most in one `solve`, those who have waited longest first: bounds how long a call takes. */
    readonly maxFixesPerCall?: number;
    /** Whether settled fixes are made; without them a solve costs less. True unless told. */
    readonly settled?: boolean;
    /** Above this many half-metre cells in the building, cells become larger. At most 65,536. */
    readonly maxCells?: number;
  };
};

/** How far a reading may lie from the last solve, which is to be asked for every second or so. */
const mostBehindMs = 2_000;
const mostAheadMs = 10_000;

/** Builds the radio map (a second or so for a large building); holds nothing of anybody until `hear`. */
export function createPositionEngine({ floors, calibration, tunings = [], options = {} }: EngineDeps): PositionEngine {
  const { minFixGapMs = 700, maxFixesPerCall = Number.POSITIVE_INFINITY, settled = true, maxCells = 8_192 } = options;
  const grid = createGrid(floors, Math.min(maxCells, 65_536));
  let map = atOnce(buildRadioMap({ floors, calibration, tunings }, grid));
  let solver = createSolver(grid, map, settled);
  let surveys = 0;
  const suspicion = createSuspicion(floors);
  const tracks = new Map<SubjectRef, Track>();
  let lastSolveMs: number | null = null;
  /** Readings are stamped when they arrive: what lies far from the last solve was stamped wrongly. */
  const isOfNow = (atMs: number): boolean =>
    lastSolveMs === null || (atMs > lastSolveMs - mostBehindMs && atMs < lastSolveMs + mostAheadMs);
  const forget = (subject: SubjectRef): void => {
    const track = tracks.get(subject);
    if (track) wipe(track);
    tracks.delete(subject);
    suspicion.forget(subject);
  };
  return {
    hear: (sighting) => {
      const field = map.fields.get(sighting.anchor);
      if (field === undefined || !isReading(sighting)) return;
      if (!isOfNow(sighting.heardAtBootMs)) return;
      const track = tracks.get(sighting.subject) ?? newTrack();
      tracks.set(sighting.subject, track);
      keep(track, sighting, field);
    },
    solve: (nowBootMs) => {
      if (!Number.isFinite(nowBootMs)) return [];
      lastSolveMs = nowBootMs;
      const due: [SubjectRef, Track][] = [];
      for (const [subject, track] of tracks) {
        trim(track, nowBootMs);
        if (isStale(track, nowBootMs)) forget(subject);
        else if (isDue(track, nowBootMs, minFixGapMs)) due.push([subject, track]);
      }
      if (due.length === 0) return [];
      const waited = (track: Track): number => nowBootMs - (track.solvedAtMs ?? 0);
      if (due.length > maxFixesPerCall) due.sort(([, a], [, b]) => waited(b) - waited(a));
      const located = due.slice(0, affordable(due, maxFixesPerCall)).flatMap(([subject, track]) => {
        const fixes = solver.solve(subject, track, nowBootMs);
        if (fixes === null) return [];
        const { instant, settled: before, heard } = fixes;
        return [{ subject, instant, settled: before, doubt: suspicion.look(track, instant, heard) }];
      });
      solver.clear();
      return located;
    },
    silence: (anchor, silent) => {
      if (silent) for (const track of tracks.values()) dropAnchor(track, anchor);
    },
    resurvey: async (sources, breathe) => {
      surveys += 1;
      const mine = surveys;
      const building = buildRadioMap({ floors, ...sources }, grid);
      for (let step = building.next(); ; step = building.next()) {
        if (step.done) {
          map = step.value;
          solver.clear();
          solver = createSolver(grid, map, settled);
          return;
        }
        await breathe();
        if (mine !== surveys) return; // A newer survey came meanwhile.
      }
    },
    heardBy: (subject) => {
      const track = tracks.get(subject);
      return track === undefined ? [] : strongestFirst(track, map);
    },
    forget,
    forgetAll: () => {
      for (const subject of tracks.keys()) forget(subject);
      lastSolveMs = null;
    },
  };
}

function strongestFirst({ still }: Track, { fields }: RadioMap): { readonly anchor: AnchorId; readonly rssiDbm: number }[] {
  const anchors = new Map([...fields].map(([anchor, field]) => [anchorKey(field), anchor]));
  return remembered(still)
    .flatMap(({ anchor: key, meanDbm }) => {
      const anchor = anchors.get(key);
      return anchor === undefined ? [] : [{ anchor, rssiDbm: meanDbm }];
    })
    .toSorted((a, b) => b.rssiDbm - a.rssiDbm);
}

/** What the decoder lets through is; a caller's mistake must not spoil a belief. */
function isReading({ rssiDbm, heardAtBootMs }: ConsentedSighting): boolean {
  return Number.isFinite(heardAtBootMs) && rssiDbm >= rssiRangeDbm.min && rssiDbm <= rssiRangeDbm.max;
}

/** A first fix looks at the whole building and costs as much as so many later ones. */
const costOfFirst = 8;

/** How many of those in turn fit into a call's budget; one at least. */
function affordable(due: readonly (readonly [SubjectRef, Track])[], budget: number): number {
  let spent = 0;
  const first = due.findIndex(([, track]) => {
    spent += track.steps.length === 0 ? costOfFirst : 1;
    return spent > budget;
  });
  return first === -1 ? due.length : Math.max(1, first);
}
