// A phone of a test: its secret, and what the booking system keeps of it, computed apart from the code under test.

import { createHash } from 'node:crypto';
import { PhoneVerifier } from '#shared/model/consent.ts';

export type TestPhone = { readonly secret: string; readonly verifier: PhoneVerifier };

/** The nth phone; always the same secret for the same number. */
export function testPhone(nth: number): TestPhone {
  const secret = Buffer.alloc(32, nth).toString('base64url');
  return { secret, verifier: PhoneVerifier.parse(createHash('sha256').update(secret).digest('hex')) };
}
