// HMAC-SHA-256 (RFC 2104) from two one-shot hashes. Node's createHmac wraps its key anew for each call, which makes it
// several times as slow, and this is done for every sighting of every stranger and for every app four times an hour.

import { hash } from 'node:crypto';

/** SHA-256 works on blocks and gives digests of these many bytes. */
const blockBytes = 64;
const digestBytes = 32;

/** The key as the two hashes begin with it. A message of up to the promised length goes into `inner` at `messageAt`. */
type PaddedKey = { readonly inner: Buffer; readonly outer: Buffer };
export const messageAt = blockBytes;

/** `key` has at most 64 bytes. */
export function paddedKey(key: Uint8Array, longestMessageBytes: number): PaddedKey {
  const inner = Buffer.alloc(blockBytes + longestMessageBytes);
  const outer = Buffer.alloc(blockBytes + digestBytes);
  for (let nth = 0; nth < blockBytes; nth++) {
    inner[nth] = (key[nth] ?? 0) ^ 0x36;
    outer[nth] = (key[nth] ?? 0) ^ 0x5c;
  }
  return { inner, outer };
}

/** The digest of the message that ends before `end` in `inner`, in the encoding that `hash` takes. */
export function hmacOf({ inner, outer }: PaddedKey, end: number, encoding: 'base64url'): string;
export function hmacOf({ inner, outer }: PaddedKey, end: number, encoding: 'buffer'): Buffer;
export function hmacOf({ inner, outer }: PaddedKey, end: number, encoding: 'base64url' | 'buffer'): string | Buffer {
  outer.set(hash('sha256', inner.subarray(0, end), 'buffer'), blockBytes);
  return hash('sha256', outer, encoding);
}
