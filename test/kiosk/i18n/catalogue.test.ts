// Every reason the gateway can give has words, and every message of the catalogue can be formatted.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { acceptedWords, offWords } from '#kiosk/board/positions-words.ts';
import { problemWords } from '#kiosk/check-in/problem-words.ts';
import { en, type MessageId } from '#kiosk/i18n/en.ts';
import { wordsOf } from '#kiosk/i18n/use-words.ts';
import { GateName, type PositionsState } from '#shared/model/positions.ts';
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
    const numbers = {
      free: 1,
      total: 2,
      k: 5,
      days: 14,
      hours: 72,
      to: 1,
      about: 5,
      count: 1,
      seconds: 3,
      minutes: 2,
      step: 1,
      steps: 3,
    };
    const times = { time: '10:42', asOf: '10:40', from: '9:00' };
    const names = {
      floor: 'Floor 1',
      name: 'Birch',
      words: 'free',
      label: 'AB',
      labels: 'AB, CD',
      zone: 'Harbour',
      number: '1',
      kind: 'desk',
      why: 'it is switched off',
      gates: 'swap on disk',
      linked: '7 days',
      what: 'Smallest group',
      version: '2026-10',
      hash: 'ab12',
    };
    const rolls = { names: 'AB', safe: 1, all: 2, here: 3, expected: 4, place: 'Car park', question: 'AB?' };
    const values = { ...numbers, ...times, ...names, ...rolls, presence: '5+' };
    const broken = (Object.keys(en) as MessageId[]).filter((id) => words.say(id, values).includes('{'));
    expect(broken).toEqual([]);
  });

  test('say in short words why nobody can be located, and which risk was accepted', () => {
    const on: PositionsState = { on: true, why: null, failing: [], accepted: [] };
    expect([offWords(on, words), acceptedWords(on, words)]).toEqual([null, null]);
    const failing = [...GateName.options];
    expect(offWords({ ...on, on: false, why: 'gates', failing }, words)).toBe(
      'not safe enough (memory dumps, swap on disk, open debugger, memory snapshots, no watchdog)',
    );
    expect(offWords({ ...on, on: false, why: 'switched-off' }, words)).toBe('it was switched off');
    expect(offWords({ ...on, on: false, why: 'configured-off' }, words)).toBe('the settings of this building say so');
    expect(acceptedWords({ ...on, accepted: ['swap', 'watchdog'] }, words)).toBe('swap on disk, no watchdog');
    expect(acceptedWords({ ...on, on: false, why: 'switched-off', accepted: ['swap'] }, words)).toBeNull();
  });

  test('give times in the time zone of the site', () => {
    expect(words.time(Date.UTC(2026, 6, 1, 8, 5))).toBe('10:05');
    expect(words.date(Date.UTC(2026, 6, 1, 23))).toBe('Thursday 2 July');
  });
});
