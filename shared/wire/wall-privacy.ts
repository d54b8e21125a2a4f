// The wall's privacy page: what is processed here, how long, who changed what, whom to ask. The same for every wall and
// everybody in front of it; holds nobody but the data protection officer.

import { z } from 'zod';
import { PrivacyMode } from '#shared/model/policy.ts';
import { PositionsState } from '#shared/model/positions.ts';
import { PrivacySettings } from '#shared/model/privacy-settings.ts';
import { Changeable } from './privacy-desk.ts';

export const WallPrivacy = z.object({
  controller: z.string(),
  dataProtectionOfficer: z.string(),
  mode: PrivacyMode,
  /** How long a position is kept in memory: 30. */
  keptMinutes: z.int(),
  settings: PrivacySettings,
  positions: PositionsState,
  /** Changes of settings by two roles, newest first, as long as the audit lasts. */
  changes: z.array(z.object({ atMs: z.int(), setting: Changeable, from: z.int(), to: z.int() })).max(20),
  /** The document people are asked to agree to; `text` is null while the booking system does not give it. */
  document: z.object({ version: z.string(), sha256: z.string(), text: z.string().nullable() }),
  /** Where an employee decides, to be typed or scanned; null when nobody can sign in here. */
  ownPage: z.string().nullable(),
});
export type WallPrivacy = z.infer<typeof WallPrivacy>;
