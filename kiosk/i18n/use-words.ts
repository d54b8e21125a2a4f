// The one way components get at text and times, so that a misspelt key does not compile and every time is the site's.

import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { MessageId } from './en.ts';

type Values = Readonly<Record<string, string | number>>;

/** `Id`: the keys of the page's catalogue; the wall's unless said otherwise. */
export type Words<Id extends string = MessageId> = {
  /** The sentence for this key in the page's language. */
  readonly say: (id: Id, values?: Values) => string;
  /** "10:42" in the site's time zone. */
  readonly time: (epochMs: number) => string;
  /** "Tuesday 24 November" in the site's time zone. */
  readonly date: (epochMs: number) => string;
  /** "24 November 2026" in the site's time zone, for what lies further back. */
  readonly fullDate: (epochMs: number) => string;
  /** The calendar day in the site's time zone, to compare two moments. */
  readonly day: (epochMs: number) => string;
  /** "AB, CD" */
  readonly list: (items: readonly string[]) => string;
};

export function wordsOf<Id extends string = MessageId>(intl: IntlShape): Words<Id> {
  return {
    say: (id, values) => intl.formatMessage({ id }, { ...values }),
    time: (epochMs) => intl.formatTime(epochMs, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: (epochMs) => intl.formatDate(epochMs, { weekday: 'long', day: 'numeric', month: 'long' }),
    fullDate: (epochMs) => intl.formatDate(epochMs, { day: 'numeric', month: 'long', year: 'numeric' }),
    day: (epochMs) => intl.formatDate(epochMs, { year: 'numeric', month: 'numeric', day: 'numeric' }),
    list: (items) => intl.formatList(items, { type: 'unit', style: 'short' }),
  };
}

export function useWords(): Words {
  const intl = useIntl();
  return useMemo(() => wordsOf(intl), [intl]);
}
