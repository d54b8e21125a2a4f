import { describe, expect, it } from 'vitest';
import { nobodysVerifier, standardCost, subjectKey, verifierKey, verifyPin } from '#gateway/check-in/pin.ts';
import { pepper, verifierOf } from './pad-world.ts';

describe('R46a: a PIN', () => {
  it('is right only with its own verifier and under the same pepper', async () => {
    const verifier = verifierOf('123456');
    expect(await verifyPin('123456', verifier, pepper)).toBe(true);
    expect(await verifyPin('123457', verifier, pepper)).toBe(false);
    expect(await verifyPin('123456', verifier, 'another pepper')).toBe(false);
    expect(await verifyPin('123456', verifierOf('123456'), pepper)).toBe(true);
  });

  it.each([{ n: 16, r: 8, p: 1 }, { n: 1024, r: 4, p: 2 }, standardCost])(
    'is checked at the cost its verifier names: %o',
    async (cost) => {
      const verifier = verifierOf('123456', cost);
      expect(await verifyPin('123456', verifier, pepper)).toBe(true);
      expect(await verifyPin('123456', { ...verifier, r: cost.r === 8 ? 4 : 8 }, pepper)).toBe(false);
    },
  );

  it.each([
    ['no power of two', { n: 1000 }],
    ['a cost that would stall the gateway', { n: 2 ** 24 }],
    ['no hash', { hash: '' }],
    ['a short hash', { hash: Buffer.alloc(8).toString('base64') }],
  ])('is wrong, and nothing breaks, when the verifier has %s', async (_, change) => {
    expect(await verifyPin('123456', { ...verifierOf('123456'), ...change }, pepper)).toBe(false);
  });

  it('is wrong for nobody, at the same cost', async () => {
    const nobody = nobodysVerifier(verifierOf('123456'));
    expect(nobody).toMatchObject({ n: 16, r: 8, p: 1 });
    expect(await verifyPin('123456', nobody, pepper)).toBe(false);
  });
});

describe('the keys that attempts are counted under', () => {
  it('say nothing of the identifier and differ under another pepper', () => {
    expect(subjectKey('1001', pepper)).toMatch(/^[\w-]{22}$/);
    expect(subjectKey('1001', pepper)).not.toContain('1001');
    expect(subjectKey('1001', pepper)).not.toBe(subjectKey('1001', 'another pepper'));
    expect(subjectKey('1001', pepper)).not.toBe(subjectKey('1002', pepper));
  });

  it('change with a new PIN', () => {
    const verifier = verifierOf('123456');
    expect(verifierKey(verifier, pepper)).toBe(verifierKey({ ...verifier }, pepper));
    expect(verifierKey(verifier, pepper)).not.toBe(verifierKey(verifierOf('123456'), pepper));
    expect(verifierKey(null, pepper)).toBe('');
  });
});
