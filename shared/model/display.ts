import { z } from 'zod';
import { DisplayId, FloorId } from './ids.ts';
import { WallNames } from './policy.ts';

/** One wall kiosk as the site's configuration describes it. */
export const Display = z.strictObject({
  id: DisplayId,
  name: z.string().min(1).max(60),
  floor: FloorId,
  /** Where the display hangs, for "you are here"; metres. */
  at: z.tuple([z.number(), z.number()]).optional(),
  wallNames: WallNames.default('initials'),
  /** `loopback`: a browser on this machine may open it without a token. `token`: the display proves itself. */
  access: z.enum(['loopback', 'token']).default('token'),
});
export type Display = z.infer<typeof Display>;
