// The way of sightings: builds each stage of pipeline.ts up to the vault and says with what. The mask and the push are
// built in board-way.ts, because the bookings end there too.

import { randomBytes } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Display } from '#shared/model/display.ts';
import type { Doubt, Fix } from '#shared/model/fix.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting, RangedSighting, Sighting } from '#shared/model/sighting.ts';
import type { AnchorWay } from './anchor-way.ts';
import type { CalibrationWay } from './calibration-way.ts';
import type { Config } from './config.ts';
import { type Consent, createConsent } from './consent/consent.ts';
import { createDecoder } from './decode/decoder.ts';
import { createRangedDecoder } from './decode/ranged.ts';
import type { AnchorTuning } from './locate/calibrate/tuning.ts';
import type { CalibrationSample } from './locate/calibration.ts';
import { createPositionEngine, type PositionEngine } from './locate/engine.ts';
import { type Pipeline, runPipeline, type Stage } from './pipeline.ts';
import type { Deliver } from './receive/tag-feed.ts';
import { startRetention } from './remember/retention.ts';
import { createPositionVault, type PositionVault } from './remember/vault.ts';
import type { Running } from './running.ts';
import type { Metrics } from './watch/metrics.ts';

type Raw = Parameters<Deliver>[0];

/** What stands before the radio is switched on: nobody is known yet, so nobody can be located. */
export type Sightings = {
  readonly consent: Consent;
  readonly engine: PositionEngine;
  readonly vault: PositionVault;
  /** Zeroes where this person is; the next sighting makes a new place of them. */
  readonly forgetPlace: (ref: SubjectRef) => void;
  /** Zeroes where everybody is. */
  readonly forgetAll: () => void;
};

type SightingsDeps = {
  readonly config: Config;
  readonly calibration: readonly CalibrationSample[];
  readonly tunings: readonly AnchorTuning[];
  readonly clock: Clock;
  /** The version of the privacy document in force. */
  readonly documentVersion: () => string;
  /** Everything known of where this person is has just been zeroed. */
  readonly onForgotten: (ref: SubjectRef) => void;
  /** The clocks can't be believed: the vault has been emptied of so many positions. */
  readonly onFlush: (count: number) => void;
};

export function createSightings(deps: SightingsDeps): Sightings {
  const { config, clock } = deps;
  const engine = createPositionEngine({
    floors: config.site.floors,
    calibration: deps.calibration,
    tunings: deps.tunings,
    // Boards show where people are now: on the walks the settled fix is no better at that, and would cost half as much again.
    options: { maxFixesPerCall, settled: false },
  });
  const vault = createPositionVault({
    capacity: config.vault.capacity,
    floors: config.site.floors,
    clock,
    onFlush: (count) => {
      engine.forgetAll();
      deps.onFlush(count);
    },
  });
  const consent = createConsent({
    documentVersion: deps.documentVersion,
    wallMs: clock.wallMs,
    randomKey: randomBytes(32),
    onWithdrawn: (ref) => forgetPlace(ref),
  });
  const forgetPlace = (ref: SubjectRef): void => {
    engine.forget(ref);
    vault.forget(ref);
    deps.onForgotten(ref);
  };
  const forgetAll = (): void => {
    engine.forgetAll();
    vault.forgetAll();
  };
  return { consent, engine, vault, forgetPlace, forgetAll };
}

type WayDeps = Sightings & {
  readonly config: Config;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly anchors: Pick<AnchorWay, 'came'>;
  readonly calibration: Pick<CalibrationWay, 'hear' | 'takes'>;
  /** Hear every sighting before consent: of things that other systems are told of, and of a tag held out for enrolment. */
  readonly integrations: { readonly hear: (sighting: Sighting) => void };
  readonly people: { readonly hear: (sighting: Sighting) => void };
  /** Whether anybody may be located now; while not, nothing of any tag or phone goes beyond decoding. */
  readonly positionsOn: () => boolean;
  /** The vault has been swept: nothing in it is older than it should be. */
  readonly swept: () => void;
  /** Opens the feeds; they deliver until they are stopped. */
  readonly receive: (deliver: Deliver) => Promise<Running>;
  readonly mask: Pipeline<Raw, Display>[5];
  readonly push: Pipeline<Raw, Display>[6];
  /** Sees every fix as it is made; only set to measure a replay. */
  readonly measure?: ((fix: Fix) => void) | undefined;
};

