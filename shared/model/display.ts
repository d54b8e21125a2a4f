import { z } from 'zod';
import { DisplayId, FloorId } from './ids.ts';
import { WallNames } from './policy.ts';

/** One wall kiosk as the site's configuration describes it. */
export const Display = z.strictObject({
  id: DisplayId,
  name: z.string().min(1).max(60),
  floor: FloorId,
  /** The floors it may show beside its own (rule 33); every floor of the site when this is absent. */
  floors: z.array(FloorId).optional(),
  /** Where the display hangs, for "you are here"; metres. */
  at: z.tuple([z.number(), z.number()]).optional(),
  wallNames: WallNames.default('initials'),
  /** `loopback`: a browser on this machine may open it without a token. `token`: the display proves itself. */
  access: z.enum(['loopback', 'token']).default('token'),
});
export type Display = z.infer<typeof Display>;

/** Whether this display is for that floor: nothing of any other leaves for it. */
export function mayShow({ floor, floors }: Pick<Display, 'floor' | 'floors'>, id: FloorId): boolean {
  return floors === undefined || id === floor || floors.includes(id);
}
