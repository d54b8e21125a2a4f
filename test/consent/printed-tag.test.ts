import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedOf, readPrint } from '#gateway/consent/printed-tag.ts';
import { TagId } from '#shared/model/ids.ts';

const badgeUuid = 'fda50693a4e24fb1afcfc6eb07647825';
const badge = `ib:${badgeUuid}:100:12`;
const read = (typed: string, uuid?: string): string | null => {
  const result = readPrint(typed, uuid);
  return result.ok ? result.value : null;
};

describe('what is typed from a badge', () => {
  test.each([
    'FDA50693-A4E2-4FB1-AFCF-C6EB07647825 100 12',
    'fda50693-a4e2-4fb1-afcf-c6eb07647825:100:12',
    'FDA50693A4E24FB1AFCFC6EB07647825-100-12',
    'fda50693a4e24fb1afcfc6eb07647825/100/12',
    '  FDA50693-a4e2-4FB1-afcf-C6EB07647825   100\t12 ',
    'IB:FDA50693A4E24FB1AFCFC6EB07647825:100:12',
    badge,
  ])('is the same badge, however it is written: %s', (typed) => {
    expect(read(typed)).toBe(badge);
  });

  test.each([
    'AA:BB:CC:DD:EE:0F',
    'aa-bb-cc-dd-ee-0f',
    'AABBCCDDEE0F',
    ' aabbccddee0f ',
    'mac:AA:BB:CC:DD:EE:0F',
    'mac:aabbccddee0f',
  ])('is the same address, however it is written: %s', (typed) => {
    expect(read(typed)).toBe('mac:aabbccddee0f');
  });

  test('may be short where all badges of the site have one UUID, and only there', () => {
    for (const typed of ['100-12', '100:12', '100/12', ' 100-12 ']) {
      expect(read(typed, badgeUuid)).toBe(badge);
      expect(read(typed, badgeUuid.toUpperCase())).toBe(badge);
      expect(read(typed, 'FDA50693-A4E2-4FB1-AFCF-C6EB07647825')).toBe(badge);
      expect(read(typed)).toBeNull();
    }
  });

  test('other beacons are read in their canonical form', () => {
    expect(read(`ALT:${badgeUuid}:1:2`)).toBe(`alt:${badgeUuid}:1:2`);
    expect(read('eddy:00112233445566778899:AABBCCDDEEFF')).toBe('eddy:00112233445566778899:aabbccddeeff');
  });

  test.each([
    ['nothing', ''],
    ['a word', 'my badge'],
    ['a UUID cut short', 'FDA50693-A4E2-4FB1-AFCF-C6EB0764782 100 12'],
    ['a UUID alone', badgeUuid],
    ['one number missing', `${badgeUuid} 100`],
    ['one number too many', `${badgeUuid} 100 12 7`],
    ['dashes in the wrong places', 'FDA5-0693A4E2-4FB1-AFCF-C6EB07647825 100 12'],
    ['numbers with leading zeros, which some print in hexadecimal', `${badgeUuid} 0064 000c`],
    ['decimal ones too, because nobody can tell', `${badgeUuid} 0064 0012`],
    ['a short print with them', '0064-12'],
    ['numbers in hexadecimal', `${badgeUuid} 0x64 0xc`],
    ['a number beyond sixteen bits', `${badgeUuid} 65536 1`],
    ['a short one beyond sixteen bits', '100-65536'],
    ['a negative number', `${badgeUuid} -1 1`],
    ['an address cut short', 'AA:BB:CC:DD:EE'],
    ['an address with mixed separators', 'AA:BB-CC:DD:EE:FF'],
    ['an address with a stray letter', 'AA:BB:CC:DD:EE:FG'],
    ['an address of nobody', '00:00:00:00:00:00'],
    ['the address of everybody', 'FF:FF:FF:FF:FF:FF'],
    ['two badges', '100-12 100-13'],
    ['one number', '100'],
    ['an identity key', 'irk:00112233445566778899aabbccddeeff'],
    ['digits of another script', '١٠٠-١٢'],
  ])('is refused, not guessed: %s', (_what, typed) => {
    expect(read(typed, badgeUuid)).toBeNull();
  });

  test('is never repeated in the sentence that refuses it', () => {
    for (const typed of [badgeUuid, `${badgeUuid} 65536 1`, '00:00:00:00:00:00', '100-12']) {
      const result = readPrint(typed);
      expect(result).toMatchObject({ ok: false, why: 'unreadable', detail: expect.stringMatching(/^[A-Z][^:]+\.$/) });
      expect(JSON.stringify(result).toLowerCase()).not.toContain(typed.toLowerCase());
    }
  });
});

const hex = (digits: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: digits / 2, maxLength: digits / 2 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const sixteenBits = fc.integer({ min: 0, max: 0xffff });
const anyTag: fc.Arbitrary<TagId> = fc
  .oneof(
    fc.tuple(fc.constantFrom('ib', 'alt'), fc.oneof(hex(32), fc.constant(badgeUuid)), sixteenBits, sixteenBits),
    fc.tuple(fc.constant('eddy'), hex(20), hex(12)),
    fc.tuple(
      fc.constant('mac'),
      hex(12).filter((digits) => !/^(0+|f+)$/.test(digits)),
    ),
  )
  .map((parts) => TagId.parse(parts.join(':')));

describe('what stands on a tag', () => {
  test('is the short number where the site has one UUID, and what badges and devices carry elsewhere', () => {
    const tag = TagId.parse(badge);
    expect(printedOf(tag, badgeUuid)).toBe('100-12');
    expect(printedOf(tag)).toBe('FDA50693-A4E2-4FB1-AFCF-C6EB07647825 100 12');
    expect(printedOf(tag, '0'.repeat(32))).toBe('FDA50693-A4E2-4FB1-AFCF-C6EB07647825 100 12');
    expect(printedOf(TagId.parse('mac:aabbccddee0f'))).toBe('AA:BB:CC:DD:EE:0F');
  });

  test('is read back as the same tag, for every tag, typed in either case', () => {
    fc.assert(
      fc.property(anyTag, fc.option(fc.constant(badgeUuid), { nil: undefined }), (tag, uuid) => {
        const printed = printedOf(tag, uuid);
        expect([read(printed, uuid), read(printed.toLowerCase(), uuid), read(tag, uuid)]).toEqual([tag, tag, tag]);
      }),
    );
  });

  test('whatever is typed, the answer is a tag as scanners report it or a refusal', () => {
    const typed = fc.oneof(fc.string({ maxLength: 120 }), fc.stringMatching(/^[0-9a-f:/ -]{0,60}$/));
    fc.assert(
      fc.property(typed, (text) => {
        const tag = read(text, badgeUuid);
        expect(tag === null || TagId.safeParse(tag).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
