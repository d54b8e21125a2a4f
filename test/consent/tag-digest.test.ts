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
