// What looks after the anchors: hears of every message and every connection, tells the engine which anchors to believe, and
// an operator which ones to look at.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { AnchorCalibration, Anchors } from '#shared/wire/anchors.ts';
import type { Config } from './config.ts';
import type { DecodeResult, RawInput } from './decode/decoder.ts';
import type { PositionEngine } from './locate/engine.ts';
import type { OnLife } from './receive/scanner-life.ts';
import type { Running } from './running.ts';
import { anchorList } from './watch/anchor-list.ts';
import { type AnchorWatch, createAnchorWatch } from './watch/anchor-watch.ts';
import type { Log } from './watch/log.ts';
import type { Metrics } from './watch/metrics.ts';

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly engine: Pick<PositionEngine, 'silence'>;
  readonly metrics: Pick<Metrics, 'anchorOutage'>;
  readonly log: Log;
  readonly calibration?: (anchor: Anchors['anchors'][number]['id']) => AnchorCalibration | undefined;
};

export type AnchorWay = Running &
  Pick<AnchorWatch, 'scanners' | 'counts'> & {
    /** For the feeds: what connections say of scanners. */
    readonly life: OnLife;
    /** For the decode stage: everything that could be read, whether a tag was heard in it or not. */
    readonly came: (raw: RawInput, read: Extract<DecodeResult, { ok: true }>) => void;
    readonly list: () => Anchors;
  };

/** From here on the engine believes only anchors that something has come from. */
export function startAnchorWay({ config, clock, engine, metrics, log, calibration }: Deps): AnchorWay {
  const { floors } = config.site;
  const localRadio = config.radio === undefined ? [] : [{ id: 'local-radio', anchor: config.radio.anchor }];
  const listeners = [...config.scanners, ...localRadio];
  const watch = createAnchorWatch({
    listeners,
    clock,
    onSilent: (anchor) => engine.silence(anchor, true),
    onBack: (anchor) => engine.silence(anchor, false),
    onOutage: (anchor, why) => {
      metrics.anchorOutage(anchor);
      log.warn({ anchor, why }, 'nothing comes from an anchor any more; look at its scanner, its power and its network');
    },
    onOutageOver: (anchor) => log.info({ anchor }, 'an anchor is back'),
  });
  const heardAt = new Set(listeners.map(({ anchor }) => anchor));
  for (const { id, beacon } of floors.flatMap((floor) => floor.anchors)) {
    if (beacon === undefined && !heardAt.has(id)) engine.silence(id, true);
  }
  watch.tick(clock.bootMs());
  const stopTicking = clock.every(seconds(1), () => watch.tick(clock.bootMs()));
  return {
    scanners: watch.scanners,
    counts: watch.counts,
    life: watch.life,
    came: (raw, { report, scanner }) => {
      if (report !== null) watch.report(report);
      // What the broker had kept is no sign of life, whatever it says.
      else if (raw.kind === 'advert' || !raw.retained) watch.heard(scanner, raw.heardAtBootMs);
    },
    list: () => anchorList({ floors, scanners: watch.scanners(), ...(calibration && { calibration }) }),
    stop: async () => stopTicking(),
  };
}
