// What each choice of visibility means under the company's mode (product rules 2 to 6).

import type { MeWords } from '#kiosk/i18n/use-me-words.ts';
import type { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import type { Me } from '#shared/wire/me.ts';

export function choiceWords(choice: Visibility, mode: PrivacyMode, words: MeWords): string {
  return words.say(choice === 'unset' ? `me.visibility.unset.${mode}` : `me.visibility.${choice}.what`);
}

/** Why nothing can be chosen, or null when something can. */
export function fixedWords({ choosable, mode }: Me['visibility'], words: MeWords): string | null {
  if (choosable) return null;
  const known = mode === 'show-everyone' || mode === 'hide-everyone';
  return words.say(known ? `me.visibility.fixed.${mode}` : 'me.visibility.fixed.other');
}
