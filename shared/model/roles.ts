import { z } from 'zod';
import { FloorId, GroupId } from './ids.ts';

/** Who a signed-in person may be (rules 40-45). Roles combine as a union; only the booking system assigns them. */
export const Role = z.enum([
  'user',
  'group-manager',
  'location-manager-light',
  'location-manager',
  'administrator',
  'privacy-officer',
]);
export type Role = z.infer<typeof Role>;

/**
 * What managers manage: group managers these groups, location managers the plans of these floors (rules 41-43). Without a
 * list a manager manages nothing; administrators need none.
 */
export const Assignments = z.object({
  groups: z.union([z.literal('all'), z.array(GroupId)]).optional(),
  floors: z.union([z.literal('all'), z.array(FloorId)]).optional(),
});
export type Assignments = z.infer<typeof Assignments>;
