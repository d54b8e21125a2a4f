// Finding a colleague. Whoever is absent, hidden, opted out, in no common group or does not exist gives the same answer:
// none. Every answer has the same length and takes the same time (edge-gateway/push/routes/me-find.ts).

import { z } from 'zod';
import { FloorId, SpaceId } from '#shared/model/ids.ts';
import { DeclaredStatus } from '#shared/model/person.ts';

/** Two letters at least: nobody lists everybody by asking for nothing. */
export const FindRequest = z.strictObject({ text: z.string().min(2).max(60) });
export type FindRequest = z.infer<typeof FindRequest>;

/** What may be said of a colleague now; at least one of the three is there, otherwise there is no hit. */
export const FindHit = z.object({
  name: z.string(),
  /** Where their current booking is. */
  booking: z
    .object({ space: SpaceId, spaceName: z.string(), floor: FloorId, floorName: z.string(), untilMs: z.int() })
    .optional(),
  /** What they declared about today. */
  status: DeclaredStatus.optional(),
  /** Where they were located last, in words: no coordinates here, the plan of the floor shows the dot. */
  location: z
    .object({ floor: FloorId, floorName: z.string(), zoneName: z.string().optional(), ageMin: z.int().min(0) })
    .optional(),
});
export type FindHit = z.infer<typeof FindHit>;

export const mostHits = 5;
/** `more`: there are others; type more of the name. */
export const FindReply = z.object({ hits: z.array(FindHit).max(mostHits), more: z.boolean() });
export type FindReply = z.infer<typeof FindReply>;
