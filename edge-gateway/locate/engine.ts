// The position engine: consented sightings in, fixes out. One belief over the whole building per subject (a grid Bayes
// filter). What it holds of a person is zeroed when they are forgotten or have not been heard for half a minute, and
// single sightings never stay longer than five seconds.

import type { Fix } from '#shared/model/fix.ts';
import type { AnchorId, SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Floor } from '#shared/model/site.ts';
import type { CalibrationSample } from './calibration.ts';
import { estimate } from './estimate.ts';
import { createWorkspace, isPlain, type Observation, weigh } from './evidence.ts';
import { createGrid, type Grid } from './grid.ts';
import { spread } from './motion.ts';
import { createRadioMap, type RadioMap } from './radio-map.ts';
import { chooseZone, noZone, type ZoneChoice } from './zone-choice.ts';

/** The small port behind which any other engine could stand. Times are on the boot clock, in milliseconds. */
export type PositionEngine = {
  /** Takes one sighting in; it is kept for at most five seconds. Unknown anchors are ignored. */
  readonly hear: (sighting: ConsentedSighting) => void;
  /** One fix for every subject with evidence that is new since its last one. Also drops whatever has become too old. */
  readonly solve: (nowBootMs: number) => readonly Fix[];
  readonly forget: (subject: SubjectRef) => void;
  readonly forgetAll: () => void;
};

export type EngineDeps = {
  /** From bottom to top. */
  readonly floors: readonly Floor[];
  readonly calibration: readonly CalibrationSample[];
  readonly options?: EngineOptions;
};
type EngineOptions = {
  /** Shortest time between two fixes of a subject. */
  readonly minFixGapMs?: number;
  /** Above this many half-metre cells in the building, cells become larger. */
  readonly maxCells?: number;
};

type Heard = {
  readonly anchor: AnchorId;
  readonly rssiDbm: number;
  readonly measuredPowerDbm: number | undefined;
  readonly atMs: number;
};
type Track = { readonly belief: Float32Array; window: Heard[]; solvedAtMs: number | null; zone: ZoneChoice };

/** How long a sighting may be kept, and how long a belief outlives the last evidence. */
const windowMs = 5_000;
const mostKept = 512;
const beliefMs = 30_000;
/** How far a whole uncalibrated map can be off, seconds on end, without the belief noticing (seen on the TETAM walks). */
const plainErrorM = 1.8;
/** A person in an office: spread of the random walk in metres per root second. */
const walkM = 0.7;
/** Belief kept spread over the whole building for every second, so that a lift ride or a lost signal can be recovered. */
const lostPerSecond = 0.004;
/** Every how many cells, each way, such a lost person is looked for. */
const latticeStep = 8;