/** How often the engine is asked. It makes a fix per subject at most every 0.7 s; asking often spreads the work. */
const solveEveryMs = seconds(0.05);
/** With that many per call a crowd does not hold up taps and boards for longer than some 25 ms. */
const maxFixesPerCall = 64;

/** Switches the radio on. */
export async function startSightingWay(deps: WayDeps): Promise<Running> {
  const { clock, consent, engine, vault, metrics } = deps;
  const decode = createDecoder({
    scanners: deps.config.scanners,
    anchors: deps.config.site.floors.flatMap((floor) => floor.anchors),
  });
  const decodeRanged = createRangedDecoder(deps.config.site.floors.flatMap((floor) => floor.anchors));
  const solver = solveStage(deps);
  const hearRaw = (raw: Raw, handOn: (made: Sighting | RangedSighting) => void): void => {
    if (raw.kind === 'ranging') {
      if (!deps.positionsOn()) return;
      const heard = decodeRanged(raw.payload, raw.subject, raw.heardAtBootMs);
      if (heard.ok) for (const ranged of heard.value) handOn(ranged);
      else metrics.decodeRefused(heard.why, 'phone');
      return;
    }
    const result = decode(raw);
    if (!result.ok) {
      metrics.decodeRefused(result.why, result.scanner ?? 'unknown');
      return;
    }
    deps.anchors.came(raw, result);
    for (const heard of result.between) deps.calibration.hear(heard);
    for (const sighting of result.value) {
      if (deps.calibration.takes(sighting) || !deps.positionsOn()) continue;
      deps.integrations.hear(sighting);
      deps.people.hear(sighting);
      handOn(sighting);
    }
  };
  const pipeline = await runPipeline<Raw, Display>([
    deps.receive,
    (handOn) => (raw) => {
      hearRaw(raw, handOn);
      // What was heard of tags that are nobody's must not stay in freed memory (privacy.md 1.2).
      raw.payload.fill(0);
    },
    (handOn) => (sighting) => {
      const consented = 'tag' in sighting ? consent.admit(sighting) : consent.admitRanged(sighting);
      metrics.sighting(consented === null ? 'dropped' : 'consented');
      if (consented !== null) handOn(consented);
    },
    solver.stage,
    (handOn) => (fix) => {
      metrics.fix();
      deps.measure?.(fix);
      if (vault.put(fix)) handOn(fix.floor);
    },
    deps.mask,
    deps.push,
  ]);
  const retention = startRetention(vault, clock, deps.swept);
  return {
    stop: async () => {
      await pipeline.stop();
      solver.stop();
      engine.forgetAll();
      await retention.stop();
    },
  };
}

/** Sightings go in as they come; fixes come out when the engine is asked. */
function solveStage(deps: WayDeps): { stage: Stage<ConsentedSighting, Fix>; stop: () => void } {
  const { clock, engine } = deps;
  let handOn: (fix: Fix) => void = () => undefined;
  const stop = clock.every(solveEveryMs, () => {
    for (const { instant, doubt } of engine.solve(clock.bootMs())) {
      if (doubt === null) handOn(instant);
      else hide(deps, instant, doubt);
    }
  });
  return {
    stop,
    stage: (next) => {
      handOn = next;
      return engine.hear;
    },
  };
}

/** A fix in doubt is counted and shown to nobody, nor is the place before it. */
function hide({ vault, metrics }: WayDeps, { subject }: Fix, doubt: Doubt): void {
  metrics.doubted(doubt);
  vault.forget(subject);
}
