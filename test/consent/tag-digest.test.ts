import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { tagDigester } from '#gateway/consent/tag-digest.ts';
import { TagId } from '#shared/model/ids.ts';

const tag = TagId.parse('mac:00112233aabb');

test('a tag is recognised under the key of this start only', () => {
  const one = tagDigester(new Uint8Array(32).fill(1));
  const other = tagDigester(new Uint8Array(32).fill(2));
  expect(one(tag)).toBe(one(tag));
  expect(one(tag)).not.toBe(other(tag));
  expect(one(tag)).not.toBe(one(TagId.parse('mac:00112233aabc')));
});

test('a digest does not contain the tag', () => {
  expect(tagDigester(new Uint8Array(32).fill(1))(tag)).not.toContain('00112233aabb');
});

test('a key that could be guessed is refused', () => {
  expect(() => tagDigester(new Uint8Array(8))).toThrow('16 random bytes');
});

test('it is HMAC-SHA-256, as everybody else computes it', () => {
  const key = new Uint8Array(32).fill(7);
  for (const text of ['mac:00112233aabb', 'ib:fda50693a4e24fb1afcfc6eb07647825:65535:65535']) {
    expect(tagDigester(key)(TagId.parse(text))).toBe(createHmac('sha256', key).update(text).digest('base64url'));
  }
});
