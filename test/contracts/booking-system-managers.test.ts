// What every booking system makes of what managers do for others: once by its event, with the rights of rules 41-44 judged
// again, and told to the feed.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asChange } from '#gateway/booking/mirror-state.ts';
import type { ManagerAct } from '#shared/booking-api/contract.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import { BlockId, BookingId, EventId, FloorId, GroupId, IssueId, SpaceId, type SubjectRef } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Person } from '#shared/model/person.ts';
import type { Assignments, Role } from '#shared/model/roles.ts';
import { aBooking, anna, bert, deskA, deskB, officeNowMs as now, ref, somebody, tap } from '#test/fakes/office.ts';
import { type Bench, bookingSystems } from './booking-systems.ts';

const sales = GroupId.parse('sales');
const f1 = FloorId.parse('f1');
const elsewhere = FloorId.parse('f9');
const who = (name: string, role: Role, manages?: Assignments): Person => ({
  ...somebody(`p-${name}`, name, '4300'),
  roles: ['user', role],
  ...(manages ? { manages } : {}),
});
const admin = who('admin', 'administrator');
const people: Readonly<Record<string, Person>> = {
  user: bert,
  admin,
  full: who('full', 'location-manager', { floors: [f1] }),
  'full elsewhere': who('far', 'location-manager', { floors: [elsewhere] }),
  'full of nothing': who('none', 'location-manager'),
  light: who('light', 'location-manager-light', { floors: 'all' }),
  'light elsewhere': who('dim', 'location-manager-light', { floors: [elsewhere], groups: 'all' }),
  'group of sales': who('sales', 'group-manager', { groups: [sales], floors: 'all' }),
  'group of all': who('groups', 'group-manager', { groups: 'all' }),
  'group of others': who('others', 'group-manager', { groups: [GroupId.parse('people')] }),
  officer: who('officer', 'privacy-officer', { floors: 'all', groups: 'all' }),
};
const seller: Person = { ...anna, groups: [sales] };
const block: Block = { id: BlockId.parse('k1'), space: deskA, reason: 'works', fromMs: now - 1, untilMs: null };
const issue: Issue = { id: IssueId.parse('i1'), floor: f1, text: 'It drips.', atMs: now, state: 'open' };

const common = (nth: number, by: SubjectRef) => ({ event: tap(nth), by, atMs: now });
const acts = {
  book: (nth: number, by = admin.ref) => ({
    ...common(nth, by),
    ...{ act: 'book' as const, space: deskB, person: anna.ref, fromMs: now + hours(1), toMs: now + hours(2) },
  }),
  release: (nth: number, by = admin.ref) => ({ ...common(nth, by), act: 'release' as const, booking: BookingId.parse('b1') }),
  block: (nth: number, by = admin.ref) => ({
    ...common(nth, by),
    ...{ act: 'block' as const, space: deskB, reason: 'broken' as const, fromMs: now, untilMs: now + hours(1) },
  }),
  unblock: (nth: number, by = admin.ref) => ({ ...common(nth, by), act: 'unblock' as const, block: block.id }),
  'answer-issue': (nth: number, by = admin.ref) => ({
    ...common(nth, by),
    ...{ act: 'answer-issue' as const, issue: issue.id, answer: 'A plumber comes.', close: false },
  }),
} satisfies Record<ManagerAct['act'], (nth: number, by?: SubjectRef) => ManagerAct>;

