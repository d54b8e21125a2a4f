// Checking a PIN against a verifier (shared/model/person.ts): scrypt over HMAC-SHA-256(pepper, PIN). The pepper is not
// in the feed and the feed is not on disk, so neither alone is worth guessing at.

import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import type { PinVerifier } from '#shared/model/person.ts';

/** The cost PINs are issued with: about 80 ms of one core and 32 MiB. */
export const standardCost = { n: 2 ** 15, r: 8, p: 1 } as const;

type Cost = { readonly n: number; readonly r: number; readonly p: number };

const hashBytes = 32;

/** Whether the verifier asks for work we are ready to do: a feed must not be able to stall the gateway. */
function isSane({ n, r, p }: Cost): boolean {
  return Number.isInteger(Math.log2(n)) && n <= 2 ** 17 && r <= 16 && p <= 4;
}

/** A verifier that no PIN fits and that costs what a real one does: the time must not say who exists. */
export function nobodysVerifier(cost: Cost): PinVerifier {
  return { salt: 'd2F5cG9zdCBub2JvZHk=', hash: '', n: cost.n, r: cost.r, p: cost.p };
}

/** Whether `pin` is the one behind `verifier`. Takes the time of one scrypt whatever the answer. */
export async function verifyPin(pin: string, verifier: PinVerifier, pepper: string): Promise<boolean> {
  const { salt, hash, n, r, p } = isSane(verifier) ? verifier : nobodysVerifier(standardCost);
  const password = createHmac('sha256', pepper).update(pin).digest();
  const derived = await derive(password, Buffer.from(salt, 'base64'), { n, r, p });
  const expected = Buffer.from(hash, 'base64');
  return expected.length === hashBytes && timingSafeEqual(derived, expected);
}

function derive(password: Buffer, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  // scrypt needs 128 * n * r bytes; Node refuses more than 32 MiB unless told, and the standard cost is just above.
  const maxmem = 128 * r * (n + p) + 1024 * 1024;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, hashBytes, { N: n, r, p, maxmem }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Who tries, for counting: a keyed hash of what was typed, the same kind for known and unknown identifiers. */
export function subjectKey(identifier: string, pepper: string): string {
  return keyed(`waypost pin subject ${identifier}`, pepper);
}

/** Which PIN is tried: changes when the booking system issues a new one; empty for nobody. */
export function verifierKey(verifier: PinVerifier | null, pepper: string): string {
  return verifier === null ? '' : keyed(`waypost pin verifier ${verifier.salt} ${verifier.hash}`, pepper);
}

function keyed(text: string, pepper: string): string {
  return createHmac('sha256', pepper).update(text).digest('base64url').slice(0, 22);
}
