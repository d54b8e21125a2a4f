import { beforeEach, describe, expect, test } from 'vitest';
import type { BookingSystem } from '#gateway/booking/booking-system.ts';
import { createManagerActs, type ManagerActs, type ManagerRequest } from '#gateway/booking/manager-acts.ts';
import type { ManagerActResult } from '#shared/booking-api/contract.ts';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { BlockId, FloorId, IssueId } from '#shared/model/ids.ts';
import type { ManageRefusal } from '#shared/wire/manage.ts';
import { type FakeBookingSystem, fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { aBooking, anna, bert, deskA, deskB, officeNowMs as now, somebody, tap } from '#test/fakes/office.ts';

const manager = {
  ...somebody('p-mona', 'Mona', '4200'),
  roles: ['user', 'location-manager'] as const,
  manages: { floors: 'all' },
};
const book = (change: Partial<ManagerRequest & { act: 'book' }> = {}): ManagerRequest => ({
  ...{ act: 'book', event: tap(1), space: deskB, person: bert.ref },
  ...{ fromMs: now + hours(1), toMs: now + hours(2), ...change },
});
const block = (untilMs: number | null = null, event = tap(1)): ManagerRequest => {
  return { act: 'block', event, space: deskB, reason: 'works', untilMs };
};
const release: ManagerRequest = { act: 'release', event: tap(1), booking: aBooking('b1').id };
const unblock: ManagerRequest = { act: 'unblock', event: tap(1), block: BlockId.parse('k1') };
const answer: ManagerRequest = { act: 'answer-issue', event: tap(1), issue: IssueId.parse('i1'), answer: 'Soon.', close: false };

describe('What a manager does for others', () => {
  let system: FakeBookingSystem;
  let clock: FakeClock;
  let acts: ManagerActs;
  let learned: ManagerActResult[];
  const start = (answering: Pick<BookingSystem, 'manage'> = system): void => {
    const learnedAct = (result: ManagerActResult): void => void learned.push(result);
    acts = createManagerActs({ system: answering, learnedAct, clock, signal: new AbortController().signal });
  };
  const no = (why: ManageRefusal['why']) => ({ ok: false, why });
  beforeEach(() => {
    clock = fakeClock(now + 0.5);
    system = fakeBookingSystem(clock);
    learned = [];
    for (const person of [anna, bert, { ...manager, roles: [...manager.roles], manages: { floors: 'all' as const } }]) {
      system.apply({ kind: 'person', person });
    }
    system.apply({ kind: 'booking', booking: aBooking('b1') });
    const issue = { id: IssueId.parse('i1'), floor: FloorId.parse('f1'), text: 'It drips.', atMs: now, state: 'open' as const };
    system.apply({ kind: 'issue', issue });
    system.apply({
      kind: 'block',
      block: { id: BlockId.parse('k1'), space: deskA, reason: 'event', fromMs: now - 1, untilMs: null },
    });
    start();
  });

  test('reaches the booking system in the words of the contract, and holds here at once', async () => {
    for (const [nth, request] of [book(), block(now + 1), release, unblock, answer].entries()) {
      expect(await acts.act(manager.ref, { ...request, event: tap(nth) })).toEqual({ ok: true });
    }
    const by = (nth: number) => ({ event: tap(nth), by: manager.ref, atMs: now });
    const { event: _, ...booked } = book();
    expect(system.acts()).toEqual([
      { ...booked, ...by(0) },
      { ...by(1), act: 'block', space: deskB, reason: 'works', fromMs: now, untilMs: now + 1 },
      { ...by(2), act: 'release', booking: 'b1' },
      { ...by(3), act: 'unblock', block: 'k1' },
      { ...by(4), act: 'answer-issue', issue: 'i1', answer: 'Soon.', close: false },
    ]);
    expect(learned).toMatchObject([
      { booking: { space: deskB, holder: bert.ref, state: 'booked' } },
      { block: { space: deskB, reason: 'works', untilMs: now + 1 } },
      { booking: { id: 'b1', state: 'released', toMs: now } },
      { lifted: 'k1' },
      { issue: { id: 'i1', state: 'answered', answer: 'Soon.' } },
    ]);
  });

  test('has one effect however often it is asked: at the same time, and again later', async () => {
    const both = await Promise.all([acts.act(manager.ref, block()), acts.act(manager.ref, block())]);
    expect(both).toEqual([{ ok: true }, { ok: true }]);
    clock.advance(hours(1));
    expect(await acts.act(manager.ref, block())).toEqual({ ok: true });
    expect([system.acts().length, learned.length]).toEqual([1, 1]);
    expect(await acts.act(manager.ref, block(null, tap(2)))).toEqual(no('taken'));
    system.apply({ kind: 'block-gone', id: BlockId.parse('k-made-1') });
    expect(await acts.act(manager.ref, block(null, tap(2)))).toEqual(no('taken'));
    expect(system.acts()).toHaveLength(2);
  });

  test('is done no second time under an id that stood for something else, or for somebody else', async () => {
    await acts.act(manager.ref, block());
    expect(await acts.act(manager.ref, block(now + hours(1)))).toEqual(no('already-done'));
    expect(await acts.act(bert.ref, block())).toEqual(no('already-done'));
    expect(system.acts()).toHaveLength(1);
  });

  test('is not kept to be sent later, and asked again in the very same words by the same event', async () => {
    system.breakWrites({ ok: false, why: 'later' });
    expect(await acts.act(manager.ref, block())).toEqual(no('offline'));
    system.breakWrites({ ok: false, why: 'unauthorized' });
    clock.advance(minutes(1));
    expect(await acts.act(manager.ref, block())).toEqual(no('offline'));
    system.breakWrites(null);
    clock.advance(minutes(1));
    expect(system.acts()).toHaveLength(2);
    expect(await acts.act(manager.ref, block())).toEqual({ ok: true });
    expect(new Set(system.acts().map((one) => JSON.stringify(one))).size).toBe(1);
    expect(learned).toHaveLength(1);
  });

  test('is found done already when its answer was lost and this gateway has started anew since', async () => {
    await acts.act(manager.ref, block());
    clock.advance(minutes(1));
    start();
    expect(await acts.act(manager.ref, block())).toEqual(no('already-done'));
  });

  test.each([
    ['ends before it begins', { fromMs: now + hours(2), toMs: now + hours(1) }],
    ['ends when it begins', { fromMs: now + hours(1), toMs: now + hours(1) }],
    ['began more than a quarter of an hour ago', { fromMs: now - minutes(15) - 1, toMs: now + hours(1) }],
    ['is over', { fromMs: now - minutes(10), toMs: now }],
    ['is longer than a day', { fromMs: now, toMs: now + hours(24) + 1 }],
    ['begins more than 14 days ahead', { fromMs: now + days(14) + 1, toMs: now + days(14) + hours(1) }],
  ])('is refused before anybody is asked when the booking %s', async (_case, times) => {
    expect(await acts.act(manager.ref, book(times))).toEqual(no('wrong-times'));
    expect(system.acts()).toEqual([]);
  });

  test.each([
    ['the quarter of an hour that runs', { fromMs: now - minutes(15), toMs: now + 1 }],
    ['a whole day', { fromMs: now, toMs: now + hours(24) }],
    ['14 days ahead', { fromMs: now + days(14), toMs: now + days(14) + hours(24) }],
  ])('may book %s', async (_case, times) => {
    expect(await acts.act(manager.ref, book(times))).toEqual({ ok: true });
  });

  test('blocks nothing until a moment that has passed', async () => {
    expect(await acts.act(manager.ref, block(now))).toEqual(no('wrong-times'));
    expect(await acts.act(manager.ref, block(now + 1))).toEqual({ ok: true });
  });

  test.each([
    ['conflict', book(), 'taken'],
    ['conflict', block(), 'taken'],
    ['conflict', release, 'already-done'],
    ['conflict', unblock, 'already-done'],
    ['conflict', answer, 'already-done'],
    ['not-found', unblock, 'gone'],
    ['not-allowed', book(), 'not-allowed'],
    ['key-reused', answer, 'already-done'],
    ['invalid', book(), 'wrong-times'],
    ['invalid', block(), 'wrong-times'],
    ['invalid', answer, 'not-allowed'],
    [undefined, release, 'not-allowed'],
  ] as const)('is answered, when the booking system says %s to $act, with the reason %s', async (code, request, why) => {
    const refusal = { ok: false, why: 'refused', ...(code === undefined ? {} : { code }) } as const;
    start({ manage: async () => refusal });
    expect(await acts.act(manager.ref, request)).toEqual(no(why));
    expect(learned).toEqual([]);
  });

  test('is remembered for some hundred acts, without words or persons, and forgets the oldest first', async () => {
    let asked = 0;
    start({
      manage: async () => {
        asked += 1;
        return { ok: true, value: { lifted: BlockId.parse('k1') } };
      },
    });
    for (let nth = 0; nth <= 500; nth += 1) await acts.act(manager.ref, { ...unblock, event: tap(nth) });
    await acts.act(manager.ref, { ...unblock, event: tap(500) });
    await acts.act(manager.ref, { ...unblock, event: tap(1) });
    expect(asked).toBe(501);
    await acts.act(manager.ref, { ...unblock, event: tap(0) });
    expect(asked).toBe(502);
  });
});
