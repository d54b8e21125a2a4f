// Everything managers do for others has words at the console: each state, each reason why not, and each entry of the audit.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { en } from '#kiosk/i18n/en.ts';
import { meEn } from '#kiosk/i18n/me-en.ts';
import { presenceEn } from '#kiosk/i18n/presence-en.ts';
import { presenceWordsOf } from '#kiosk/i18n/use-presence-words.ts';
import { matching, releaseWords, spanWords, whoWords } from '#kiosk/presence/act-booking-words.ts';
import { actWords, isOfTheMachine } from '#kiosk/presence/act-words.ts';
import { hours } from '#shared/kit/duration.ts';
import { AuditAct, ManagedWhat } from '#shared/model/audit.ts';
import { BlockReason } from '#shared/model/block.ts';
import { SpaceKind } from '#shared/model/site.ts';
import { SpaceState } from '#shared/wire/board.ts';
import { DisplayCommand, ManagedBooking, ManageRefusal } from '#shared/wire/manage.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';
import { bookingsOfToday } from './act-data.ts';

const words = presenceWordsOf(
  createIntl({
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    messages: { ...en, ...meEn, ...presenceEn },
    onError: (error) => {
      throw error;
    },
  }),
);
const bookings = bookingsOfToday.ok ? bookingsOfToday.bookings : [];
const byId = (id: string): ManagedBooking => bookings.find((booking) => booking.id === id) ?? ManagedBooking.parse(null);
const audited = (act: object): string => actWords(AuditAct.parse(act), words);

describe('what managers do', () => {
  test('has words for every reason why it was not done, and what to do next', () => {
    for (const why of [...ManageRefusal.shape.why.options, 'no-answer'] as const) {
      expect(words.say(`manage.refusal.${why}`).length, why).toBeGreaterThan(10);
      expect(words.say(`manage.refusal.${why}.next`), why).toMatch(/\.$/);
    }
  });

  test('has a word for every state, kind, reason and command', () => {
    for (const state of ManagedBooking.shape.state.options) expect(words.say(`act.booking.state.${state}`)).not.toBe('');
    for (const state of SpaceState.options) expect(words.say(`act.space.${state}`, { space: '1-14' })).toMatch(/^1-14 – /);
    for (const kind of SpaceKind.options) expect(words.say(`act.kind.${kind}`)).not.toBe('');
    for (const reason of BlockReason.options) expect(words.say(`act.block.reason.${reason}`)).not.toBe('');
    for (const command of DisplayCommand.options) {
      expect(words.say(`act.display.${command}.what`).startsWith(words.say(`act.display.${command}`))).toBe(true);
      expect(words.say(`act.display.done.${command}`, { name: 'Lobby' })).toMatch(/^Lobby /);
    }
  });

  test('S12: stands in the audit as what and as which role, without on what or whom', () => {
    const said = ManagedWhat.options.map((what) => audited({ kind: 'managed', what, role: 'location-manager' }));
    expect(new Set(said).size).toBe(ManagedWhat.options.length);
    for (const sentence of said) expect(sentence).toMatch(/^[A-Z].* as location manager\.$/);
  });

  test('says who began and ended an emergency, and calls a drill a drill', () => {
    const started = { kind: 'emergency-started', drill: false, how: 'person', role: 'administrator' };
    expect(audited(started)).toBe('Started an emergency as administrator.');
    expect(audited({ ...started, drill: true })).toBe('Started an emergency drill as administrator.');
    expect(audited({ ...started, role: null })).toBe('Started an emergency on duty.');
    expect(audited({ ...started, how: 'fire-panel', role: null })).toBe('The fire panel started an emergency.');
    for (const how of ['person', 'fire-panel', 'time'] as const) {
      expect(isOfTheMachine({ kind: 'emergency-ended', how })).toBe(how !== 'person');
      expect(audited({ kind: 'emergency-ended', how })).toMatch(/ended|Ended/);
    }
    expect(audited({ kind: 'roll-printed' })).toMatch(/^Printed/);
  });
});

describe('a booking', () => {
  test('says when, with the day where it goes past midnight', () => {
    expect(spanWords(boardNowMs, boardNowMs + hours(1), words)).toBe('10:42 to 11:42');
    expect(spanWords(boardNowMs, boardNowMs + hours(20), words)).toBe(
      'Tuesday 24 November, 10:42 to Wednesday 25 November, 06:42',
    );
  });

  test('says for whom, also where no name is told', () => {
    expect(whoWords({ name: 'Ada Quill', guest: false }, words)).toBe('Ada Quill');
    expect(whoWords({ name: 'Ada Quill', guest: true }, words)).toBe('Ada Quill, guest');
    expect([whoWords({ name: '', guest: true }, words), whoWords({ name: '', guest: false }, words)]).toEqual([
      'a guest',
      'no name kept',
    ]);
  });

  test('says what follows from giving it back: until when it was, and who is told', () => {
    expect(releaseWords(byId('b-1'), boardNowMs, words)).toEqual([
      'It is booked until 17:00, and others can book it at once.',
      'Ada Quill is told.',
    ]);
    expect(releaseWords(byId('b-2'), boardNowMs, words)[0]).toBe('It is booked 13:00 to 17:00, and others can book it then.');
    expect(releaseWords(byId('b-4'), boardNowMs, words)[1]).toBe('Whoever booked it is told.');
  });

  test('is found by words of its person, space, time or state, without accents and capitals', () => {
    const found = (typed: string): readonly string[] => matching(bookings, typed, mePlan, words).map(({ id }) => id);
    expect(found('  ')).toHaveLength(bookings.length);
    expect(found('ÅNGSTROM zoe')).toEqual(['b-2']);
    expect(found('lighthouse')).toEqual(['b-3']);
    expect(found('nobody came')).toEqual(['b-4']);
    expect(found('guest 08:00')).toEqual(['b-4']);
    expect(found('quill lighthouse')).toEqual([]);
  });
});
