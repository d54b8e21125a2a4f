// Whether one scanner is still there. Two answers, because being wrong costs two different things:
//
// `silent` is for the engine and comes early. An engine that believes a dead scanner ("it does not hear them, so they are
// not near it") moves people to wrong places; one that doubts a living one for some seconds loses next to nothing. Where it
// matters, near people, a scanner speaks often, and so its silence is noticed after ten seconds.
//
// `outage` is for people and comes late, unless the scanner's connection or last will said so itself. Most scanners are
// told to report our tags only: their sightings stop when the last person leaves, so an early word would say in a log who
// left when. It therefore waits for what a scanner sends whether anybody is near or not: its reports, pings, connection.

import { minutes, seconds } from '#shared/kit/duration.ts';
import { usualPause } from './usual-pause.ts';

export type SilentWhy = 'not-heard-yet' | 'offline' | 'disconnected' | 'nothing-came';

export type ScannerPulse = {
  /** It sent something that may depend on who is near: a sighting. */
  readonly message: (atMs: number) => void;
  /** It sent something that does not: a report, a ping. */
  readonly beat: (atMs: number) => void;
  /** A connection that we watch ourselves opened, or ended. */
  readonly connected: (atMs: number) => void;
  readonly disconnected: () => void;
  /** It, or the broker in its name, says that it is going. */
  readonly offline: () => void;
  /** To be called every second or so. */
  readonly look: (nowMs: number) => void;
  readonly silent: () => SilentWhy | null;
  readonly outage: () => SilentWhy | null;
  /** Null until something came. */
  readonly heardAtMs: () => number | null;
};

/** So long a scanner is watched before its usual pause is believed: twice the fifteen seconds between two reports of ESPresense. */
const warmUpMs = seconds(30);
const shortestLimitMs = seconds(10);
const longestLimitMs = seconds(60);
/** An idle scanner on an open connection pings within its keep-alive; a dead one is cut off by then (three minutes at most). */
const openConnectionMs = minutes(3);
/** A scanner that has never sent anything but sightings may have a quiet room. */
const withoutBeatMs = minutes(10);
/** After a start of ours, scanners need a while to dial again. */
const firstWordMs = minutes(2);
/** A look so late means that this machine slept or was busy: what came meanwhile has not been seen yet. */
const lateLookMs = seconds(5);

/** A scanner of which nothing has been heard yet. All times are on the boot clock. */
export function scannerPulse(startMs: number): ScannerPulse {
  const pauses = usualPause();
  const beats = usualPause();
  let link: 'untold' | 'up' | 'down' = 'untold';
  let why: SilentWhy | null = 'not-heard-yet';
  let firstMs: number | null = null;
  let heardMs: number | null = null;
  let beatMs: number | null = null;
  let patientFromMs = startMs;
  let lookedMs = startMs;

  const sinceMs = (): number => Math.max(heardMs ?? startMs, patientFromMs);
  const message = (atMs: number): void => {
    // What is left in a pipe after its connection closed proves nothing.
    if (link === 'down') return;
    const wasThere = why === null || why === 'nothing-came';
    if (heardMs !== null && wasThere && atMs - lookedMs <= lateLookMs) pauses.took(atMs - sinceMs());
    firstMs ??= atMs;
    heardMs = Math.max(heardMs ?? atMs, atMs);
    why = null;
  };
  const beat = (atMs: number): void => {
    if (link === 'down') return;
    if (beatMs !== null) beats.took(atMs - beatMs);
    beatMs = atMs;
    message(atMs);
  };
  const end = (reason: SilentWhy): void => {
    why = reason;
    beatMs = null;
  };
  /** How long nothing at all may come. Past the minute only for one that has shown longer pauses and was there. */
  const limitMs = (nowMs: number): number => {
    if (pauses.ms() === 0 || nowMs - (firstMs ?? nowMs) < warmUpMs) return longestLimitMs;
    return Math.max(shortestLimitMs, Math.min(4 * pauses.ms(), longestLimitMs), 1.5 * pauses.ms());
  };
  const patienceMs = (): number => {
    if (why === 'not-heard-yet') return firstWordMs;
    if (link === 'up') return openConnectionMs;
    return beats.ms() > 0 ? Math.max(longestLimitMs, 1.5 * beats.ms()) : withoutBeatMs;
  };
  return {
    message,
    beat,
    connected: (atMs) => {
      link = 'up';
      beat(atMs);
    },
    disconnected: () => {
      if (link === 'up') link = 'down';
      end('disconnected');
    },
    // A will can come late, when the scanner is back on another connection; the connection knows better.
    offline: () => {
      if (link !== 'up') end('offline');
    },
    look: (nowMs) => {
      const elapsedMs = nowMs - lookedMs;
      lookedMs = nowMs;
      if (elapsedMs > lateLookMs) patientFromMs = nowMs;
      pauses.fade(elapsedMs);
      beats.fade(elapsedMs);
      if (why === null && nowMs - sinceMs() > limitMs(nowMs)) why = 'nothing-came';
    },
    silent: () => why,
    outage: () => {
      if (why === 'offline' || why === 'disconnected' || why === null) return why;
      return lookedMs - sinceMs() > patienceMs() ? why : null;
    },
    heardAtMs: () => heardMs,
  };
}
