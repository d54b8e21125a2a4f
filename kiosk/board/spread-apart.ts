// Discs of people who stand together are drawn side by side, so that every pair of initials can be read; their circles
// stay where they were measured.

import type { Point } from '#shared/geometry/point.ts';

const rounds = 8;

/** The points moved just so far that no two are closer than `gapPx` (nearly; crowds settle within a few pixels). */
export function spreadApart(points: readonly Point[], gapPx: number): readonly Point[] {
  const moved = points.map((p) => ({ x: p.x, y: p.y }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, a] of moved.entries()) {
      for (const [k, b] of moved.slice(i + 1).entries()) push(a, b, gapPx, i + k);
    }
  }
  return moved;
}

/** Moves both by half of what is missing; points in the same place part in a direction of their own. */
function push(a: { x: number; y: number }, b: { x: number; y: number }, gapPx: number, seed: number): void {
  const distance = Math.hypot(b.x - a.x, b.y - a.y);
  if (distance >= gapPx) return;
  const angle = distance > 0.01 ? Math.atan2(b.y - a.y, b.x - a.x) : seed * 2.4;
  const half = (gapPx - distance) / 2;
  a.x -= Math.cos(angle) * half;
  a.y -= Math.sin(angle) * half;
  b.x += Math.cos(angle) * half;
  b.y += Math.sin(angle) * half;
}
