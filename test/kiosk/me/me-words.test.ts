// The sentences of the employee's page: every reason has words, and every state says what is true.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { en } from '#kiosk/i18n/en.ts';
import { type MeMessageId, meEn } from '#kiosk/i18n/me-en.ts';
import { meWordsOf } from '#kiosk/i18n/use-me-words.ts';
import { agoWords, countdown, heardWords, sureWords, whereWords } from '#kiosk/me/dot-words.ts';
import { hitWords } from '#kiosk/me/find-words.ts';
import { placeOf } from '#kiosk/me/place.ts';
import { resultWords } from '#kiosk/me/result-words.ts';
import { seenWords } from '#kiosk/me/seen-words.ts';
import { choiceWords, fixedWords } from '#kiosk/me/visibility-words.ts';
import { whyOf } from '#kiosk/me/why.ts';
import { EventId } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import type { Me } from '#shared/wire/me.ts';
import { MeRefusalReason } from '#shared/wire/me-actions.ts';
import { demoDot, foundTwo, located, mePlan } from './me-data.ts';

const intl = createIntl({
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  messages: { ...en, ...meEn },
  onError: (error) => {
    throw error;
  },
});
const words = meWordsOf(intl);
const event = EventId.parse('7f1c2d3e-4a5b-4c6d-8e7f-0a1b2c3d4e5f');

describe('the words of the employee’s page', () => {
  test.each([...MeRefusalReason.options, 'no-answer' as const])('say what "%s" means and what to do next', (why) => {
    const { title, next } = resultWords({ kind: 'refused', why, again: null }, words);
    expect(title.length).toBeGreaterThan(10);
    expect(next).toMatch(/[.]$/);
  });

  test('never say that somebody is not allowed to see somebody', () => {
    const said = Object.values(meEn).join('\n');
    expect(said).not.toMatch(/not allowed|no access|permission|forbidden|denied access/i);
  });

  test('can all be formatted, and none hides one of the wall’s', () => {
    const names = [
      'count',
      'minutes',
      'seconds',
      'metres',
      'distance',
      'radius',
      'shown',
      'kind',
      'name',
      'time',
      'date',
      'site',
    ];
    const more = [
      'floor',
      'zone',
      'space',
      'where',
      'ago',
      'who',
      'groups',
      'printed',
      'anchor',
      'version',
      'until',
      'at',
      'asOf',
      'places',
    ];
    const all = Object.fromEntries(
      [...names, ...more, 'text', 'tag', 'why', 'gates', 'reason', 'role', 'contact'].map((name) => [name, 3]),
    );
    const broken = (Object.keys(meEn) as MeMessageId[]).filter((id) => words.say(id, all).includes('{'));
    expect(broken).toEqual([]);
    expect(Object.keys(meEn).filter((id) => id in en)).toEqual([]);
  });

  test('say that a decision still has to be sent, and that a lost tag takes the others with it then', () => {
    const later = resultWords({ kind: 'done', action: { call: 'withdraw', body: { event } }, delivery: 'will-be-sent' }, words);
    expect(later.next).toContain('as soon as it answers');
    const lost = { call: 'lostTag', body: { event, handle: 't-1' } } as const;
    expect(resultWords({ kind: 'done', action: lost, delivery: 'will-be-sent' }, words).title).toContain('every tag of yours');
    const resumed = { call: 'pause', body: { event, on: false } } as const;
    expect(resultWords({ kind: 'done', action: resumed, delivery: 'sent' }, words)).toEqual({
      title: 'Your location is on again.',
    });
  });
});

