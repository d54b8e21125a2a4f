// Secrets come from the environment, and few of them: passwords of scanners and tokens of displays and installers are
// derived from one key per kind, so that nothing has to be kept in a file and one can be told its own secret only.

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who has a secret of their own. */
export type SecretKind = 'scanner' | 'display' | 'installer' | 'fire-panel';

/** The secret of device or installer `id`: HMAC-SHA-256 of its id under `key`, as 32 characters of base64url (192 bits). */
export function derivedSecret(key: string, kind: SecretKind, id: string): string {
  return createHmac('sha256', key).update(`waypost ${kind} ${id}`).digest('base64url').slice(0, 32);
}

/** Compares in constant time, lengths included. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'waypost compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
