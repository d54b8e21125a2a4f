// What came of a decision, in words: a title, and what it means or what to do next.

import type { MeWords } from '#kiosk/i18n/use-me-words.ts';
import type { Result } from './use-actions.ts';

export type ResultWords = { readonly title: string; readonly next?: string };

export function resultWords(result: Result, words: MeWords): ResultWords {
  if (result.kind === 'sending') return { title: words.say('me.sending') };
  if (result.kind === 'refused') {
    return { title: words.say(`me.refusal.${result.why}`), next: words.say(`me.refusal.${result.why}.next`) };
  }
  const { action, delivery } = result;
  if (action.call === 'lostTag' && delivery === 'will-be-sent') return { title: words.say('me.done.lostTag.later') };
  const resumed = action.call === 'pause' && !action.body.on;
  const title = words.say(resumed ? 'me.done.resume' : `me.done.${action.call}`);
  return delivery === 'sent' ? { title } : { title, next: words.say('me.later') };
}