describe.each(bookingSystems)('%s', (_, make) => {
  let bench: Bench;
  const live = new AbortController().signal;
  const manage = (act: ManagerAct) => bench.system.manage(act, live);
  const snapshot = async () => {
    const answer = await bench.system.snapshot(live);
    if (!answer.ok) throw new Error(answer.why);
    return answer.value;
  };
  beforeEach(async () => {
    bench = await make();
    for (const person of [seller, ...Object.values(people)]) bench.apply({ kind: 'person', person });
    bench.apply({ kind: 'booking', booking: aBooking('b1') });
    bench.apply({ kind: 'block', block });
    bench.apply({ kind: 'issue', issue });
  });
  afterEach(() => bench.stop());

  test('gives blocks and the issues that are not closed in a snapshot, and both in the feed', async () => {
    const { cursor, ...known } = await snapshot();
    expect(known).toMatchObject({ blocks: [block], issues: [issue] });
    bench.apply({ kind: 'issue', issue: { ...issue, state: 'closed' } });
    bench.apply({ kind: 'block-gone', id: block.id });
    bench.apply({ kind: 'issue-gone', id: issue.id });
    expect(await snapshot()).toMatchObject({ blocks: [], issues: [] });
    expect(await bench.system.changes(cursor, 0, live)).toMatchObject({
      value: { changes: [{ kind: 'issue', issue: { state: 'closed' } }, { kind: 'block-gone' }, { kind: 'issue-gone' }] },
    });
  });

  test('R43 R44: does each act once however often its event comes, answers the same, and tells the feed', async () => {
    for (const [nth, kind] of (Object.keys(acts) as ManagerAct['act'][]).entries()) {
      const { cursor } = await snapshot();
      const first = await manage(acts[kind](nth));
      expect(first, kind).toMatchObject({ ok: true });
      expect(await manage(acts[kind](nth)), kind).toEqual(first);
      const told = await bench.system.changes(cursor, 0, live);
      expect(told, kind).toMatchObject({ value: { changes: [first.ok ? asChange(first.value) : first] } });
      expect(told.ok && told.value.changes.length, kind).toBe(1);
    }
    const { bookings, blocks, issues } = await snapshot();
    const made = bookings.find(({ id }) => id !== 'b1');
    expect(made).toMatchObject({ space: deskB, holder: anna.ref, state: 'booked', guest: false, fromMs: now + hours(1) });
    expect(bookings.find(({ id }) => id === 'b1')).toMatchObject({ state: 'released', toMs: now });
    expect(blocks).toMatchObject([{ space: deskB, reason: 'broken', fromMs: now, untilMs: now + hours(1) }]);
    expect(issues).toEqual([{ ...issue, state: 'answered', answer: 'A plumber comes.' }]);
  });

  test('R38: closes an issue with its answer, and tells of it no more', async () => {
    expect(await manage({ ...acts['answer-issue'](1), close: true })).toMatchObject({ value: { issue: { state: 'closed' } } });
    expect((await snapshot()).issues).toEqual([]);
    expect(await manage(acts['answer-issue'](2))).toMatchObject({ ok: false, why: 'refused', code: 'conflict' });
  });

  // Rules 41-44: who may book and release for Anna of sales on floor f1, and who may block, lift and answer there.
  const mayBook = ['admin', 'full', 'group of sales', 'group of all'];
  const mayKeep = ['admin', 'full', 'light'];
  test.each(Object.entries(people))('R41 R42 R43 R44: judges again what %s may do', async (name, person) => {
    for (const [nth, kind] of (Object.keys(acts) as ManagerAct['act'][]).entries()) {
      const may = (kind === 'book' || kind === 'release' ? mayBook : mayKeep).includes(name);
      const expected = may ? { ok: true } : { ok: false, why: 'refused', code: 'not-allowed' };
      expect(await manage(acts[kind](nth, person.ref)), kind).toMatchObject(expected);
    }
  });

  test('R44: judges somebody unknown as somebody who may nothing', async () => {
    expect(await manage(acts.block(1, ref('p-nobody')))).toMatchObject({ ok: false, code: 'not-allowed' });
  });

  const other = (id: string) => bench.apply({ kind: 'booking', booking: aBooking(id, { space: deskB, holder: bert.ref }) });
  const asItIs = (): void => {};
  const refusals: readonly (readonly [string, string, () => ManagerAct, () => unknown])[] = [
    ['conflict', 'a booking of a desk that is booked then', () => acts.book(1), () => other('b2')],
    [
      'conflict',
      'a booking of a desk that is blocked then',
      () => acts.book(1),
      () => bench.apply({ kind: 'block', block: { ...block, space: deskB, fromMs: now + hours(2) - 1 } }),
    ],
    ['not-found', 'a booking of a space that is not there', () => ({ ...acts.book(1), space: SpaceId.parse('nowhere') }), asItIs],
    ['not-found', 'a booking for somebody unknown', () => ({ ...acts.book(1), person: ref('p-nobody') }), asItIs],
    ['invalid', 'a booking that ends before it begins', () => ({ ...acts.book(1), toMs: now }), asItIs],
    ['invalid', 'a booking that is longer than a day', () => ({ ...acts.book(1), toMs: now + hours(26) }), asItIs],
    [
      'not-found',
      'the release of a booking that is not there',
      () => ({ ...acts.release(1), booking: BookingId.parse('b9') }),
      asItIs,
    ],
    [
      'conflict',
      'the release of a booking that was given back',
      () => acts.release(1),
      () => bench.apply({ kind: 'booking', booking: aBooking('b1', { state: 'released' }) }),
    ],
    ['conflict', 'the release of a booking that is over', () => ({ ...acts.release(1), atMs: aBooking('b1').toMs }), asItIs],
    ['conflict', 'a second block at the same time', () => ({ ...acts.block(1), space: deskA }), asItIs],
    ['invalid', 'a block that ends when it begins', () => ({ ...acts.block(1), untilMs: now }), asItIs],
    ['not-found', 'a block of a space that is not there', () => ({ ...acts.block(1), space: SpaceId.parse('nowhere') }), asItIs],
    ['not-found', 'the end of a block that is not there', () => ({ ...acts.unblock(1), block: BlockId.parse('k9') }), asItIs],
    [
      'not-found',
      'the end of a block that is over',
      () => acts.unblock(1),
      () => bench.apply({ kind: 'block', block: { ...block, untilMs: now } }),
    ],
    [
      'not-found',
      'an answer to an issue that is not there',
      () => ({ ...acts['answer-issue'](1), issue: IssueId.parse('i9') }),
      asItIs,
    ],
    [
      'key-reused',
      'an event that was used for something else',
      () => ({ ...acts.unblock(1), event: EventId.parse(tap(1)) }),
      () => manage(acts.block(1)),
    ],
  ];
  test.each(refusals)('refuses for good, as %s, %s', async (code, _case, act, before) => {
    await before();
    const { cursor } = await snapshot();
    expect(await manage(act())).toMatchObject({ ok: false, why: 'refused', code });
    expect(await manage(act())).toMatchObject({ ok: false, why: 'refused', code });
    expect(await bench.system.changes(cursor, 0, live)).toMatchObject({ value: { changes: [] } });
  });

  test('leaves the bookings that stand when it blocks, and lets who has one check in', async () => {
    other('b2');
    expect(await manage(acts.block(1))).toMatchObject({ ok: true });
    const checkIn = { action: 'check-in', event: tap(2), booking: BookingId.parse('b2'), person: bert.ref, atMs: now } as const;
    expect(await bench.system.deliver(checkIn, live)).toMatchObject({ ok: true, value: { booking: { state: 'checked-in' } } });
  });

  test('refuses a walk-up at a desk that was blocked then, and keeps one that was there first', async () => {
    const walkUp = (nth: number, atMs: number) => ({
      ...{ action: 'walk-up' as const, event: tap(nth), booking: BookingId.parse(`edge-${nth}`), space: deskB, person: bert.ref },
      ...{ atMs, toMs: now + hours(2) },
    });
    bench.apply({ kind: 'block', block: { ...block, id: BlockId.parse('k2'), space: deskB, fromMs: now } });
    expect(await bench.system.deliver(walkUp(1, now), live)).toMatchObject({ ok: false, why: 'refused', code: 'conflict' });
    expect(await bench.system.deliver(walkUp(2, now - 1), live)).toMatchObject({ ok: true });
  });

  test('refuses to let a booking go on into a block, and lets it go on before one', async () => {
    const { toMs } = aBooking('b1');
    const extend = (nth: number, moreMs: number) => ({
      ...{ action: 'extend' as const, event: tap(nth), booking: BookingId.parse('b1'), person: anna.ref },
      ...{ atMs: now, toMs: toMs + moreMs },
    });
    bench.apply({ kind: 'booking', booking: aBooking('b1', { state: 'checked-in' }) });
    bench.apply({ kind: 'block', block: { ...block, fromMs: toMs + minutes(30) } });
    expect(await bench.system.deliver(extend(1, minutes(31)), live)).toMatchObject({ ok: false, code: 'conflict' });
    expect(await bench.system.deliver(extend(2, minutes(30)), live)).toMatchObject({ ok: true });
    bench.apply({ kind: 'block', block: { ...block, untilMs: toMs + minutes(30) } });
    expect(await bench.system.deliver(extend(3, minutes(45)), live)).toMatchObject({ ok: true });
  });
});
