import { z } from 'zod';

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
