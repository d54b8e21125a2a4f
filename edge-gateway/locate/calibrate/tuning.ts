// What calibration learns about one anchor without anybody walking: how well it hears, and how fast signals fade around it.

import { z } from 'zod';
import { AnchorId } from '#shared/model/ids.ts';

/** Beyond these a radio is broken or its place is wrong, and no fit is to hide that. */
const limits = { offsetDb: 15, exponent: { min: 1.2, max: 4.5 } } as const;

/**
 * `offsetDb`: how much more than the average anchor of its floor this one hears of the same transmitter at one metre;
 * `exponent`: n of `RSSI = A + offset - 10 n log10(d)`.
 */
export const AnchorTuning = z.object({
  anchor: AnchorId,
  offsetDb: z.number().min(-limits.offsetDb).max(limits.offsetDb),
  exponent: z.number().min(limits.exponent.min).max(limits.exponent.max),
});
export type AnchorTuning = Readonly<z.infer<typeof AnchorTuning>>;

/** The nearest tuning that is possible. */
export function withinLimits({ anchor, offsetDb, exponent }: AnchorTuning): AnchorTuning {
  return {
    anchor,
    offsetDb: Math.max(-limits.offsetDb, Math.min(limits.offsetDb, offsetDb)),
    exponent: Math.max(limits.exponent.min, Math.min(limits.exponent.max, exponent)),
  };
}
