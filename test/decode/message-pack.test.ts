import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessagePack } from '#gateway/decode/message-pack.ts';
import { packed } from './packed.ts';

const hex = (text: string): unknown => readMessagePack(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('MessagePack', () => {
  it.each([
    ['00', 0],
    ['7f', 127],
    ['e0', -32],
    ['ff', -1],
    ['cc ff', 255],
    ['cd 0100', 256],
    ['ce ffffffff', 4_294_967_295],
    ['cf 0000000100000000', 4_294_967_296],
    ['d0 80', -128],
    ['d1 8000', -32_768],
    ['d2 80000000', -2_147_483_648],
    ['d3 ffffffff00000000', -4_294_967_296],
    ['c0', null],
    ['c2', false],
    ['c3', true],
    ['a0', ''],
    ['a3 616263', 'abc'],
    ['d9 03 616263', 'abc'],
    ['da 0003 616263', 'abc'],
    ['c4 02 00ff', Buffer.from([0, 255])],
    ['c5 0002 00ff', Buffer.from([0, 255])],
    ['92 01 02', [1, 2]],
    ['dc 0002 01 02', [1, 2]],
    ['81 a1 61 01', new Map([['a', 1]])],
    ['de 0001 a1 61 01', new Map([['a', 1]])],
    ['82 a1 61 01 a1 61 02', new Map([['a', 2]])],
  ])('%s is read as the specification says', (bytes, value) => {
    expect(hex(bytes)).toEqual(value);
  });

  it.each([
    ['nothing', ''],
    ['the byte that is never used', 'c1'],
    ['the byte that is never used, inside', '91 c1'],
    ['a fraction', 'cb 3ff0000000000000'],
    ['an extension', 'd4 01 00'],
    ['a length of 32 bits', 'c6 00000001 00'],
    ['text that is no UTF-8', 'a2 c328'],
    ['a key that is no text', '81 01 02'],
    ['bytes behind the value', '01 02'],
    ['text that ends early', 'a5 6162'],
    ['bytes that end early', 'c4 05 0102'],
    ['a length that ends early', 'c5 00'],
    ['a number that ends early', 'ce 0102'],
    ['a list that ends early', '93 01 02'],
    ['a map without its last value', '81 a1 61'],
    ['a list that promises 65,535 entries', 'dc ffff 01'],
    ['a map that promises 65,535 entries', 'de ffff a0 a0'],
    ['what is JSON', Buffer.from('{"devices":[]}').toString('hex')],
  ])('refuses %s', (_what, bytes) => {
    expect(hex(bytes)).toBeUndefined();
  });

  it('refuses deep nesting, however it is built', () => {
    expect(hex(`${'91'.repeat(4)}90`)).toEqual([[[[[]]]]]);
    expect(hex(`${'91'.repeat(5)}90`)).toBeUndefined();
    expect(hex(`${'91'.repeat(60_000)}90`)).toBeUndefined();
    expect(hex(`${'81a0'.repeat(60_000)}00`)).toBeUndefined();
  });

  it('gives a key called __proto__ no power', () => {
    const read = readMessagePack(packed({ ['__proto__']: { polluted: true } }));
    expect(read).toBeInstanceOf(Map);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('gives back whatever was packed', () => {
    const leaf = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    );
    const list = fc.array(leaf, { maxLength: 40 });
    const value = fc.oneof(leaf, list, fc.dictionary(fc.string(), fc.oneof(leaf, list), { maxKeys: 20 }));
    fc.assert(
      fc.property(value, (sent) => {
        const isMap = typeof sent === 'object' && sent !== null && !Array.isArray(sent) && !Buffer.isBuffer(sent);
        expect(readMessagePack(packed(sent))).toEqual(isMap ? new Map(Object.entries(sent)) : sent);
      }),
    );
  });

  it('never throws, and makes nothing longer than what came in', () => {
    const near = fc
      .tuple(fc.constantFrom('81a764657669636573', '83a17601', 'dc0004', 'd9', 'c5'), fc.uint8Array({ maxLength: 60 }))
      .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'hex'), rest]));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), near), (bytes) => {
        const read = readMessagePack(bytes);
        if (Array.isArray(read)) expect(read.length).toBeLessThan(bytes.length);
        if (read instanceof Map) expect(2 * read.size).toBeLessThan(bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});
