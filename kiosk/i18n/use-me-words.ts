// How components of the employee's page get at text: the wall's words and the page's own, and two ways of saying things
// that only a page about one person needs.

import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { MessageId } from './en.ts';
import type { MeMessageId } from './me-en.ts';
import { type Words, wordsOf } from './use-words.ts';

export type MeWords = Words<MessageId | MeMessageId> & {
  /** "Design, Research and Sales" */
  readonly and: (items: readonly string[]) => string;
  /** "Sunday 29 November, 10:42" in the site's time zone. */
  readonly dateTime: (epochMs: number) => string;
};

export function meWordsOf(intl: IntlShape): MeWords {
  const words = wordsOf<MessageId | MeMessageId>(intl);
  return {
    ...words,
    and: (items) => intl.formatList(items, { type: 'conjunction' }),
    dateTime: (epochMs) => words.say('me.dateTime', { date: words.date(epochMs), time: words.time(epochMs) }),
  };
}

export function useMeWords(): MeWords {
  const intl = useIntl();
  return useMemo(() => meWordsOf(intl), [intl]);
}
