// A booking in words, and which bookings of a list somebody means who types a few letters. Pure.

import type { PresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import type { ManagedBooking } from '#shared/wire/manage.ts';
import type { MePlan } from '#shared/wire/me.ts';
import { placeOf } from './act-places.ts';

/** "09:00 to 17:00"; with the day where the two ends are not on one. */
export function spanWords(fromMs: number, toMs: number, words: PresenceWords): string {
  const said = words.day(fromMs) === words.day(toMs) ? words.time : words.dateTime;
  return words.say('act.span', { from: said(fromMs), until: said(toMs) });
}

/** Who it is for, also where no name is told. */
export function whoWords({ name, guest }: Pick<ManagedBooking, 'name' | 'guest'>, words: PresenceWords): string {
  if (name === '') return words.say(guest ? 'act.booking.guest' : 'act.booking.nobody');
  return guest ? words.say('act.booking.guestNamed', { name }) : name;
}

/** What follows from giving it back, each as a sentence. */
export function releaseWords(booking: ManagedBooking, nowMs: number, words: PresenceWords): readonly string[] {
  const { fromMs, toMs, name, guest } = booking;
  const begun = fromMs <= nowMs;
  return [
    begun
      ? words.say('act.release.until', { until: spanEnd(nowMs, toMs, words) })
      : words.say('act.release.span', { span: spanWords(fromMs, toMs, words) }),
    name === '' || guest ? words.say('act.release.toldSomebody') : words.say('act.release.told', { name }),
  ];
}

function spanEnd(nowMs: number, toMs: number, words: PresenceWords): string {
  return words.day(nowMs) === words.day(toMs) ? words.time(toMs) : words.dateTime(toMs);
}

/** Those that have every typed word in their person, space, floor, time or state; accents and capitals don't count. */
export function matching(
  bookings: readonly ManagedBooking[],
  typed: string,
  plan: MePlan,
  words: PresenceWords,
): readonly ManagedBooking[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return bookings;
  return bookings.filter((booking) => {
    const { space, floor } = placeOf(plan, booking.space);
    const state = words.say(`act.booking.state.${booking.state}`);
    const span = spanWords(booking.fromMs, booking.toMs, words);
    const said = plain([space, floor, whoWords(booking, words), state, span].join(' '));
    return wanted.every((word) => said.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
