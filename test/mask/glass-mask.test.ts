// What one look under break-glass shows: everybody located on that floor by name, nobody else, and nothing of the past.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownGlass, maskGlass } from '#gateway/mask/glass-mask.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { GlassReply } from '#shared/wire/privacy-desk.ts';
import { fixOf, floor, nowBootMs, person, ref, zone } from './known.ts';
import { anyScopes } from './looks.ts';

const [ada, bob, cyd] = [ref('canary-ada'), ref('canary-bob'), ref('canary-cyd')];
const names = new Map([
  [ada, person(' Ada\u202e  Lovelace ')],
  [bob, person('Bob Noyce', 'hide')],
]);

function look(change: Partial<KnownGlass> = {}): ReturnType<typeof maskGlass> {
  return maskGlass({
    ...{ floor, asOfMs: 1_000.4, untilMs: 2_000.6, nowBootMs, mode: 'hide-everyone', fixes: [fixOf(bob), fixOf(ada)] },
    person: (who) => names.get(who),
    consentOf: () => new Set(),
    zoneName: (id) => (id === zone ? 'North' : undefined),
    ...change,
  });
}
const peopleOf = (change: Partial<KnownGlass>) => {
  const { view: reply } = look(change);
  return reply.ok ? reply.view.people : [];
};

describe('a look', () => {
  test('S10: shows who is located on that floor by name, with the place and its age, and says whom it showed', () => {
    const { view: reply, people: seen } = look();
    const place = { x: 3.5, y: 4.5, radiusM: 2 };
    const people = ['Ada Lovelace', 'Bob Noyce'].map((name) => ({ name, zoneName: 'North', place, ageMs: 1_000 }));
    expect(reply).toEqual({ ok: true, view: { floor, asOfMs: 1_000, untilMs: 2_001, people } });
    expect(GlassReply.parse(reply)).toEqual(reply);
    expect(seen).toEqual([ada, bob]);
  });

  test('S10: shows nobody of another floor, and nobody whose name is not known; neither is said to have been seen', () => {
    const elsewhere = fixOf(ada, { floor: FloorId.parse('f2') });
    const { view: reply, people: seen } = look({ fixes: [elsewhere, fixOf(cyd)] });
    expect(reply).toMatchObject({ view: { people: [] } });
    expect(seen).toEqual([]);
  });

  test('S1: shows nobody without a consent in force, even if the vault still had them', () => {
    const { view: reply, people: seen } = look({ consentOf: (who) => (who === ada ? undefined : new Set()) });
    expect([reply, seen]).toMatchObject([{ view: { people: [{ name: 'Bob Noyce' }] } }, [bob]]);
  });

  test('S10: mode, flag and scopes of a consent don’t count: for all of them the same people are seen', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PrivacyMode.options),
        fc.constantFrom(...Visibility.options),
        anyScopes,
        (mode, flag, scopes) => {
          const facts = { mode, person: () => person('Ada Lovelace', flag), consentOf: () => scopes };
          const { view: reply, people: seen } = look({ ...facts, fixes: [fixOf(ada)] });
          expect(reply).toMatchObject({ view: { people: [{ name: 'Ada Lovelace' }] } });
          expect(seen).toEqual([ada]);
        },
      ),
    );
  });

  test('where the radio tells the floor only, or no zone is certain, there is no place and no zone', () => {
    for (const change of [{ precision: 'floor' }, { zone: null }] as const) {
      expect(peopleOf({ fixes: [fixOf(ada, change)] })).toEqual([{ name: 'Ada Lovelace', ageMs: 1_000 }]);
    }
  });

  test('a zone without a name leaves the place', () => {
    const [shown] = peopleOf({ fixes: [fixOf(ada, { zone: ZoneId.parse('unnamed') })] });
    expect([shown?.zoneName, shown?.place]).toEqual([undefined, { x: 3.5, y: 4.5, radiusM: 2 }]);
  });

  test('who was heard long ago is shown with that age, as long as the vault has them; nobody is heard in the future', () => {
    const ageOf = (atBootMs: number) => peopleOf({ fixes: [fixOf(ada, { atBootMs })] })[0]?.ageMs;
    expect([ageOf(nowBootMs - 1_400_900), ageOf(nowBootMs + 5)]).toEqual([1_400_000, 0]);
  });

  test('the order says nothing but the names, and of namesakes who was heard last', () => {
    const namesakes = [fixOf(cyd, { atBootMs: nowBootMs - 60_000 }), fixOf(ada), fixOf(bob)];
    const same = { person: (who: typeof ada) => (who === bob ? person('Bob Noyce') : person('Ada Lovelace')) };
    for (const fixes of [namesakes, namesakes.toReversed()]) {
      expect(look({ fixes, ...same }).people).toEqual([ada, cyd, bob]);
    }
  });

  test('S8: nothing of a person but name, zone, place and age is in it: no reference, tag, group or moment of the past', () => {
    const facts = { ...fixOf(ada), trail: ['canary'], tag: 'canary' };
    const { view: reply } = look({ fixes: [facts] });
    expect(JSON.stringify(reply)).not.toContain('canary');
    expect(Object.keys(peopleOf({ fixes: [facts] })[0] ?? {})).toEqual(['name', 'zoneName', 'place', 'ageMs']);
  });
});
