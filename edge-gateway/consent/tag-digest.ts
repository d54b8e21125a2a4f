// A tag as the edge remembers it: an HMAC under a key that is random for every start. Whoever gets hold of the register
// can't tell which radio is meant, and two starts can't be joined.

import type { TagId } from '#shared/model/ids.ts';
import { hmacOf, messageAt, paddedKey } from './hmac.ts';
import type { PhoneMark } from './phone-mark.ts';
import type { AppMark } from './rotating-id.ts';

export type TagDigest = string & { readonly brand: 'TagDigest' };

const longestTag = 128;

/** HMAC-SHA-256 of tags, and of phones' and apps' marks, under `key` as base64url; the key needs 16 to 64 bytes, and random ones. */
export function tagDigester(key: Uint8Array): (tag: TagId | PhoneMark | AppMark) => TagDigest {
  if (key.length < 16) throw new Error('The key of the tag register needs at least 16 random bytes.');
  if (key.length > messageAt) throw new Error('The key of the tag register has at most 64 bytes.');
  const padded = paddedKey(key, longestTag);
  return (tag) => hmacOf(padded, messageAt + padded.inner.write(tag, messageAt, 'latin1'), 'base64url') as TagDigest;
}
