// The health of everything that hears: one pulse and one load per configured scanner, summed up per anchor. What falls
// silent is told twice: at once to the engine (`onSilent`, `onBack`), later and surer to people (`onOutage`, `onOutageOver`,
// and all that is shown); scanner-pulse.ts says why. It holds nothing of any tag, and no more than is configured.
//
// How soon the engine knows that a scanner is gone: at once when its connection to our broker closes or its last will comes;
// otherwise ten seconds after its last word where tags are near, at most a minute (or one and a half of its longest pause of
// late) where none are. A connection whose other end lost its power is closed by the broker after 1.5 x the keep-alive.

import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { ScannerReport } from '#shared/model/scanner.ts';
import { type RadioLoad, radioLoad } from './radio-load.ts';
import { type ScannerPulse, type SilentWhy, scannerPulse } from './scanner-pulse.ts';

/** Something that stands at an anchor and hears: a configured scanner, or this machine's own radio. */
type Listener = { readonly id: string; readonly anchor: AnchorId };

export type ScannerHealth = {
  readonly id: string;
  readonly anchor: AnchorId;
  /**
   * `hearing`: it is there; `quiet`: it is there, but by its own count hears no radio at all; `silent`: it is not there;
   * `unknown`: nothing has come from it yet.
   */
  readonly state: 'hearing' | 'quiet' | 'silent' | 'unknown';
  readonly why: SilentWhy | null;
  /** In whole minutes: finer would tell when a tag is near a scanner that reports little else. */
  readonly lastHeardAgoMs: number | null;
  readonly advertsPerSecond: number | null;
  readonly saturated: boolean | null;
  /** Its clock minus ours at its last report, in whole seconds. */
  readonly clockSkewMs: number | null;
  readonly firmwareVersion: string | null;
};

export type AnchorWatch = {
  /** A message of sightings came from this scanner; an id that nobody configured is nobody's. */
  readonly heard: (scannerId: string, atBootMs: number) => void;
  readonly report: (report: ScannerReport) => void;
  /** What its connection says (receive/scanner-life.ts). */
  readonly life: (scannerId: string, life: 'connected' | 'ping' | 'disconnected') => void;
  /** To be called every second. The first call tells the engine of every anchor that has not been heard yet. */
  readonly tick: (nowBootMs: number) => void;
  readonly scanners: () => readonly ScannerHealth[];
  /** Anchors at which something listens, and how many of them are out. */
  readonly counts: () => { readonly configured: number; readonly silent: number };
};

export type AnchorWatchDeps = {
  readonly listeners: readonly Listener[];
  readonly clock: Pick<Clock, 'wallMs' | 'bootMs'>;
  /** That this anchor hears nobody means nothing from now on. */
  readonly onSilent: (anchor: AnchorId) => void;
  readonly onBack: (anchor: AnchorId) => void;
  /** An operator may act: nothing at this anchor is there any more. */
  readonly onOutage: (anchor: AnchorId, why: SilentWhy) => void;
  readonly onOutageOver: (anchor: AnchorId) => void;
};

type Watched = Listener & {
  readonly pulse: ScannerPulse;
  readonly load: RadioLoad;
  clockSkewMs: number | null;
  firmwareVersion: string | null;
};

/** What was last told of an anchor. */
type AnchorWord = { readonly anchor: AnchorId; readonly scanners: readonly Watched[]; silent: boolean; out: boolean };

