// Every reason the gateway can give has words, and every message of the catalogue can be formatted.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { problemWords } from '#kiosk/check-in/problem-words.ts';
import { en, type MessageId } from '#kiosk/i18n/en.ts';
import { wordsOf } from '#kiosk/i18n/use-words.ts';
import { PadRefusalReason } from '#shared/wire/check-in.ts';

const intl = createIntl({
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  messages: en,
  onError: (error) => {
    throw error;
  },
});
const words = wordsOf(intl);

describe('the words of the wall', () => {
  test.each([...PadRefusalReason.options, 'offline' as const])('say what "%s" means and what to do next', (why) => {
    const { title, next } = problemWords({ ok: false, why }, words);
    expect(title.length).toBeGreaterThan(5);
    expect(next).toMatch(/[.]$/);
  });

  test('round a lock up to whole minutes', () => {
    const { next } = problemWords({ ok: false, why: 'locked', retryAfterMs: 61_000 }, words);
    expect(next).toContain('2 minutes');
  });

  test('can all be formatted', () => {
    const numbers = { free: 1, total: 2, about: 5, count: 1, seconds: 3, minutes: 2, step: 1, steps: 3 };
    const times = { time: '10:42', asOf: '10:40', from: '9:00', to: '10:00' };
    const names = {
      floor: 'Floor 1',
      name: 'Birch',
      words: 'free',
      label: 'AB',
      labels: 'AB, CD',
      zone: 'Harbour',
      number: '1',
      kind: 'desk',
    };
    const values = { ...numbers, ...times, ...names, presence: 'about 5' };
    const broken = (Object.keys(en) as MessageId[]).filter((id) => words.say(id, values).includes('{'));
    expect(broken).toEqual([]);
  });

  test('give times in the time zone of the site', () => {
    expect(words.time(Date.UTC(2026, 6, 1, 8, 5))).toBe('10:05');
    expect(words.date(Date.UTC(2026, 6, 1, 23))).toBe('Thursday 2 July');
  });
});
