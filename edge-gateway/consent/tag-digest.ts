// A tag as the edge remembers it: an HMAC under a key that is random for every start. Whoever gets hold of the register
// can't tell which radio is meant, and two starts can't be joined. This is done for every sighting of every stranger, so
// it is HMAC from two one-shot hashes: several times as fast as createHmac, which wraps the key anew for each call.

import { hash } from 'node:crypto';
import type { TagId } from '#shared/model/ids.ts';
import type { PhoneMark } from './phone-mark.ts';

export type TagDigest = string & { readonly brand: 'TagDigest' };

/** SHA-256 works on blocks and gives digests of these many bytes. */
const blockBytes = 64;
const digestBytes = 32;

/** HMAC-SHA-256 of tags, and of phones' marks, under `key` (RFC 2104) as base64url; the key needs 16 to 64 bytes, and random ones. */
export function tagDigester(key: Uint8Array): (tag: TagId | PhoneMark) => TagDigest {
  if (key.length < 16) throw new Error('The key of the tag register needs at least 16 random bytes.');
  if (key.length > blockBytes) throw new Error('The key of the tag register has at most 64 bytes.');
  const padded = (pad: number): Buffer => Buffer.alloc(blockBytes, pad).map((byte, i) => byte ^ (key[i] ?? 0)) as Buffer;
  const longestTag = 128;
  const inner = Buffer.concat([padded(0x36), Buffer.alloc(longestTag)]);
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(digestBytes)]);
  return (tag) => {
    const end = blockBytes + inner.write(tag, blockBytes, 'latin1');
    outer.set(hash('sha256', inner.subarray(0, end), 'buffer'), blockBytes);
    return hash('sha256', outer, 'base64url') as TagDigest;
  };
}
