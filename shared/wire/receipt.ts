// The receipt of a consent, for the person to keep as JSON and as QR: the fields of ISO/IEC TS 27560:2023 that apply here.

import { z } from 'zod';

export const ConsentReceipt = z.object({
  schema: z.literal('ISO/IEC TS 27560:2023'),
  /** Random; stands for this receipt, not for the person. */
  receiptId: z.string(),
  issuedAtMs: z.int(),
  controller: z.string(),
  dataProtectionOfficer: z.string(),
  /** The person's reference at the booking system: no name, so that a lost receipt tells nobody's. */
  subject: z.string(),
  notice: z.object({ version: z.string(), sha256: z.string() }),
  purpose: z.literal('indoor-location'),
  legalBasis: z.literal('consent'),
  data: z.array(z.enum(['place in the building', 'identifier of the tag'])),
  scopes: z.array(z.enum(['group', 'company', 'wall'])),
  recipients: z.array(z.string()),
  retention: z.literal('PT30M'),
  givenAtMs: z.int(),
  method: z.literal('signed-in page, active choice'),
  withdrawal: z.string(),
  /** What became of this consent, oldest first. */
  events: z.array(z.object({ atMs: z.int(), state: z.enum(['given', 'paused', 'resumed', 'withdrawn']) })),
});
export type ConsentReceipt = z.infer<typeof ConsentReceipt>;
