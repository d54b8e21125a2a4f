import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Mirror, startMirror } from '#gateway/booking/mirror.ts';
import { afterChanges, emptyState, fromSnapshot, type MirrorState } from '#gateway/booking/mirror-state.ts';
import type { Change } from '#shared/booking-api/contract.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeBookingSystem, fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { anna, bert, officeNowMs as now } from '#test/fakes/office.ts';

const at = (rev: number, ref = anna.ref): Person => ({ ...anna, ref, rev, displayName: `Anna as of ${rev}` });
const told = (person: Person): Change => ({ kind: 'person', person });
const left = (ref = anna.ref): Change => ({ kind: 'person-gone', ref });
const snapshotOf = (people: Person[], before: MirrorState): MirrorState =>
  fromSnapshot({ cursor: 'c', policy: defaultPolicy, people, bookings: [], blocks: [], issues: [] }, before, now);

type Word = { readonly kind: 'told' | 'snapshot'; readonly rev: number } | { readonly kind: 'left' };
const words = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('told' as const, 'snapshot' as const), rev: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'left' as const }) },
  ),
  { maxLength: 20 },
);
const hear = (state: MirrorState, word: Word): MirrorState => {
  if (word.kind === 'snapshot') return snapshotOf([at(word.rev)], state);
  return afterChanges(state, [word.kind === 'told' ? told(at(word.rev)) : left()], now);
};

describe('What arrives about a person in any order', () => {
  test('never goes back to an older word, except that who left comes back with a later snapshot only', () => {
    fc.assert(
      fc.property(words, (order) => {
        let state = emptyState;
        let newest: number | null = null;
        let isGone = false;
        for (const word of order) {
          state = hear(state, word);
          if (word.kind === 'left') [newest, isGone] = [null, true];
          else if (word.kind === 'snapshot' || !isGone) {
            newest = Math.max(word.rev, newest ?? 0);
            isGone = false;
          }
          expect(state.people.get(anna.ref)?.rev ?? null).toBe(newest);
        }
      }),
    );
  });

  test('ends in the newest word, however a feed of that person is shuffled and repeated', () => {
    const shuffled = fc
      .shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 })
      .chain((revs) => fc.tuple(fc.constant(revs), fc.shuffledSubarray(revs)));
    fc.assert(
      fc.property(shuffled, ([first, again]) => {
        const state = afterChanges(
          emptyState,
          [...first, ...again].map((rev) => told(at(rev))),
          now,
        );
        expect(state.people.get(anna.ref)?.rev).toBe(Math.max(...first));
      }),
    );
  });

  test('is believed as it comes from a system that gives no rev', () => {
    const { rev: _, ...undated } = at(5);
    const state = afterChanges(emptyState, [told(at(9)), told({ ...undated, visibility: 'hide' })], now);
    expect(state.people.get(anna.ref)).toMatchObject({ visibility: 'hide' });
  });
});

describe('The mirror of people', () => {
  let system: FakeBookingSystem;
  let clock: FakeClock;
  let mirror: Mirror;
  const heard: [string, string | null][] = [];
  beforeEach(async () => {
    clock = fakeClock(now);
    system = fakeBookingSystem(clock);
    heard.length = 0;
    system.apply(told({ ...anna, account: 'sub-anna' }));
    system.apply(told({ ...bert, account: 'sub-bert' }));
    mirror = await startMirror({
      system,
      clock,
      random: seededRandom(1),
      onPerson: (ref, person) => heard.push([ref, person?.visibility ?? null]),
      onPolicy: () => {},
      onBookings: () => {},
      onLink: () => {},
    });
    await eventually(() => expect(mirror.loaded()).toBe(true));
    heard.length = 0;
  });
  afterEach(() => mirror.stop());

  test('takes the answer to a decision ahead of the feed, and is not undone by a feed that is behind', () => {
    const rev = mirror.person(anna.ref)?.rev ?? 0;
    mirror.learnedPerson({ ...anna, rev: rev + 2, visibility: 'hide' });
    expect(mirror.person(anna.ref)?.visibility).toBe('hide');
    mirror.learnedPerson({ ...anna, rev: rev + 1, visibility: 'show' });
    expect(mirror.person(anna.ref)?.visibility).toBe('hide');
    expect(heard).toEqual([[anna.ref, 'hide']]);
  });

  test('knows nobody by the answer to a write alone', () => {
    mirror.learnedPerson(at(99, SubjectRef.parse('p-new')));
    expect(mirror.people().map(({ ref }) => ref)).toEqual([anna.ref, bert.ref]);
    expect(heard).toEqual([]);
  });

  test('R17: lets nobody who has left come back by a late answer', async () => {
    system.apply(left());
    await eventually(() => expect(mirror.person(anna.ref)).toBeUndefined());
    mirror.learnedPerson({ ...anna, rev: 99 });
    expect([mirror.person(anna.ref), mirror.personByAccount('sub-anna')]).toEqual([undefined, undefined]);
    expect(heard).toEqual([[anna.ref, null]]);
  });

  test('R17: shows somebody who was archived and is back as soon as a snapshot says so, which it asks for', async () => {
    const snapshot = vi.spyOn(system, 'snapshot');
    system.apply(left());
    await eventually(() => expect(mirror.person(anna.ref)).toBeUndefined());
    system.apply(told(anna));
    await eventually(() => expect(mirror.person(anna.ref)).toMatchObject(anna));
    expect(snapshot).toHaveBeenCalledTimes(1);
  });

  test('finds a person by account, and nobody when two claim the same one', async () => {
    expect(mirror.personByAccount('sub-bert')?.ref).toBe(bert.ref);
    expect(mirror.personByAccount('sub-nobody')).toBeUndefined();
    system.apply(told({ ...bert, account: 'sub-anna' }));
    await eventually(() => expect(mirror.personByAccount('sub-bert')).toBeUndefined());
    expect(mirror.personByAccount('sub-anna')).toBeUndefined();
  });
});
