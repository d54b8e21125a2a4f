// How a phone stands among the tags: by its verifier, under a prefix that no tag has. So one register answers whose
// either is, and a phone that two people claim speaks for neither.

import { hash } from 'node:crypto';
import type { PhoneVerifier } from '#shared/model/consent.ts';

export type PhoneMark = `phone:${PhoneVerifier}`;

/** 32 bytes as base64url. A shorter secret could be guessed from its verifier, so it is nobody's whatever it hashes to. */
const secretShape = /^[A-Za-z0-9_-]{43}$/;

export function markOf(verifier: PhoneVerifier): PhoneMark {
  return `phone:${verifier}`;
}

/** The mark of the phone with this secret; null when it can be no phone's secret. */
export function markOfSecret(secret: string): PhoneMark | null {
  return secretShape.test(secret) ? markOf(hash('sha256', secret, 'hex') as PhoneVerifier) : null;
}