export function createAnchorWatch(deps: AnchorWatchDeps): AnchorWatch {
  const { clock } = deps;
  const startMs = clock.bootMs();
  const all = deps.listeners.map(({ id, anchor }): Watched => {
    const parts = { pulse: scannerPulse(startMs), load: radioLoad() };
    return { id, anchor, ...parts, clockSkewMs: null, firmwareVersion: null };
  });
  const byId = new Map(all.map((scanner) => [scanner.id, scanner]));
  const words = wordsOf(all);
  const settle = (word: AnchorWord | undefined): void => {
    if (word !== undefined) tell(word, deps);
  };
  /** Most messages change nothing; only the first one after a silence is news. */
  const alive = (scanner: Watched, say: () => void): void => {
    const wasSilent = scanner.pulse.silent() !== null;
    say();
    if (wasSilent) settle(words.get(scanner.anchor));
  };
  return {
    heard: (scannerId, atBootMs) => {
      const scanner = byId.get(scannerId);
      if (scanner === undefined) return;
      if (scanner.pulse.silent() === null) scanner.pulse.message(atBootMs);
      else alive(scanner, () => scanner.pulse.message(atBootMs));
    },
    report: (report) => {
      const scanner = byId.get(report.scanner);
      if (scanner === undefined) return;
      if (report.online === false) {
        scanner.pulse.offline();
        settle(words.get(scanner.anchor));
        return;
      }
      note(scanner, report, clock);
      alive(scanner, () => scanner.pulse.beat(report.atBootMs));
    },
    life: (scannerId, life) => {
      const scanner = byId.get(scannerId);
      if (scanner === undefined) return;
      if (life === 'disconnected') {
        scanner.pulse.disconnected();
        settle(words.get(scanner.anchor));
      } else if (life === 'connected') alive(scanner, () => scanner.pulse.connected(clock.bootMs()));
      else alive(scanner, () => scanner.pulse.beat(clock.bootMs()));
    },
    tick: (nowBootMs) => {
      for (const { pulse } of all) pulse.look(nowBootMs);
      for (const word of words.values()) settle(word);
    },
    scanners: () => all.map((scanner) => healthOf(scanner, clock.bootMs())),
    counts: () => ({ configured: words.size, silent: [...words.values()].filter((word) => word.out).length }),
  };
}

function wordsOf(all: readonly Watched[]): ReadonlyMap<AnchorId, AnchorWord> {
  const anchors = new Set(all.map((scanner) => scanner.anchor));
  const word = (anchor: AnchorId): AnchorWord => {
    return { anchor, scanners: all.filter((scanner) => scanner.anchor === anchor), silent: false, out: false };
  };
  return new Map([...anchors].map((anchor) => [anchor, word(anchor)]));
}

/** An anchor is silent when all of its scanners are. */
function tell(word: AnchorWord, deps: AnchorWatchDeps): void {
  const silent = word.scanners.every(({ pulse }) => pulse.silent() !== null);
  if (silent !== word.silent) {
    word.silent = silent;
    if (silent) deps.onSilent(word.anchor);
    else deps.onBack(word.anchor);
  }
  const outages = word.scanners.map(({ pulse }) => pulse.outage());
  const [why] = outages;
  const out = why !== undefined && outages.every((outage) => outage !== null);
  if (out === word.out) return;
  word.out = out;
  if (out && why) deps.onOutage(word.anchor, why);
  else deps.onOutageOver(word.anchor);
}

function note(scanner: Watched, report: ScannerReport, clock: AnchorWatchDeps['clock']): void {
  scanner.load.report(report);
  scanner.firmwareVersion = report.firmwareVersion ?? scanner.firmwareVersion;
  if (report.ownClockMs === undefined) return;
  const oursMs = clock.wallMs() - (clock.bootMs() - report.atBootMs);
  scanner.clockSkewMs = Math.round((report.ownClockMs - oursMs) / seconds(1)) * seconds(1);
}

function healthOf({ id, anchor, pulse, load, clockSkewMs, firmwareVersion }: Watched, nowMs: number): ScannerHealth {
  const heardMs = pulse.heardAtMs();
  const why = pulse.outage();
  const advertsPerSecond = why === null ? load.advertsPerSecond(nowMs) : null;
  return {
    id,
    anchor,
    state: why !== null ? 'silent' : heardMs === null ? 'unknown' : advertsPerSecond === 0 ? 'quiet' : 'hearing',
    why,
    lastHeardAgoMs: heardMs === null ? null : Math.floor((nowMs - heardMs) / minutes(1)) * minutes(1),
    advertsPerSecond,
    saturated: why === null ? load.saturated() : null,
    clockSkewMs,
    firmwareVersion,
  };
}
