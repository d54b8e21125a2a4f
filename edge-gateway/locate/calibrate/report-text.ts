// The offline report as a text for a terminal: what is wrong, what calibration is worth here, and a line per anchor.

import type { AnchorReport } from '#shared/wire/calibration.ts';
import type { HeldOutScore } from './held-out.ts';
import type { RefitScore } from './refit.ts';

export type SiteReport = {
  readonly site: string;
  readonly warnings: readonly string[];
  readonly heldOut: HeldOutScore;
  readonly anchors: readonly AnchorReport[];
  /** What a refit from what anchors hear of each other would bring; null when that was not given. */
  readonly refit: { readonly accepted: boolean; readonly detail: string; readonly score: RefitScore | null } | null;
};

/** Ends with a line break. */
export function reportText({ site, warnings, heldOut, anchors, refit }: SiteReport): string {
  return [
    `Calibration of ${site}`,
    '',
    ...warnings.map((warning) => `warning: ${warning}`),
    ...(warnings.length > 0 ? [''] : []),
    ...heldOutLines(heldOut),
    '',
    ...table(anchors),
    ...anchors.flatMap(({ anchor, moved, notes }) =>
      [moved.reason, ...notes].filter((text) => text !== '').map((text) => `${anchor}: ${text}`),
    ),
    ...(refit === null ? [] : ['', `refit between anchors: ${refit.accepted ? 'better' : 'not used'}. ${refit.detail}`]),
    '',
  ].join('\n');
}

function heldOutLines({ points, errorDb }: HeldOutScore): string[] {
  if (errorDb === null) return [`${points} spots: too few to hold any out (at least 5).`];
  return [
    `error at spots held out (5-fold over ${points} spots, RMS in dB)`,
    `  usual curve (-59 dBm, 2.7)  ${errorDb.default.toFixed(2)}`,
    `  one curve for the site      ${errorDb.site.toFixed(2)}`,
    `  one curve per anchor        ${errorDb.anchor.toFixed(2)}`,
    `  the map drawn from them     ${errorDb.map.toFixed(2)}`,
  ];
}

const columns = ['anchor', 'floor', 'spots', 'readings', 'residual dB', 'bias dB', 'moved?'] as const;

function table(anchors: readonly AnchorReport[]): string[] {
  const rows = anchors.map(({ anchor, floor, samples, readings, residualDb, biasDb, moved }) => {
    return [anchor, floor, String(samples), String(readings), decibels(residualDb), decibels(biasDb), moved.suspicion];
  });
  const all = [[...columns], ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  return all.map((row) => row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '));
}

function decibels(value: number | null): string {
  return value === null ? '-' : value.toFixed(1);
}
