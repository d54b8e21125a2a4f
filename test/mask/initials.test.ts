import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initials } from '#gateway/mask/initials.ts';

const graphemes = (text: string): string[] => [...new Intl.Segmenter('und').segment(text)].map((part) => part.segment);

describe('initials', () => {
  test.each([
    ['Ada Lovelace', 'AL'],
    ['ada king lovelace', 'AL'],
    ['Lovelace, Ada', 'AL'],
    ['  Ada\t Lovelace ', 'AL'],
    ['Prince', 'P'],
    ['Jean-Luc', 'JL'],
    ['Jean‑Luc Picard', 'JP'],
    ['Anna-Lena Meyer-Schmidt', 'AM'],
    ["d'Artagnan", 'D'],
    ['ßigrid Öström', 'SÖ'],
    ['Élodie Ångström'.normalize('NFD'), 'ÉÅ'],
    ['Дарья Петрова', 'ДП'],
    ['עדה לאבלייס', 'על'],
    ['山田 太郎', '山太'],
    ['山田太郎', '山'],
    ['李 明', '李'],
    ['X Y', 'X'],
    ['(Guest) Bob', 'GB'],
    ['Bob 🦊', 'B'],
    ['🦊 Bob Ray', 'BR'],
    ['🦊', '•'],
    ['‮Ada', 'A'],
    ['3rd Floor', '3F'],
    [',', '•'],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  test('are one or two signs of any name, and never all of a name with two letters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string()), (name) => {
        const short = initials(name);
        expect([1, 2]).toContain(graphemes(short).length);
        expect(short).not.toMatch(/\s|\p{Cc}|\p{Cf}/u);
        const letters = graphemes(name.normalize('NFC').replace(/\p{C}/gu, '')).filter((sign) => /^[\p{L}\p{N}]/u.test(sign));
        if (letters.length === 2) expect(graphemes(short)).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });
});
