// How the section "Utilisation" gets at text: the console's words and its own, with shares, numbers and days of the site as
// people write them. A day of the site has no time zone: it is formatted as it is written.

import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { FiguresMessageId } from './figures-en.ts';
import { type Words, wordsOf } from './use-words.ts';

export type FiguresWords = Pick<Words<FiguresMessageId>, 'say'> & {
  /** "54%"; "not told" for null. */
  readonly share: (share: number | null) => string;
  /** "1,204" */
  readonly number: (n: number) => string;
  /** "Tue 24 Nov 2026" */
  readonly day: (day: string) => string;
  /** "24 Nov" */
  readonly shortDay: (day: string) => string;
  /** "Tuesday"; 1 is Monday. */
  readonly weekday: (weekday: number) => string;
  /** "Tue" */
  readonly shortWeekday: (weekday: number) => string;
  /** "10:00" */
  readonly hour: (hour: number) => string;
  /** "Harbour, Meadow and Quarry" */
  readonly and: (items: readonly string[]) => string;
};

export function figuresWordsOf(intl: IntlShape): FiguresWords {
  const { say } = wordsOf<FiguresMessageId>(intl);
  const date = (day: string, how: Parameters<IntlShape['formatDate']>[1]): string =>
    intl.formatDate(Date.parse(day), { ...how, timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  const weekday = (n: number, how: 'long' | 'short'): string =>
    date(`1970-01-${String(n + 4).padStart(2, '0')}`, { weekday: how });
  return {
    say,
    share: (share) =>
      share === null ? say('figures.notTold') : intl.formatNumber(share, { style: 'percent', maximumFractionDigits: 0 }),
    number: (n) => intl.formatNumber(n, { maximumFractionDigits: 0 }),
    day: (day) => date(day, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    shortDay: (day) => date(day, { day: 'numeric', month: 'short' }),
    weekday: (n) => weekday(n, 'long'),
    shortWeekday: (n) => weekday(n, 'short'),
    hour: (hour) => `${String(hour).padStart(2, '0')}:00`,
    and: (items) => intl.formatList(items, { type: 'conjunction' }),
  };
}

export function useFiguresWords(): FiguresWords {
  const intl = useIntl();
  return useMemo(() => figuresWordsOf(intl), [intl]);
}
