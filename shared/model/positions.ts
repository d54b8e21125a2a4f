// Whether this gateway may know where people are at this moment. Not a person's choice (consent) but the machine's and the
// company's: memory that could reach a disk, or the kill switch, keep everybody's positions off.

import { z } from 'zod';

/**
 * What has to hold before positions are kept in memory: no core dumps, no swap but encrypted swap, no inspector, no heap
 * snapshots, and a watchdog that ends a process which stands still.
 */
export const GateName = z.enum(['core-dumps', 'swap', 'inspector', 'heap-snapshots', 'watchdog']);
export type GateName = z.infer<typeof GateName>;

export const PositionsState = z.object({
  on: z.boolean(),
  /** Why not: a gate fails, somebody used the kill switch, or the configuration says so. Null while on. */
  why: z.enum(['gates', 'switched-off', 'configured-off']).nullable(),
  /** Gates that fail and keep positions off. */
  failing: z.array(GateName),
  /** Gates that fail while the configuration accepts the risk: positions are on, and everybody is told. */
  accepted: z.array(GateName),
});
export type PositionsState = z.infer<typeof PositionsState>;
