// Consent to be located: given by the person, per scope, for one version of the privacy document; off at first.

import { z } from 'zod';
import { TagId } from './ids.ts';

/** Who may see the dot: colleagues of the person's groups, the company, the wall. Each is chosen separately. */
export const ConsentScope = z.enum(['group', 'company', 'wall']);
export type ConsentScope = z.infer<typeof ConsentScope>;

/** A live consent and the tags it is about. No consent is the absence of this record, never a flag that says no. */
export const LocationConsent = z.object({
  scopes: z.array(ConsentScope),
  documentVersion: z.string(),
  givenAtMs: z.int(),
  tags: z.array(TagId).max(8),
});
export type LocationConsent = z.infer<typeof LocationConsent>;
