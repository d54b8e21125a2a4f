// Consent to be located: given by the person, per scope, for one version of the privacy document; off at first.

import { z } from 'zod';
import { TagId } from './ids.ts';

/** Who may see the dot: colleagues of the person's groups, the company, the wall. Each is chosen separately. */
export const ConsentScope = z.enum(['group', 'company', 'wall']);
export type ConsentScope = z.infer<typeof ConsentScope>;

/**
 * What tells a phone's secret without being it: SHA-256 of the secret's 43 characters, as lower-case hex. The booking
 * system, where the person is signed in, gives the app 32 random bytes as base64url and keeps only this; with so much
 * chance in the secret nobody can guess it back, so neither salt nor a slow hash is needed.
 */
export const PhoneVerifier = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'use the SHA-256 of the secret as 64 of 0-9 a-f')
  .brand<'PhoneVerifier'>();
export type PhoneVerifier = z.infer<typeof PhoneVerifier>;

/**
 * A key that a phone's app and the booking system share, 32 bytes as base64url. The app advertises identifiers made from
 * it that change every quarter of an hour (edge-gateway/consent/rotating-id.ts). It is made for this purpose and for one
 * consent: never the identity key (IRK) of the phone, which would let its holder follow the phone for ever.
 */
export const RotatingKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'use 32 bytes as base64url')
  .brand<'RotatingKey'>();
export type RotatingKey = z.infer<typeof RotatingKey>;

/**
 * A live consent and the tags and phones it is about: tags are heard by scanners, phones hear beacons and say so. No
 * consent is the absence of this record, never a flag that says no. `pausedUntilMs` (epoch): until then it counts as none.
 */
export const LocationConsent = z.object({
  scopes: z.array(ConsentScope),
  documentVersion: z.string(),
  givenAtMs: z.int(),
  tags: z.array(TagId).max(8),
  phones: z.array(PhoneVerifier).max(4).default([]),
  rotating: z.array(RotatingKey).max(4).optional(),
  pausedUntilMs: z.int().optional(),
});
export type LocationConsent = z.infer<typeof LocationConsent>;
