// Known presence in words. Never an exact number, and never a guess while the gateway can't be heard.

import type { Words } from '#kiosk/i18n/use-words.ts';
import type { ZoneId } from '#shared/model/ids.ts';
import type { Board } from '#shared/wire/board.ts';

/** "20+", "few" or "counting" for the whole floor. */
export function floorPresence(presence: Board['presence'], words: Words): string {
  return presence.tickMs === null ? words.say('presence.counting') : amount(presence.floorAbout, words);
}

/** The same for one zone. */
export function zonePresence(presence: Board['presence'] | null, zone: ZoneId, words: Words): string {
  if (presence === null) return words.say('presence.unknown');
  if (presence.tickMs === null) return words.say('presence.counting');
  const found = presence.zones.find((z) => z.zone === zone);
  return found ? amount(found.about, words) : words.say('presence.unknown');
}

/** What stands in a zone's pill on the plan; empty when there is nothing to say. */
export function zonePill(presence: Board['presence'] | null, zone: ZoneId, words: Words): string {
  if (presence === null || presence.tickMs === null) return '';
  const found = presence.zones.find((z) => z.zone === zone);
  if (!found) return '';
  return found.about === null ? words.say('presence.fewHere') : words.say('presence.aboutHere', { about: found.about });
}

function amount(about: number | null, words: Words): string {
  return about === null ? words.say('presence.few') : words.say('presence.about', { about });
}
