// What may be said of a colleague, as sentences: what they booked, what they declared, where they were located.

import type { MeWords } from '#kiosk/i18n/use-me-words.ts';
import type { FindHit } from '#shared/wire/find.ts';

/** Best first: where somebody is, then what they have booked, then what they say. */
export function hitWords(hit: FindHit, words: MeWords): readonly string[] {
  return [
    ...(hit.location ? [locationWords(hit.location, words)] : []),
    ...(hit.booking ? [bookingWords(hit.booking, words)] : []),
    ...(hit.status ? [words.say(`me.find.status.${hit.status}`)] : []),
  ];
}

function locationWords(location: NonNullable<FindHit['location']>, words: MeWords): string {
  const { zoneName, floorName: floor, ageMin: minutes } = location;
  if (zoneName === undefined) return words.say(minutes < 2 ? 'me.find.nowFloor' : 'me.find.agoFloor', { floor, minutes });
  return words.say(minutes < 2 ? 'me.find.now' : 'me.find.ago', { zone: zoneName, floor, minutes });
}

function bookingWords(booking: NonNullable<FindHit['booking']>, words: MeWords): string {
  const { spaceName: space, floorName: floor, untilMs } = booking;
  return words.say('me.find.booking', { space, floor, time: words.time(untilMs) });
}
