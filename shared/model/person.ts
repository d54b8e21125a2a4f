// A person as the booking system tells the edge about them. Lives in memory only; the edge keeps no names at rest.

import { z } from 'zod';
import { LocationConsent } from './consent.ts';
import { GroupId, SubjectRef } from './ids.ts';
import { Visibility } from './policy.ts';
import { Assignments, Role } from './roles.ts';

/**
 * A check of a PIN that is not the PIN: scrypt over HMAC-SHA-256(pepper, PIN), so that the verifier alone is worthless.
 * `salt` and `hash` are base64. Mirrored into memory, never written down (privacy decision: no offline guessing).
 */
export const PinVerifier = z.object({
  salt: z.base64(),
  hash: z.base64(),
  n: z.int().min(2),
  r: z.int().min(1),
  p: z.int().min(1),
});
export type PinVerifier = z.infer<typeof PinVerifier>;

/** What a person freely declares about today (rule 29): chosen from a list, because free text can say anything of anybody. */
export const DeclaredStatus = z.enum(['in-office', 'remote', 'travelling', 'busy', 'away']);
export type DeclaredStatus = z.infer<typeof DeclaredStatus>;

/** From the health and safety list: who gives first aid, and who looks after everybody in an emergency. */
export const Duty = z.enum(['first-aider', 'safety-team']);
export type Duty = z.infer<typeof Duty>;

export const Person = z.object({
  ref: SubjectRef,
  /** Grows with every change of this person at the booking system: an older word never undoes a newer one. */
  rev: z.int().min(0).optional(),
  /** Their subject (`sub`) at the company's OpenID provider; without it they can't sign in. */
  account: z.string().min(1).max(255).optional(),
  displayName: z.string().min(1).max(120),
  /** What is typed at a wall together with the PIN: digits only, because a wall has no keyboard. */
  identifier: z.string().regex(/^\d{3,10}$/),
  pin: PinVerifier.optional(),
  visibility: Visibility,
  groups: z.array(GroupId),
  roles: z.array(Role),
  /** What of groups and plans they manage, if they are managers. */
  manages: Assignments.optional(),
  duties: z.array(Duty).optional(),
  /** Their own consent to be named with their duty, and to be counted where they are located (rule 13). */
  dutyNamed: z.boolean().optional(),
  status: DeclaredStatus.optional(),
  language: z.string().optional(),
  location: LocationConsent.optional(),
});
export type Person = z.infer<typeof Person>;
