// How the wall arranges itself: panel beside the plan, or below it, or everything in one column that scrolls.

import type { Polygon } from '#shared/geometry/polygon.ts';
import { bounds } from '#shared/geometry/polygon.ts';
import type { Size } from './plan-fit.ts';

/** `tall`: portrait with a long floor, which stands upright beside a narrow panel; `stacked`: portrait with a square one. */
export type WallLayout = 'wide' | 'tall' | 'stacked' | 'phone';

const phoneBelowPx = 700;
const longFloor = 1.5;

export function layoutFor(screen: Size, outline: Polygon): WallLayout {
  if (Math.min(screen.w, screen.h) < phoneBelowPx && screen.w < 1000) return 'phone';
  if (screen.w >= screen.h) return 'wide';
  const { minX, minY, maxX, maxY } = bounds(outline);
  const sides = [maxX - minX, maxY - minY] as const;
  return Math.max(...sides) / Math.max(Math.min(...sides), 0.1) >= longFloor ? 'tall' : 'stacked';
}