describe('who sees the dot', () => {
  test('is one sentence for every choice', () => {
    const nobody = { wall: 'no', company: false, groups: [] } as const;
    const shown = { ...located, visibility: { ...located.visibility, shown: true } };
    const seen = (seenBy: Me['seenBy']): string => seenWords({ ...shown, seenBy }, words);
    expect(seen({ ...nobody, groups: [] })).toBe('Nobody but you sees where you are.');
    const hidden = { ...shown, seenBy: { ...nobody, groups: [] }, visibility: { ...shown.visibility, shown: false } };
    const chosen = { ...hidden.location, scopes: ['wall' as const] };
    expect(seenWords({ ...hidden, location: chosen }, words)).toMatch(/because your name is hidden/);
    expect(seenWords({ ...hidden, location: { ...chosen, scopes: [] } }, words)).toBe('Nobody but you sees where you are.');
    expect(seen({ wall: 'name', company: true, groups: ['Design', 'Research', 'Sales'] })).toBe(
      'Where you are can be seen by colleagues of Design, Research and Sales, everybody in the company and whoever stands at a wall (your name).',
    );
  });
});

describe('the dot in words', () => {
  test('says zone or floor, and how sure', () => {
    const { zoneName: _, place: __, ...vague } = demoDot;
    expect(whereWords(demoDot, mePlan, words)).toBe('in Meadow, Floor 1');
    expect(whereWords(vague, mePlan, words)).toBe('on Floor 1');
    expect(sureWords(vague, words)).toBe('Only the floor is known, so there is no dot to draw.');
    const sure = [1.96, 4, 9].map((radiusM) => sureWords({ ...demoDot, place: { x: 1, y: 1, radiusM } }, words));
    expect(sure.map((sentence) => sentence.split(':')[0])).toEqual([
      'As exact as a desk',
      'As exact as a group of desks',
      'Only roughly',
    ]);
    expect(sure[0]).toContain('within 2 m');
  });

  test('says how many receivers heard it, and which of them are elsewhere', () => {
    expect(heardWords(demoDot, words)).toBe('5 receivers heard you in the last seconds. 1 of them is on another floor.');
    expect(heardWords({ ...demoDot, anchors: [] }, words)).toBe('No receiver has heard you in the last seconds.');
  });

  test('counts down to the second and never promises a second too few', () => {
    expect([countdown(1_764_000), countdown(59_999), countdown(999), countdown(-5)]).toEqual(['29:24', '0:59', '0:00', '0:00']);
    expect([agoWords(1_000, words), agoWords(89_000, words), agoWords(240_000, words)]).toEqual([
      '1 second ago',
      '89 seconds ago',
      '4 minutes ago',
    ]);
  });
});

describe('a colleague in words', () => {
  test('R28 R29 R30: where they are, what they have booked, what they say', () => {
    const [all, status] = foundTwo.hits;
    expect(all && hitWords(all, words)).toEqual([
      'Was in Quarry, Floor 1, 4 minutes ago.',
      'Has booked 1-31, Floor 1, until 15:42.',
      'Says: in the office today.',
    ]);
    expect(status && hitWords(status, words)).toEqual(['Says: remote today.']);
    const onFloor = { name: 'A', location: { floor: mePlan.floors[1]?.id ?? ('' as never), floorName: 'Floor 2', ageMin: 0 } };
    expect(hitWords(onFloor, words)).toEqual(['Is on Floor 2.']);
  });
});

describe('visibility in words', () => {
  test('R2 R3 R4 R5 R6: every choice says what it means in every mode', () => {
    for (const mode of PrivacyMode.options) {
      for (const choice of Visibility.options) expect(choiceWords(choice, mode, words)).toMatch(/[.]$/);
      const shown = { own: 'unset', mode, shown: false } as const;
      expect(fixedWords({ ...shown, choosable: true }, words)).toBeNull();
      expect(fixedWords({ ...shown, choosable: false }, words)).toMatch(/nothing to choose/);
    }
  });
});

describe('what stands after the # of the address', () => {
  test('is one of four places, or a fixed reason, and nothing else is believed', () => {
    expect(['#find', '#me', '', '#why=denied', '#<b>'].map(placeOf)).toEqual(['find', 'me', 'today', 'today', 'today']);
    expect(['#why=denied', '#why=unknown-person', '#why=Mira', '#find', ''].map(whyOf)).toEqual([
      'denied',
      'unknown-person',
      null,
      null,
      null,
    ]);
  });
});
