import { describe, expect, test } from 'vitest';
import { createPersonKeys } from '#gateway/mask/person-keys.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { ref } from './known.ts';

const ada = ref('ada');
const setUp = () => {
  const clock = fakeClock();
  const made = createPersonKeys();
  return { clock, keys: { ...made, keyOf: (of: SubjectRef) => made.keyOf(of, clock.bootMs()) } };
};

describe('the key of a stay', () => {
  test('stays the same as long as the person is seen', () => {
    const { clock, keys } = setUp();
    const first = keys.keyOf(ada);
    for (let n = 0; n < 100; n += 1) {
      clock.advance(80_000);
      expect(keys.keyOf(ada)).toBe(first);
    }
  });

  test('is another one after the person was away for more than 90 s, and the old one is not kept', () => {
    const { clock, keys } = setUp();
    const first = keys.keyOf(ada);
    clock.advance(90_001);
    const second = keys.keyOf(ada);
    expect(second).not.toBe(first);
    clock.advance(90_001);
    keys.keyOf(ref('somebody-else'));
    clock.stepBoot(-90_001);
    expect(keys.keyOf(ada)).not.toBe(second);
  });

  test('is another one after a withdrawal', () => {
    const { keys } = setUp();
    const first = keys.keyOf(ada);
    keys.forget(ada);
    expect(keys.keyOf(ada)).not.toBe(first);
  });

  test('says nothing about the person, and no two are the same', () => {
    const { keys } = setUp();
    const many = Array.from({ length: 500 }, (_, n) => keys.keyOf(ref(`p-${n}`)));
    expect(new Set(many).size).toBe(500);
    for (const key of many) expect(key).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });
});
