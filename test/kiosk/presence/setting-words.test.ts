// Which values can be proposed at the console, and what is said about them.

import fc from 'fast-check';
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { en } from '#kiosk/i18n/en.ts';
import { meEn } from '#kiosk/i18n/me-en.ts';
import { presenceEn } from '#kiosk/i18n/presence-en.ts';
import { presenceWordsOf } from '#kiosk/i18n/use-presence-words.ts';
import { limitWords, meaningWords, proposedOf, settingNames, valueWords } from '#kiosk/presence/setting-words.ts';
import { ProposeRequest } from '#shared/wire/privacy-desk.ts';
import { administrator } from './desk-data.ts';

const messages = { ...en, ...meEn, ...presenceEn };
const words = presenceWordsOf(createIntl({ locale: 'en-GB', timeZone: 'Europe/Berlin', messages }));

describe('a change that is proposed', () => {
  test('can only raise the smallest group', () => {
    expect(['4', '5', '6', '100', '101'].map((typed) => proposedOf(typed, 'k', administrator))).toEqual([
      null,
      null,
      6,
      100,
      null,
    ]);
  });

  test('keeps a period within the limit of the installation and the caps', () => {
    expect(['0', '1', '14', '30', '31'].map((typed) => proposedOf(typed, 'linkedDays', administrator))).toEqual([
      ...[null, 1, null, 30, null],
    ]);
    expect(proposedOf('13', 'auditDays', administrator)).toBeNull();
    expect(proposedOf('366', 'historyDays', administrator)).toBeNull();
  });

  test('is a whole number whatever is typed', () => {
    const typed = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('7.5', '1e1', '-7', '٧', ' 7 ', '0x9', ''));
    fc.assert(
      fc.property(typed, fc.constantFrom(...settingNames), (text, setting) => {
        const to = proposedOf(text, setting, administrator);
        if (to === null) return;
        const event = '7f1c2d3e-4a5b-4c6d-8e7f-0a1b2c3d4e5f';
        expect(ProposeRequest.safeParse({ event, setting, to }).success).toBe(true);
        expect(text.trim()).toMatch(new RegExp(`^0*${to}$`));
      }),
    );
    expect(proposedOf(' 7 ', 'linkedDays', administrator)).toBe(7);
  });

  test('is said with its unit, its limit and what it means', () => {
    expect(valueWords('k', 5, words)).toBe('5 people');
    expect(valueWords('positions', 0, words)).toBe('off');
    expect(limitWords('linkedDays', 30, words)).toBe('at most 30 days');
    expect(meaningWords('linkedDays', 14, 1, words)).toMatch(/^After 1 day nobody .* older is dropped/);
    expect(meaningWords('historyDays', 90, 365, words)).not.toContain('dropped');
    expect(meaningWords('k', 5, 8, words)).toMatch(/^Fewer than 8 people .* can’t be taken back\.$/);
  });
});
