// The way of calibration: what visits teach and what anchors hear of each other becomes a map, the map is kept on disk and
// goes to the position engine, and an older one can be taken back. Nothing that a person carries passes here.

import { join } from 'node:path';
import type { Clock } from '#shared/kit/clock.ts';
import { hours, seconds } from '#shared/kit/duration.ts';
import type { AnchorId, TagId } from '#shared/model/ids.ts';
import type { AnchorHeard, Sighting } from '#shared/model/sighting.ts';
import type { AnchorCalibration } from '#shared/wire/anchors.ts';
import { type CalibrationBook, type CalibrationInUse, openCalibrationBook } from './calibration-book.ts';
import { type CalibrationReports, createCalibrationReports } from './calibration-reports.ts';
import type { Config } from './config.ts';
import { everyNight } from './every-night.ts';
import { createInstallers, type Installers } from './installers.ts';
import { createBetweenAnchors } from './locate/calibrate/between-anchors.ts';
import { createTeaching, type Teaching } from './locate/calibrate/teach.ts';
import type { CalibrationSample } from './locate/calibration.ts';
import type { CalibrationDesk } from './push/ports.ts';
import type { Running } from './running.ts';

type Deps = {
  readonly config: Config;
  readonly dataFolder: string;
  /** The samples the site came with, as `readCalibration` gives them. */
  readonly survey: readonly CalibrationSample[];
  readonly clock: Clock;
  readonly log: { readonly info: LogLine; readonly warn: LogLine };
  /** Another map is in use from now on. Not called at start: see `inUse`. */
  readonly apply: (inUse: CalibrationInUse) => void;
  /** Has a person claimed this tag? */
  readonly isSomebodys: (tag: TagId) => boolean;
  /** How long ago anything came from an anchor; null when nothing has yet. */
  readonly lastHeardAgoMs: (anchor: AnchorId) => number | null;
};
type LogLine = (fields: object, message: string) => void;

export type CalibrationWay = Running & {
  /** What the position engine is to begin with. */
  readonly inUse: () => CalibrationInUse;
  /** What one anchor heard of another. */
  readonly hear: (heard: AnchorHeard) => void;
  /** True for a tag of the installer's kit: the sighting ends here. To be asked of every sighting before consent. */
  readonly takes: (sighting: Sighting) => boolean;
  /** The newest figures of an anchor; made anew every hour, and whenever an installer asks. */
  readonly figuresOf: (anchor: AnchorId) => AnchorCalibration | undefined;
  /** What installers ask for over HTTP. */
  readonly desk: CalibrationDesk;
  /** Whether this `Authorization` header is an installer's. */
  readonly isInstaller: Installers['isOne'];
};

/** A map for every spot would rebuild the engine's at every step of a walk; so long after the last visit it is due. */
const quietMs = seconds(30);

/** Reads what is on disk, and listens for the hour of the night when maps are refitted. */
export function startCalibrationWay(deps: Deps): CalibrationWay {
  const { clock, config, survey } = deps;
  const { floors, timeZone } = config.site;
  const between = createBetweenAnchors(new Set(floors.flatMap((floor) => floor.anchors.map((anchor) => anchor.id))));
  const folder = join(deps.dataFolder, 'calibration');
  const book = openCalibrationBook({ folder, floors, survey, pairs: between.pairs, clock });
  for (const warning of book.warnings) deps.log.warn({ stage: 'calibration' }, warning);
  const apply = (): void => deps.apply(book.known());
  let cancelApply = (): void => undefined;
  const kit = new Set(config.calibrationTags);
  const keep: Parameters<typeof createTeaching>[0]['keep'] = (samples) => {
    cancelApply();
    cancelApply = clock.after(quietMs, apply);
    return book.keepVisit(samples);
  };
  const teaching = createTeaching({ clock, floors, kit, isSomebodys: deps.isSomebodys, keep });
  const installers = createInstallers(config, clock.bootMs);
  const reports = createCalibrationReports({ ...deps, floors, book, between });
  const refit = refitting(deps, book, apply);
  const cancelHours = clock.every(hours(1), () => void reports.renew());
  const cancelNights = everyNight(clock, timeZone, () => {
    refit();
    book.learnNewPairs();
    between.turn();
  });
  return {
    inUse: book.known,
    hear: between.hear,
    takes: teaching.takes,
    figuresOf: (anchor) => {
      const report = reports.on(anchor);
      if (report === undefined) return undefined;
      const { samples, readings, residualDb, biasDb, moved } = report;
      return { samples, readings, residualDb, biasDb, moved };
    },
    isInstaller: installers.isOne,
    desk: deskOf({ installers, teaching, reports, book, refit, apply }),
    stop: async () => {
      for (const cancel of [cancelNights, cancelHours, cancelApply, teaching.cancel, reports.stop]) cancel();
    },
  };
}

function refitting({ log }: Deps, book: CalibrationBook, apply: () => void): CalibrationBook['refit'] {
  return () => {
    const result = book.refit();
    if (result.ok) {
      const { map, score } = result.value;
      log.info({ stage: 'calibration', map, ...score }, 'a map made from what anchors hear of each other is in use');
      apply();
    } else log.info({ stage: 'calibration', why: result.why }, 'the map in use stays');
    return result;
  };
}

type Parts = {
  readonly installers: Installers;
  readonly teaching: Teaching;
  readonly reports: CalibrationReports;
  readonly book: CalibrationBook;
  readonly refit: CalibrationBook['refit'];
  readonly apply: () => void;
};

function deskOf({ installers, teaching, reports, book, refit, apply }: Parts): CalibrationDesk {
  return {
    admit: installers.admit,
    beginVisit: (visit) => {
      const begun = teaching.begin(visit);
      return begun.ok ? { ok: true, visit: begun.value } : { ...begun, detail: begun.detail ?? '' };
    },
    visit: teaching.state,
    cancelVisit: () => {
      teaching.cancel();
      return teaching.state();
    },
    report: reports.renew,
    maps: book.list,
    activate: (id) => {
      const activated = book.activate(id);
      if (!activated.ok) return { ...activated, detail: activated.detail ?? '' };
      apply();
      return { ok: true, map: activated.value.id };
    },
    refit: () => {
      const result = refit();
      return result.ok ? { ok: true, ...result.value } : { ...result, detail: result.detail ?? '' };
    },
  };
}
