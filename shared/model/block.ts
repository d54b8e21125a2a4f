// A space that nobody may book for a while. The booking system keeps blocks; the edge mirrors them and asks for new ones.

import { z } from 'zod';
import { BlockId, SpaceId } from './ids.ts';

/** Chosen from a list: a wall shows it, and free text can say anything of anybody. */
export const BlockReason = z.enum(['broken', 'cleaning', 'works', 'event', 'kept-free']);
export type BlockReason = z.infer<typeof BlockReason>;

/** Epoch milliseconds; `untilMs` exclusive, null until somebody lifts it. */
export const Block = z.object({
  id: BlockId,
  space: SpaceId,
  reason: BlockReason,
  fromMs: z.int(),
  untilMs: z.int().nullable(),
});
export type Block = z.infer<typeof Block>;

/** Whether it keeps its space from everybody at this moment. */
export function blocksAt({ fromMs, untilMs }: Pick<Block, 'fromMs' | 'untilMs'>, nowMs: number): boolean {
  return fromMs <= nowMs && (untilMs === null || nowMs < untilMs);
}
