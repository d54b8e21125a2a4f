// What the section "Utilisation" says in words: the main thing of each plot, how a figure moved, what was left out, and what
// to do about every reason of the gateway. Nothing that is not told reads as zero.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { type FiguresMessageId, figuresEn } from '#kiosk/i18n/figures-en.ts';
import { figuresWordsOf } from '#kiosk/i18n/use-figures-words.ts';
import {
  changeWords,
  heatWords,
  kindsWords,
  leftOutWords,
  lineWords,
  roomsWords,
  zonesWords,
} from '#kiosk/presence/figures-words.ts';
import { type UsePeriod, UtilisationRefusal } from '#shared/wire/utilisation.ts';
import { figuresOf } from './figures-data.ts';

const words = figuresWordsOf(
  createIntl({
    locale: 'en-GB',
    messages: figuresEn,
    onError: (error) => {
      throw error;
    },
  }),
);
const request = {
  range: { from: '2026-10-27', to: '2026-11-23' },
  compare: { from: '2026-09-29', to: '2026-10-26' },
  floors: null,
  kinds: null,
};
const fourWeeks = figuresOf(request);

/** With nothing told at all. */
function untold(period: UsePeriod): UsePeriod {
  const use = { average: null, peak: null, noShow: null, released: null, walkUp: null, minutesToRelease: null };
  return {
    ...period,
    ...{ use, rooms: null, days: 0 },
    perDay: period.perDay.map(({ day }) => ({ day, average: null, peak: null })),
    perHour: period.perHour.map((cell) => ({ ...cell, average: null })),
    perZone: period.perZone.map((zone) => ({ ...zone, use, about: null })),
    perKind: period.perKind.map((kind) => ({ ...kind, use })),
  };
}

describe('the words', () => {
  test('say the main thing of each plot', () => {
    const { period } = fourWeeks;
    expect(heatWords(period, words)).toMatch(
      /^On average \d\d% of spaces are in use on Tuesdays, the fullest day\. The fullest hour is Tuesday at 10:00 with \d\d%\. Fridays are the emptiest with \d\d%\.$/,
    );
    expect(lineWords(fourWeeks, words)).toMatch(
      /^The fullest day was Tue, \d+ \w+ 2026 with \d\d% on average\. Over the whole time \d\d%: /,
    );
    expect(kindsWords(period, words)).toMatch(/^Nobody came to \d+% of the bookings of \w+ and \d+% of the bookings of \w+\.$/);
    expect(roomsWords(period, words)).toMatch(/^Rooms were booked for [\d,]+ h and used for [\d,]+ h, 68% of it\.$/);
    const zones = ['Harbour', 'Quarry'].map((name, i) => ({ name, use: { ...period.use, average: 0.71 - i / 2 } }));
    expect(zonesWords(zones, words)).toBe('Harbour is used most, 71% on average. Quarry is used least, 21%.');
    const desks = figuresOf({ ...request, kinds: ['desk'] });
    expect(heatWords(desks.period, words)).toContain('% of desks are in use');
  });

  test('say nothing of what is not told, and never zero', () => {
    const period = untold(fourWeeks.period);
    const nothing = { ...fourWeeks, period };
    expect([heatWords(period, words), lineWords(nothing, words), zonesWords([], words), kindsWords(period, words)]).toEqual([
      '',
      '',
      '',
      '',
    ]);
    expect(roomsWords(period, words)).toBe('');
    expect(words.share(null)).toBe('not told');
    expect(words.share(0)).toBe('0%');
  });

  test('tell a change with sign and words, from the rounded figures that stand on the page', () => {
    expect(changeWords('points', 0.544, 0.514, words)).toBe('+3 points, up from 51%');
    expect(changeWords('points', 0.5, 0.51, words)).toBe('−1 point, down from 51%');
    expect(changeWords('points', 0.514, 0.506, words)).toBe('±0, the same as before');
    expect(changeWords('minutes', 27, 31.4, words)).toBe('−4 min, down from 31 min');
    expect(changeWords('points', null, 0.5, words)).toBe('no figure to compare with');
  });

  test('tell how many day cells are left out, and why', () => {
    const few = { ...fourWeeks, k: 8, period: { ...fourWeeks.period, suppressed: { cells: 36, of: 1_200 } } };
    expect(leftOutWords(few, words)).toMatch(/^36 of 1,200 day cells are left out \(3%\): each holds fewer than 8 bookings/);
    const none = { ...few, period: { ...few.period, suppressed: { cells: 0, of: 1_200 } } };
    expect(leftOutWords(none, words)).toMatch(/^No day cell had to be left out/);
  });

  test('answer every reason of the gateway with what to do', () => {
    for (const why of [...UtilisationRefusal.shape.why.options, 'no-answer'] as const) {
      expect(words.say(`figures.refusal.${why}`)).toMatch(/^[A-Z]/);
      expect(words.say(`figures.refusal.${why}.next`)).toMatch(/\.$/);
    }
  });

  test('can all be formatted', () => {
    const numbers = { n: 2, days: 3, k: 5, cells: '3', of: '9' };
    const texts = { from: 'a', to: 'b', floors: 'c', kinds: 'd', used: 'e', booked: 'f', sign: '+', way: 'up', before: 'g' };
    const names = { share: 'h', spaces: 'i', day: 'j', hour: 'k', unit: 'days', now: 'l', change: 'm', zone: 'n', floor: 'o' };
    const others = { most: 'p', mostShare: 'q', least: 'r', leastShare: 's', shares: 't', title: 'u', sentence: 'v', file: 'w' };
    const values = { ...numbers, ...texts, ...names, ...others };
    const broken = (Object.keys(figuresEn) as FiguresMessageId[]).filter((id) => /[{}]/.test(words.say(id, values)));
    expect(broken).toEqual([]);
  });
});
