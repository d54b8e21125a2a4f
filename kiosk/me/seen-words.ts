// Who may see the own place now, as one sentence. Never how many people that is.

import type { MeWords } from '#kiosk/i18n/use-me-words.ts';
import type { Me } from '#shared/wire/me.ts';

type Seen = Pick<Me, 'seenBy' | 'location' | 'visibility'>;

/** A hidden name hides the place too, so whoever chose somebody to see them reads why nobody does. */
export function seenWords({ seenBy: { wall, company, groups }, location, visibility }: Seen, words: MeWords): string {
  const who = [
    ...(groups.length > 0 ? [words.say('me.seen.groups', { groups: words.and(groups) })] : []),
    ...(company ? [words.say('me.seen.company')] : []),
    ...(wall === 'no' ? [] : [words.say(`me.seen.wall.${wall}`)]),
  ];
  if (who.length > 0) return words.say('me.seen.by', { who: words.and(who) });
  const isHidden = location.scopes.length > 0 && !visibility.shown;
  return words.say(isHidden ? 'me.seen.hidden' : 'me.seen.nobody');
}
