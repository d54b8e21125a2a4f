import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Mirror, startMirror } from '#gateway/booking/mirror.ts';
import { emptyState, fromSnapshot } from '#gateway/booking/mirror-state.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { seededRandom } from '#shared/kit/random.ts';
import type { Block } from '#shared/model/block.ts';
import { BlockId, FloorId, IssueId } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeBookingSystem, fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { aBooking, anna, deskA, deskB, officeNowMs as now } from '#test/fakes/office.ts';

const k1 = BlockId.parse('k1');
const block = (change: Partial<Block> = {}): Block => {
  return { id: k1, space: deskA, reason: 'broken', fromMs: now - 1, untilMs: null, ...change };
};
const issue = (change: Partial<Issue> = {}): Issue => {
  return { id: IssueId.parse('i1'), floor: FloorId.parse('f1'), text: 'It drips.', atMs: now, state: 'open', ...change };
};

describe('The mirror of what is blocked and what is wrong', () => {
  let system: FakeBookingSystem;
  let clock: FakeClock;
  let mirror: Mirror;
  /** How often the boards were told to look. */
  let boards: number;

  const start = async (): Promise<void> => {
    const nothing = (): void => {};
    const onBookings = (): void => {
      boards += 1;
    };
    const listeners = { onPerson: nothing, onPolicy: nothing, onBookings, onLink: nothing };
    mirror = await startMirror({ system, clock, random: seededRandom(1), ...listeners });
    await eventually(() => expect(mirror.loaded()).toBe(true));
  };
  beforeEach(() => {
    clock = fakeClock(now);
    system = fakeBookingSystem(clock);
    boards = 0;
    system.apply({ kind: 'person', person: anna });
  });
  afterEach(() => mirror.stop());

  test('knows the blocks that are not over, by their space and in order, and tells of each change as of one of bookings', async () => {
    const far = { id: BlockId.parse('k-far'), fromMs: now + hours(37) };
    const over = { id: BlockId.parse('k-over'), untilMs: now };
    const later = block({ id: BlockId.parse('k2'), fromMs: now + hours(2) });
    for (const one of [later, block(far), block(over), block({ untilMs: now + hours(1) })]) {
      system.apply({ kind: 'block', block: one });
    }
    await start();
    expect(mirror.blocksOf(deskA)).toEqual([block({ untilMs: now + hours(1) }), later]);
    expect([mirror.blocksOf(deskB), mirror.blocks().length]).toEqual([[], 2]);
    const told = boards;
    system.apply({ kind: 'block', block: block({ space: deskB }) });
    await eventually(() => expect(mirror.blocksOf(deskB)).toEqual([block({ space: deskB })]));
    expect(mirror.blocksOf(deskA)).toEqual([later]);
    system.apply({ kind: 'block-gone', id: k1 });
    await eventually(() => expect(mirror.blocks()).toEqual([later]));
    expect(boards).toBe(told + 2);
    system.apply({ kind: 'block', block: { ...later, untilMs: now } });
    await eventually(() => expect(mirror.blocks()).toEqual([]));
  });

  test('says no more of a block from its last moment on, and drops it', async () => {
    system.apply({ kind: 'block', block: block({ untilMs: now + 1_000 }) });
    await start();
    clock.advance(999);
    expect(mirror.blocks()).toHaveLength(1);
    clock.advance(1);
    expect([mirror.blocks(), mirror.blocksOf(deskA)]).toEqual([[], []]);
    const told = boards;
    clock.advance(minutes(10));
    expect(boards).toBe(told + 1);
  });

  test('R38: knows the issues that are not closed', async () => {
    system.apply({ kind: 'issue', issue: issue() });
    system.apply({ kind: 'issue', issue: issue({ id: IssueId.parse('i-closed'), state: 'closed' }) });
    await start();
    expect(mirror.issues()).toEqual([issue()]);
    const answered = issue({ state: 'answered', answer: 'A plumber comes.' });
    system.apply({ kind: 'issue', issue: answered });
    await eventually(() => expect(mirror.issues()).toEqual([answered]));
    system.apply({ kind: 'issue', issue: { ...answered, state: 'closed' } });
    await eventually(() => expect(mirror.issues()).toEqual([]));
    system.apply({ kind: 'issue', issue: issue() });
    await eventually(() => expect(mirror.issues()).toHaveLength(1));
    system.apply({ kind: 'issue-gone', id: issue().id });
    await eventually(() => expect(mirror.issues()).toEqual([]));
  });

  test('replaces blocks and issues by those of a fresh snapshot, and tells nothing when they are the same', async () => {
    system.apply({ kind: 'block', block: block() });
    await start();
    mirror.learnedAct({ block: block({ id: BlockId.parse('k-dreamt') }) });
    mirror.learnedAct({ issue: issue() });
    expect([mirror.blocks().length, mirror.issues().length]).toEqual([2, 1]);
    const told = boards;
    system.expireCursors();
    await eventually(() => expect([mirror.blocks(), mirror.issues()]).toEqual([[block()], []]));
    system.apply({ kind: 'person', person: { ...anna, visibility: 'show' } });
    await eventually(() => expect(mirror.person(anna.ref)).toMatchObject({ visibility: 'show' }));
    const snapshot = vi.spyOn(system, 'snapshot');
    system.apply({ kind: 'person', person: { ...anna, visibility: 'hide' } });
    system.expireCursors();
    await eventually(() => expect(mirror.person(anna.ref)).toMatchObject({ visibility: 'hide' }));
    expect([snapshot.mock.calls.length, boards]).toEqual([1, told + 1]);
  });

  test('takes the answer to what a manager did ahead of the feed', async () => {
    await start();
    const told = boards;
    mirror.learnedAct({ block: block() });
    expect(mirror.blocksOf(deskA)).toEqual([block()]);
    mirror.learnedAct({ lifted: k1 });
    expect(mirror.blocks()).toEqual([]);
    mirror.learnedAct({ booking: aBooking('b-made', { space: deskB }) });
    expect(mirror.bookingsIn(deskB)).toHaveLength(1);
    expect(boards).toBe(told + 3);
    mirror.learnedAct({ issue: issue() });
    expect(mirror.issues()).toEqual([issue()]);
    mirror.learnedAct({ issue: issue({ state: 'closed' }) });
    expect(mirror.issues()).toEqual([]);
    expect(boards).toBe(told + 3);
  });
});

test('R38: The mirror holds no closed issue and no block that is over, if a snapshot brings them all the same', () => {
  const empty = { cursor: 'c', policy: defaultPolicy, people: [], bookings: [], blocks: [], issues: [] };
  const over = fromSnapshot(
    { ...empty, blocks: [block({ untilMs: now })], issues: [issue({ state: 'closed' })] },
    emptyState,
    now,
  );
  expect([over.blocks.size, over.issues.size]).toEqual([0, 0]);
  const known = fromSnapshot({ ...empty, blocks: [block()], issues: [issue()] }, emptyState, now);
  expect([known.blocks.size, known.issues.size]).toEqual([1, 1]);
});
