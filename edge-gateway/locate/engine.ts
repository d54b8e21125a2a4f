// The position engine: consented sightings in, fixes out. One belief over the whole building per subject (a grid Bayes
// filter). What it holds of a person is zeroed when they are forgotten or have not been heard for half a minute, and
// single sightings never stay longer than five seconds.

import type { Fix } from '#shared/model/fix.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Floor } from '#shared/model/site.ts';
import type { CalibrationSample } from './calibration.ts';
import { createGrid } from './grid.ts';
import { createRadioMap } from './radio-map.ts';
import { createSolver } from './solver.ts';
import { isDue, isStale, keep, newTrack, type Track, trim, wipe } from './track.ts';

/** The small port behind which any other engine could stand. Times are on the boot clock, in milliseconds. */
export type PositionEngine = {
  /** Takes one sighting in; it is kept for at most five seconds. Unknown anchors are ignored. */
  readonly hear: (sighting: ConsentedSighting) => void;
  /**
   * One fix for every subject with evidence that is new since its last one (see `maxFixesPerCall`). Also drops whatever has become too old, so it
   * is to be called at least every second or so; called more often, it spreads the work.
   */
  readonly solve: (nowBootMs: number) => readonly Fix[];
  readonly forget: (subject: SubjectRef) => void;
  readonly forgetAll: () => void;
};

export type EngineDeps = {
  /** From bottom to top. */
  readonly floors: readonly Floor[];
  readonly calibration: readonly CalibrationSample[];
  readonly options?: {
    /** Shortest time between two fixes of a subject. */
    readonly minFixGapMs?: number;
    /** So many at most in one `solve`, those who have waited longest first: bounds how long a call takes. */
    readonly maxFixesPerCall?: number;
    /** Above this many half-metre cells in the building, cells become larger. */
    readonly maxCells?: number;
  };
};

/** Builds the radio map (a second or so for a large building); holds nothing of anybody until `hear`. */
export function createPositionEngine({ floors, calibration, options = {} }: EngineDeps): PositionEngine {
  const { minFixGapMs = 400, maxFixesPerCall = Number.POSITIVE_INFINITY, maxCells = 8_192 } = options;
  const grid = createGrid(floors, maxCells);
  const map = createRadioMap(floors, grid, calibration);
  const solver = createSolver(grid, map);
  const tracks = new Map<SubjectRef, Track>();
  const forget = (subject: SubjectRef): void => {
    const track = tracks.get(subject);
    if (track) wipe(track);
    tracks.delete(subject);
  };
  return {
    hear: (sighting) => {
      if (!map.has(sighting.anchor)) return;
      const track = tracks.get(sighting.subject) ?? newTrack(solver.anywhere);
      tracks.set(sighting.subject, track);
      keep(track, sighting);
    },
    solve: (nowBootMs) => {
      const due: [SubjectRef, Track][] = [];
      for (const [subject, track] of tracks) {
        trim(track, nowBootMs);
        if (isStale(track, nowBootMs)) forget(subject);
        else if (isDue(track, nowBootMs, minFixGapMs)) due.push([subject, track]);
      }
      const waited = (track: Track): number => nowBootMs - (track.solvedAtMs ?? 0);
      if (due.length > maxFixesPerCall) due.sort(([, a], [, b]) => waited(b) - waited(a));
      const fixes = due.slice(0, maxFixesPerCall).map(([subject, track]) => solver.solve(subject, track, nowBootMs));
      solver.clear();
      return fixes;
    },
    forget,
    forgetAll: () => {
      for (const subject of tracks.keys()) forget(subject);
    },
  };
}
