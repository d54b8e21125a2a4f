// Every act the audit can hold, every reason of the gateway and every gate has words at the console, and every message of
// its catalogue can be formatted.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { en } from '#kiosk/i18n/en.ts';
import { meEn } from '#kiosk/i18n/me-en.ts';
import { type PresenceMessageId, presenceEn } from '#kiosk/i18n/presence-en.ts';
import { presenceWordsOf } from '#kiosk/i18n/use-presence-words.ts';
import { actWords, isOfTheMachine } from '#kiosk/presence/act-words.ts';
import { AuditAct } from '#shared/model/audit.ts';
import { newestEntries, olderEntries } from './desk-data.ts';

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
const entries = [...newestEntries.entries, ...olderEntries.entries];

describe('the words of the console', () => {
  test('tell every kind of act in a sentence', () => {
    const kinds = AuditAct.options.map(({ shape }) => shape.kind.value);
    expect(new Set(entries.map(({ act }) => act.kind))).toEqual(new Set(kinds));
    for (const { act } of entries) expect(actWords(act, words)).toMatch(/^[A-Z][^{}]+\.$/);
  });

  test('S12: tell of a look neither a floor nor a person nor how many', () => {
    const looks = entries.filter(({ act }) => act.kind === 'glass-look').map(({ act }) => actWords(act, words));
    expect(looks).toEqual(['Looked under break-glass.']);
  });

  test('say why locating went off, also for a reason this page does not know', () => {
    const off = { kind: 'positions' as const, on: false, failing: [], accepted: [] };
    expect(actWords({ ...off, why: 'switched-off' }, words)).toBe('Locating was stopped at this desk.');
    expect(actWords({ ...off, why: 'something-new' }, words)).toBe('Locating went off.');
    expect(actWords({ ...off, why: 'gates', failing: ['inspector', 'swap'] }, words)).toContain('debugger, swap');
  });

  test('tell what the gateway did itself from what somebody did who is no longer linked', () => {
    const unnamed = entries.filter(({ who, act }) => who === null && !isOfTheMachine(act));
    expect(unnamed.map(({ act }) => act.kind)).toEqual(['glass-refused', 'setting-refused', 'positions']);
  });

  test('can all be formatted', () => {
    const said = (Object.keys(presenceEn) as PresenceMessageId[]).map((id) => words.say(id, valuesFor(presenceEn[id])));
    expect(said.filter((one) => /[{}]/.test(one))).toEqual([]);
  });
});

/** Something for each variable of an ICU message: a number where it counts, a word where it does not. */
function valuesFor(message: string): Record<string, string | number> {
  const variables = [...message.matchAll(/\{(\w+)(, (?:plural|number))?/g)];
  return Object.fromEntries(variables.map(([, name = '', counts]) => [name, counts ? 2 : 'x']));
}
