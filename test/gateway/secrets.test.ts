import { expect, test } from 'vitest';
import { derivedSecret, sameSecret } from '#gateway/secrets.ts';

test('a device keeps its secret, and shares it with no other device, kind or key', () => {
  const secret = derivedSecret('key one', 'scanner', 's-1');
  expect(derivedSecret('key one', 'scanner', 's-1')).toBe(secret);
  const others = [
    derivedSecret('key one', 'scanner', 's-2'),
    derivedSecret('key one', 'display', 's-1'),
    derivedSecret('key one', 'installer', 's-1'),
    derivedSecret('key two', 'scanner', 's-1'),
  ];
  expect(others).not.toContain(secret);
  expect(secret).toHaveLength(32);
});

test('secrets of different length are different, not an error', () => {
  expect(sameSecret('a', 'ab')).toBe(false);
  expect(sameSecret('ab', 'ab')).toBe(true);
});
