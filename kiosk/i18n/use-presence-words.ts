// How components of the console get at text: the words of the employee's page, with which it shares parts, and its own.

import { useMemo } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { MessageId } from './en.ts';
import type { MeMessageId } from './me-en.ts';
import type { PresenceMessageId } from './presence-en.ts';
import { type MeWords, meWordsOf } from './use-me-words.ts';
import { type Words, wordsOf } from './use-words.ts';

export type PresenceWords = Words<MessageId | MeMessageId | PresenceMessageId> & Pick<MeWords, 'and' | 'dateTime'>;

export function presenceWordsOf(intl: IntlShape): PresenceWords {
  const { and, dateTime } = meWordsOf(intl);
  return { ...wordsOf<MessageId | MeMessageId | PresenceMessageId>(intl), and, dateTime };
}

export function usePresenceWords(): PresenceWords {
  const intl = useIntl();
  return useMemo(() => presenceWordsOf(intl), [intl]);
}
