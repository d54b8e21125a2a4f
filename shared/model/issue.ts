// Something wrong with the building that somebody reported (rule 38). The booking system keeps issues; who reported one is
// not told to the edge. Lives in memory only: the text is free.

import { z } from 'zod';
import { FloorId, IssueId, SpaceId } from './ids.ts';

export const Issue = z.object({
  id: IssueId,
  floor: FloorId,
  /** Absent when it is about no space. */
  space: SpaceId.optional(),
  text: z.string().min(1).max(1_000),
  atMs: z.int(),
  /** `answered`: somebody wrote back and it goes on. */
  state: z.enum(['open', 'answered', 'closed']),
  answer: z.string().max(1_000).optional(),
});
export type Issue = z.infer<typeof Issue>;
