import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPersonView } from '#gateway/booking/person-view.ts';
import { withDecisions } from '#gateway/booking/with-decisions.ts';
import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import { type LocationConsent, PhoneVerifier, RotatingKey } from '#shared/model/consent.ts';
import { type SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { anna, bert, officeNowMs as now, tap } from '#test/fakes/office.ts';

const location: LocationConsent = {
  scopes: ['wall'],
  documentVersion: '1',
  givenAtMs: now - 1_000,
  tags: [TagId.parse('mac:0123456789ab')],
  phones: [PhoneVerifier.parse('a'.repeat(64))],
  rotating: [RotatingKey.parse('k'.repeat(43))],
};
const located: Person = { ...anna, location };
const by = (nth: number, person = anna.ref) => ({ event: tap(nth), person, atMs: now + nth });
const withdraw = (nth: number): PersonEvent => ({ ...by(nth), action: 'withdraw' });
const consent = (nth: number): PersonEvent => ({ ...by(nth), action: 'consent', scopes: ['group'], documentVersion: '2' });

describe('What a person decided', () => {
  test.each([
    ['a first yes begins without tags', anna, consent(1), { location: { scopes: ['group'], tags: [], phones: [] } }],
    ['a yes says when and to what', anna, consent(1), { location: { documentVersion: '2', givenAtMs: now + 1 } }],
    [
      'another yes keeps the tags',
      located,
      consent(1),
      { location: { ...location, scopes: ['group'], documentVersion: '2', givenAtMs: now + 1 } },
    ],
    [
      'a pause keeps consent and tags',
      located,
      { ...by(1), action: 'pause', untilMs: 5 },
      { location: { ...location, pausedUntilMs: 5 } },
    ],
    [
      'lost tags leave the consent',
      located,
      { ...by(1), action: 'drop-tags' },
      { location: { scopes: ['wall'], tags: [], phones: [] } },
    ],
    ['visibility', anna, { ...by(1), action: 'visibility', visibility: 'hide' }, { visibility: 'hide' }],
    ['a status', anna, { ...by(1), action: 'status', status: 'away' }, { status: 'away' }],
  ] as const)('holds: %s', (_, person, event, expected) => {
    expect(withDecisions(person, [event])).toMatchObject(expected);
  });

  test('takes away what it takes away, and touches nothing else', () => {
    const full: Person = { ...located, status: 'busy', visibility: 'hide' };
    expect(withDecisions(full, [withdraw(1)])).toEqual({ ...anna, status: 'busy', visibility: 'hide' });
    expect(withDecisions(full, [{ ...by(1), action: 'status', status: null }])).toEqual({ ...located, visibility: 'hide' });
    expect(withDecisions(full, [{ ...by(1), action: 'erase' }])).toEqual(anna);
    expect(withDecisions(full, [{ ...by(1), action: 'drop-tags' }]).location).not.toHaveProperty('rotating');
    const paused = withDecisions(located, [{ ...by(1), action: 'pause', untilMs: 5 }]);
    expect(withDecisions(paused, [{ ...by(2), action: 'pause', untilMs: 0 }])).toEqual(located);
    expect(withDecisions(anna, [{ ...by(1), action: 'pause', untilMs: 5 }])).toBe(anna);
    expect(withDecisions(full, [])).toBe(full);
  });
});

/** A mirror and an outbox that a test turns by hand. */
function world(people: readonly Person[], owed: readonly PersonEvent[] = []) {
  const mirrored = new Map(people.map((person) => [person.ref, person]));
  let pending = owed;
  const heard: [SubjectRef, Person | null][] = [];
  const view = createPersonView(
    { person: (ref) => mirrored.get(ref), people: () => [...mirrored.values()] },
    {
      ofPerson: (ref) => pending.filter((event) => event.person === ref),
      pendingPeople: () => [...new Set(pending.map((event) => event.person))],
    },
    (ref, person) => {
      // Whoever asks while being told sees what is told.
      expect(view.person(ref) ?? null).toEqual(person);
      heard.push([ref, person]);
    },
  );
  return {
    view,
    heard,
    decide: (event: PersonEvent) => {
      pending = [...pending, event];
      view.decided(event);
    },
    /** The booking system has it; what the mirror hears of it comes with `says`, if at all. */
    delivered: (event: PersonEvent, says?: Person) => {
      pending = pending.filter((one) => one !== event);
      if (says) mirrored.set(says.ref, says);
      view.changed(event.person);
    },
    says: (person: Person) => {
      mirrored.set(person.ref, person);
      view.changed(person.ref);
    },
    leaves: (ref: SubjectRef) => {
      mirrored.delete(ref);
      view.changed(ref);
    },
  };
}

describe('The view of people', () => {
  test('is the mirror while nobody has decided anything', () => {
    const { view } = world([located, bert]);
    expect(view.person(anna.ref)).toBe(located);
    expect(view.people()).toEqual([located, bert]);
    expect(view.person('p-nobody' as SubjectRef)).toBeUndefined();
  });

  test('S3: follows a withdrawal in the same turn, in every read, and tells', () => {
    const { view, heard, decide } = world([located, bert]);
    decide(withdraw(1));
    expect(view.person(anna.ref)).toEqual(anna);
    expect(view.people()).toEqual([anna, bert]);
    expect(heard).toEqual([[anna.ref, anna]]);
  });

  test('S3: keeps a withdrawal over its delivery until the mirror is through, whatever late word comes in between', () => {
    const { view, decide, delivered, says } = world([located]);
    const no = withdraw(1);
    decide(no);
    delivered(no);
    expect(view.person(anna.ref)).toEqual(anna);
    says({ ...located, displayName: 'Anna B.' });
    expect(view.person(anna.ref)).toEqual({ ...anna, displayName: 'Anna B.' });
    expect(view.people()).toEqual([{ ...anna, displayName: 'Anna B.' }]);
    says({ ...anna, rev: 2 });
    says({ ...anna, rev: 3, location: { ...location, givenAtMs: now - 1 } });
    expect(view.person(anna.ref)).toHaveProperty('location');
  });

  test('S3: where words are not numbered, only a yes later than the withdrawal counts again: any other may be a late one', () => {
    const { view, decide, delivered, says } = world([located]);
    const no = withdraw(1);
    decide(no);
    delivered(no);
    says(anna);
    says({ ...anna, location: { ...location, givenAtMs: now - 1 } });
    expect(view.person(anna.ref)).toEqual(anna);
    says({ ...anna, location: { ...location, givenAtMs: now + 2 } });
    expect(view.person(anna.ref)).toHaveProperty('location');
  });

  test('believes a yes that is later than the withdrawal at once', () => {
    const { view, decide, delivered, says } = world([located]);
    const [no, yes] = [withdraw(1), consent(2)];
    decide(no);
    decide(yes);
    expect(view.person(anna.ref)?.location).toMatchObject({ scopes: ['group'], tags: [] });
    delivered(no);
    delivered(yes);
    says({ ...anna, location: { ...location, givenAtMs: now + 2 } });
    expect(view.person(anna.ref)?.location).toMatchObject({ givenAtMs: now + 2 });
  });

  test('S3: remembers over a restart a withdrawal that was still owed, also once it is delivered before the first snapshot', () => {
    const no = withdraw(1);
    const { view, delivered, says } = world([], [no]);
    delivered(no);
    says(located);
    expect(view.person(anna.ref)).toEqual(anna);
  });

  test('S3: keeps a withdrawal the disk had no room for until the next start', () => {
    const { view, heard } = world([located]);
    view.decided(withdraw(1));
    expect(view.person(anna.ref)).toEqual(anna);
    expect(heard).toEqual([[anna.ref, anna]]);
  });

  test('tells of a person who has left, and of a decision that was refused', () => {
    const { heard, decide, delivered, leaves } = world([anna]);
    const yes = consent(1);
    decide(yes);
    delivered(yes);
    leaves(anna.ref);
    expect(heard.map(([, person]) => person && 'location' in person)).toEqual([true, false, null]);
  });

  test('S3: shows no location from before a withdrawal in any order of decisions, deliveries and words that come late', () => {
    const step = fc.constantFrom('withdraw', 'consent', 'deliver', 'next word', 'same word again', 'newest word');
    fc.assert(
      fc.property(fc.constantFrom(anna, located), fc.array(step, { maxLength: 30 }), (first, steps) => {
        const { view, decide, delivered, says } = world([first]);
        const owed: PersonEvent[] = [];
        // The mirror follows what the booking system made of the person, later and by skips, but never back.
        const made: Person[] = [first];
        let heardOf = 0;
        let lastNoAtMs = 0;
        let lastIsNo = false;
        for (const [nth, kind] of steps.entries()) {
          if (kind === 'withdraw' || kind === 'consent') {
            const event = kind === 'withdraw' ? withdraw(nth + 1) : consent(nth + 1);
            lastIsNo = kind === 'withdraw';
            if (lastIsNo) lastNoAtMs = event.atMs;
            owed.push(event);
            decide(event);
          } else if (kind === 'deliver') {
            const next = owed.shift();
            if (next === undefined) continue;
            made.push(withDecisions(made.at(-1) ?? first, [next]));
            delivered(next);
          } else {
            if (kind === 'next word') heardOf = Math.min(heardOf + 1, made.length - 1);
            if (kind === 'newest word') heardOf = made.length - 1;
            says(made[heardOf] ?? first);
          }
          const shown = view.person(anna.ref)?.location;
          if (lastIsNo) expect(shown).toBeUndefined();
          if (shown) expect(shown.givenAtMs).toBeGreaterThan(lastNoAtMs);
        }
      }),
      { numRuns: 500 },
    );
  });
});