/** Builds the radio map (a second or so for a large building); holds nothing of anybody until `hear`. */
export function createPositionEngine({ floors, calibration, options = {} }: EngineDeps): PositionEngine {
  const grid = createGrid(floors, options.maxCells ?? 8_192);
  const map = createRadioMap(floors, grid, calibration);
  const minFixGapMs = options.minFixGapMs ?? 400;
  const work = createWorkspace(grid.size);
  const anywhere = everywhere(grid);
  const lattice = latticeOf(grid);
  const tracks = new Map<SubjectRef, Track>();

  const drop = (subject: SubjectRef, track: Track): void => {
    track.belief.fill(0);
    track.window.length = 0;
    tracks.delete(subject);
  };
  return {
    hear: ({ subject, anchor, rssiDbm, measuredPowerDbm, heardAtBootMs }) => {
      if (!map.has(anchor)) return;
      let track = tracks.get(subject);
      if (!track) {
        track = { belief: anywhere.slice(), window: [], solvedAtMs: null, zone: noZone };
        tracks.set(subject, track);
      }
      if (track.window.length >= mostKept) track.window.shift();
      track.window.push({ anchor, rssiDbm, measuredPowerDbm, atMs: heardAtBootMs });
    },
    solve: (nowBootMs) => {
      const fixes: Fix[] = [];
      for (const [subject, track] of tracks) {
        track.window = track.window.filter((heard) => Math.abs(nowBootMs - heard.atMs) < windowMs);
        if (isStale(track, nowBootMs)) drop(subject, track);
        else if (isDue(track, nowBootMs, minFixGapMs)) fixes.push(solveOne(subject, track, nowBootMs));
      }
      for (const sums of Object.values(work)) sums.fill(0);
      return fixes;
    },
    forget: (subject) => {
      const track = tracks.get(subject);
      if (track) drop(subject, track);
    },
    forgetAll: () => {
      for (const [subject, track] of tracks) drop(subject, track);
    },
  };

  function solveOne(subject: SubjectRef, track: Track, nowMs: number): Fix {
    const seconds = track.solvedAtMs === null ? 0 : (nowMs - track.solvedAtMs) / 1_000;
    if (seconds > 0) {
      spread(track.belief, grid, walkM * walkM * seconds, work.log);
      loosen(track.belief, lattice, Math.min(0.5, lostPerSecond * seconds));
    }
    const heard = observations(map, track.window);
    if (!weigh(track.belief, heard, work)) track.belief.set(anywhere);
    track.window.length = 0;
    track.solvedAtMs = nowMs;
    const at = estimate(track.belief, grid);
    track.zone = chooseZone(track.zone, at.zoneShare, nowMs);
    const { x, y } = at;
    const radius68M = isPlain(heard) ? Math.hypot(at.radius68M, plainErrorM) : at.radius68M;
    const zone = grid.zones[track.zone.zone] ?? null;
    const zoneProbability = at.zoneShare[track.zone.zone] ?? 0;
    return { subject, floor: at.floor.id, x, y, radius68M, zone, zoneProbability, atBootMs: nowMs };
  }
}

/** Nothing to go on any more, or the clock went back. */
function isStale({ window, solvedAtMs }: Track, nowMs: number): boolean {
  return solvedAtMs === null ? window.length === 0 : nowMs < solvedAtMs || nowMs - solvedAtMs > beliefMs;
}

function isDue({ window, solvedAtMs }: Track, nowMs: number, minFixGapMs: number): boolean {
  return window.length > 0 && (solvedAtMs === null || nowMs - solvedAtMs >= minFixGapMs);
}

function everywhere(grid: Grid): Float32Array {
  const cells = grid.inside.reduce((sum, inside) => sum + inside, 0);
  return Float32Array.from(grid.inside, (inside) => inside / cells);
}

function latticeOf(grid: Grid): readonly number[] {
  return grid.floors.flatMap(({ first, cols, rows }) =>
    Array.from({ length: cols * rows }, (_, i) => i)
      .filter((i) => (i % cols) % latticeStep === 0 && Math.floor(i / cols) % latticeStep === 0)
      .map((i) => first + i)
      .filter((cell) => grid.inside[cell] === 1),
  );
}

function loosen(belief: Float32Array, lattice: readonly number[], share: number): void {
  for (const cell of lattice) belief[cell] = (belief[cell] ?? 0) + share / lattice.length;
}

function observations(map: RadioMap, window: readonly Heard[]): readonly Observation[] {
  const sums = new Map<AnchorId, { sum: number; count: number }>();
  for (const { anchor, rssiDbm, measuredPowerDbm } of window) {
    const supposed = map.get(anchor)?.supposedPowerDbm ?? null;
    const correction = supposed !== null && measuredPowerDbm !== undefined ? supposed - measuredPowerDbm : 0;
    const before = sums.get(anchor) ?? { sum: 0, count: 0 };
    sums.set(anchor, { sum: before.sum + rssiDbm + correction, count: before.count + 1 });
  }
  return [...sums].flatMap(([anchor, { sum, count }]) => {
    const field = map.get(anchor);
    return field ? [{ field, meanDbm: sum / count, count }] : [];
  });
}
