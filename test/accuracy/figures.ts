// The figures of `npm run evaluate`: what is printed as one object with --json, and the same as a table.

import type { Scored, ScoredFix } from './score.ts';

/** Metres and shares from 0 to 1; null where nothing was scored. */
export type Errors = {
  readonly fixes: number;
  readonly meanM: number | null;
  readonly medianM: number | null;
  readonly p75M: number | null;
  readonly p95M: number | null;
  readonly within68: number | null;
  readonly within95: number | null;
};

export type Figures = {
  readonly settled: Errors;
  readonly instant: Errors;
  readonly zoneRight: number | null;
  readonly floorRight: number | null;
  readonly zoneChangesPerMinute: number | null;
  readonly fixesPerSecond: number | null;
};

/** The figures over one or several recordings, every fix with the same weight. */
export function figures(scored: readonly Scored[]): Figures {
  const sum = (of: (one: Scored) => number): number => scored.reduce((total, one) => total + of(one), 0);
  const instant = scored.flatMap((one) => one.instant);
  const engineS = sum((one) => one.engineS);
  return {
    settled: errors(scored.flatMap((one) => one.settled)),
    instant: errors(instant),
    zoneRight: share(instant, (fix) => fix.zoneRight),
    floorRight: share(instant, (fix) => fix.floorRight),
    zoneChangesPerMinute: perMinute(
      sum((one) => one.zoneChanges),
      scored,
    ),
    fixesPerSecond: engineS > 0 ? Math.round(sum((one) => one.made) / engineS) : null,
  };
}

/** How often a minute the named zone changed more often than the true one did; never below 0. */
export function idleZoneChangesPerMinute(scored: readonly Scored[]): number | null {
  const idle = scored.reduce((total, one) => total + one.zoneChanges - one.trueZoneChanges, 0);
  return perMinute(Math.max(0, idle), scored);
}

export function errors(fixes: readonly ScoredFix[]): Errors {
  const sorted = fixes.map((fix) => fix.errorM).sort((a, b) => a - b);
  return {
    fixes: sorted.length,
    meanM: sorted.length === 0 ? null : rounded(sorted.reduce((sum, error) => sum + error, 0) / sorted.length),
    medianM: quantile(sorted, 0.5),
    p75M: quantile(sorted, 0.75),
    p95M: quantile(sorted, 0.95),
    within68: share(fixes, (fix) => fix.heldBy68),
    within95: share(fixes, (fix) => fix.heldBy95),
  };
}

/** The figures for a person to read. */
export function table(scored: readonly Scored[]): string {
  const all = figures(scored);
  const metres = (value: number | null): string => (value === null ? '-' : value.toFixed(2)).padStart(8);
  const percent = (value: number | null): string => (value === null ? '-' : `${(value * 100).toFixed(1)} %`).padStart(9);
  const row = (name: string, e: Errors): string =>
    `${name.padEnd(8)}${String(e.fixes).padStart(7)}${[e.meanM, e.medianM, e.p75M, e.p95M].map(metres).join('')}${percent(e.within68)}${percent(e.within95)}`;
  const count = (of: (one: Scored) => number): number => scored.reduce((total, one) => total + of(one), 0);
  return [
    '          fixes  mean m  median     p75     p95 in 68 %   in 95 %',
    row('settled', all.settled),
    row('instant', all.instant),
    '',
    `zone right              ${percent(all.zoneRight)}`,
    `floor right             ${percent(all.floorRight)}`,
    `zone changes a minute   ${metres(all.zoneChangesPerMinute)}   beyond the true ones ${metres(idleZoneChangesPerMinute(scored)).trim()}`,
    `only a floor named      ${String(count((one) => one.floorOnly)).padStart(8)}   in doubt ${count((one) => one.doubted)}`,
    `fixes a second          ${String(all.fixesPerSecond ?? '-').padStart(8)}   of the engine's own time`,
  ].join('\n');
}

function perMinute(changes: number, scored: readonly Scored[]): number | null {
  const minutes = scored.reduce((total, one) => total + one.minutes, 0);
  return minutes > 0 ? rounded(changes / minutes) : null;
}

function share(fixes: readonly ScoredFix[], holds: (fix: ScoredFix) => boolean): number | null {
  return fixes.length === 0 ? null : rounded(fixes.filter(holds).length / fixes.length);
}

/** The value below which the share lies, by straight lines between ranks. */
function quantile(sorted: readonly number[], part: number): number | null {
  const rank = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return low === undefined || high === undefined ? null : rounded(low + (high - low) * (rank - Math.floor(rank)));
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
