// The company's rules, set at the booking system and mirrored here. Numbers in brackets are rows of product-rules.

import { z } from 'zod';
import { GroupId } from './ids.ts';

/** Whose name is shown: modes A to D (rules 2-5). */
export const PrivacyMode = z.enum(['show-everyone', 'hide-everyone', 'user-decides-show', 'user-decides-hide']);
export type PrivacyMode = z.infer<typeof PrivacyMode>;

/** A person's own flag; `unset` follows the mode's default (rule 6). */
export const Visibility = z.enum(['unset', 'show', 'hide']);
export type Visibility = z.infer<typeof Visibility>;

/** How much of a name a wall may carry. */
export const WallNames = z.enum(['none', 'initials', 'full']);
export type WallNames = z.infer<typeof WallNames>;

export const Policy = z.object({
  mode: PrivacyMode,
  /** Days after which bookings lose their person (14); never above 90 (18). */
  anonymizeDays: z.int().min(1).max(90),
  /** Sessions end this long after sign-in, whatever happens in between (22). */
  sessionMaxHours: z.int().min(1).max(168),
  closeOnExit: z.boolean(),
  mobileApps: z.boolean(),
  /** How long before its start and after its start a booking can be checked in, in minutes, by space kind. */
  checkInBeforeMin: z.object({ desk: z.int(), room: z.int(), parking: z.int() }),
  graceMin: z.object({ desk: z.int(), room: z.int(), parking: z.int() }),
  consentDocument: z.object({ version: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  dataProtectionOfficer: z.string(),
  /** Who answers for the processing, as it stands in a consent receipt. */
  controller: z.string().max(200).optional(),
  /** The collaborator groups by name, so that a person can read who their consent is for. */
  groups: z.array(z.object({ id: GroupId, name: z.string().min(1).max(80) })).optional(),
});
export type Policy = z.infer<typeof Policy>;

/** What holds while the booking system has said nothing: users decide, default hide (GDPR article 25(2)). */
export const defaultPolicy: Policy = {
  mode: 'user-decides-hide',
  anonymizeDays: 14,
  sessionMaxHours: 168,
  closeOnExit: true,
  mobileApps: false,
  checkInBeforeMin: { desk: 60, room: 15, parking: 60 },
  graceMin: { desk: 60, room: 15, parking: 60 },
  consentDocument: { version: 'none', sha256: '0'.repeat(64) },
  dataProtectionOfficer: '',
};
