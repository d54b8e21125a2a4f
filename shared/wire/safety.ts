// First aid on a floor as everybody may see it (rule 13): yes or no against the rule, never how many or who, but for those
// who agreed to be named with their duty.

import { z } from 'zod';

/**
 * `enough`: as many first aiders are known to be here as the rule asks for the people who are published to be here.
 * `too-few`: some, but not as many. `none`: nobody, though people are here. `unknown`: the booking system's word is missing, or nobody can be said
 * to be there.
 */
export const FloorSafety = z.object({
  state: z.enum(['enough', 'too-few', 'none', 'unknown']),
  /** While there are enough: when there will not be any more as far as bookings tell (epoch ms), within the next two hours. */
  gapFromMs: z.int().nullable(),
  /** First aiders here who agreed to be named; by name. Where they are only by zone. */
  named: z.array(z.object({ label: z.string(), zoneName: z.string().optional() })),
});
export type FloorSafety = z.infer<typeof FloorSafety>;
