// Who may see the own place now, as one sentence. Never how many people that is.

import type { MeWords } from '#kiosk/i18n/use-me-words.ts';
import type { SeenBy } from '#shared/wire/me.ts';

export function seenWords({ wall, company, groups }: SeenBy, words: MeWords): string {
  const who = [
    ...(groups.length > 0 ? [words.say('me.seen.groups', { groups: words.and(groups) })] : []),
    ...(company ? [words.say('me.seen.company')] : []),
    ...(wall === 'no' ? [] : [words.say(`me.seen.wall.${wall}`)]),
  ];
  return who.length === 0 ? words.say('me.seen.nobody') : words.say('me.seen.by', { who: words.and(who) });
}
