// The report on every anchor: made when an installer asks and once an hour, and kept for whoever only wants to look.

import { type Clock, pause } from '#shared/kit/clock.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { AnchorReport, CalibrationReport } from '#shared/wire/calibration.ts';
import type { CalibrationBook } from './calibration-book.ts';
import { createAnchorReports } from './locate/calibrate/anchor-report.ts';
import type { BetweenAnchors } from './locate/calibrate/between-anchors.ts';

export type CalibrationReports = {
  /** The newest report on this anchor. */
  readonly on: (anchor: AnchorId) => AnchorReport | undefined;
  /** One that is being made already is waited for. */
  readonly renew: () => Promise<CalibrationReport>;
  /** What is being made is finished at once. */
  readonly stop: () => void;
};

type Deps = {
  readonly clock: Clock;
  readonly floors: readonly Floor[];
  readonly book: Pick<CalibrationBook, 'known'>;
  readonly between: Pick<BetweenAnchors, 'pairs'>;
  readonly lastHeardAgoMs: (anchor: AnchorId) => number | null;
};

/** So many anchors are looked at in one go; then everything else has its turn. */
const anchorsAtOnce = 8;

export function createCalibrationReports(deps: Deps): CalibrationReports {
  const newest = new Map<AnchorId, AnchorReport>();
  const stopped = new AbortController();
  let running: Promise<CalibrationReport> | null = null;
  return {
    on: (anchor) => newest.get(anchor),
    renew: () => {
      running ??= renew(deps, newest, stopped.signal).finally(() => {
        running = null;
      });
      return running;
    },
    stop: () => stopped.abort(),
  };
}

async function renew(deps: Deps, newest: Map<AnchorId, AnchorReport>, signal: AbortSignal): Promise<CalibrationReport> {
  const { clock, floors, book, between, lastHeardAgoMs } = deps;
  const { map, warnings, older, recent, baseline, tunings } = book.known();
  const pairs = between.pairs();
  const reportOn = createAnchorReports({ floors, samples: older, recent, pairs, baseline, tunings, lastHeardAgoMs });
  const anchors = floors.flatMap((floor) => floor.anchors);
  for (const [i, { id }] of anchors.entries()) {
    if (i % anchorsAtOnce === anchorsAtOnce - 1) await pause(clock, 0, signal);
    const report = reportOn(id);
    if (report !== null) newest.set(id, report);
  }
  return { map, warnings: [...warnings], anchors: anchors.flatMap(({ id }) => newest.get(id) ?? []) };
}
