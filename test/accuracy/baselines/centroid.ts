// The default locator of ESPresense-companion ("Nadaraya-Watson", really inverse-square-distance weights) with its default
// curve, -59 dBm at one metre and exponent 2.7, re-implemented from its rules.

import type { EngineDeps, PositionEngine } from '#gateway/locate/engine.ts';
import { onLoudestFloor, type Place, windowed } from './windowed.ts';

const atOneMetreDbm = -59;
const exponent = 2.7;

export function centroid({ floors }: EngineDeps): PositionEngine {
  return windowed(floors, (all): Place => {
    const heard = onLoudestFloor(all);
    const weights = heard.map(({ meanDbm }) => (10 ** ((atOneMetreDbm - meanDbm) / (10 * exponent))) ** -2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const middle = (axis: 'x' | 'y'): number =>
      heard.reduce((sum, { anchor }, i) => sum + anchor.at[axis] * (weights[i] ?? 0), 0) / total;
    return { floor: heard[0]?.floor.id ?? ('' as Place['floor']), x: middle('x'), y: middle('y') };
  });
}
