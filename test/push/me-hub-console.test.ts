// What a console is told, and how often it is made.

import { describe, expect, test } from 'vitest';
import { maskBoard } from '#gateway/mask/board-mask.ts';
import { mayOf } from '#gateway/mask/manage-may.ts';
import { type KnownManaged, maskManaged } from '#gateway/mask/managed-mask.ts';
import { seconds } from '#shared/kit/duration.ts';
import { SpaceId } from '#shared/model/ids.ts';
import { Issue } from '#shared/model/issue.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Managed } from '#shared/wire/manage.ts';
import { viewer } from '#test/mask/looks.ts';
import { emptyFloor } from './harness.ts';
import { open, setUp, type World } from './me-hub-world.ts';
import { ben, floor } from './me-page.ts';

const floors = [floor('f1'), floor('f2')];
const managedOf = (world: World, roles: readonly Role[] = ['location-manager'], change: Partial<KnownManaged> = {}) =>
  maskManaged(
    {
      ...{ asOfMs: world.clock.wallMs(), nobodyCame: [], walkUps: [], blocks: [], issues: [], anchors: [], displays: [] },
      firstAidOf: () => ({ state: 'unknown', gapFromMs: null, named: [] }),
      boardOf: (of, audience) => maskBoard({ ...emptyFloor(of), asOfMs: world.clock.wallMs() }, audience),
      ...{ floorOf: () => undefined, owed: { outbox: world.facts.sinceMs, quarantined: 0 } },
      ...change,
    },
    mayOf({ ...viewer({ roles, managedFloors: 'all' }), duties: new Set() }, floors),
  );

describe('a console', () => {
  test('is told what is managed when it says that it is one, then twice a second when something in it is new', () => {
    const world = setUp();
    world.facts.managed = () => managedOf(world);
    const [{ state, manage }, other] = [open(world), open(world, ben)];
    manage(true);
    expect(state.kinds).toEqual(['managed']);
    world.clock.advance(seconds(4));
    expect(state.kinds).toEqual(['managed']);
    world.facts.sinceMs = 1;
    world.clock.advance(499);
    expect(state.kinds).toEqual(['managed']);
    world.clock.advance(1);
    expect(state.kinds).toEqual(['managed', 'managed']);
    manage(false);
    world.facts.sinceMs = 2;
    world.clock.advance(seconds(2));
    expect([state.kinds.length, other.state.kinds]).toEqual([2, []]);
    manage(true);
    expect(state.kinds).toEqual(['managed', 'managed', 'managed']);
  });

  test('R45: a role that is lost ends it with the next beat, told once; a role that is given begins it', () => {
    const world = setUp();
    const { state, manage } = open(world);
    manage(true);
    world.clock.advance(seconds(3));
    expect(state.told()).toEqual([null]);
    world.facts.managed = () => managedOf(world);
    world.clock.advance(500);
    expect(state.told().at(-1)).toMatchObject({ may: { floors } });
    world.facts.managed = () => null;
    world.clock.advance(seconds(3));
    expect(state.told().slice(2)).toEqual([null]);
  });

  test('is told nothing once its session has ended', () => {
    const world = setUp();
    world.facts.managed = () => managedOf(world);
    const { state, manage } = open(world);
    manage(true);
    state.ref = null;
    world.facts.sinceMs = 1;
    world.clock.advance(seconds(1));
    manage(true);
    expect([state.kinds, state.closed]).toEqual([['managed'], [4401]]);
  });

  test('is made for somebody once per beat, however many pages they have open', () => {
    const world = setUp();
    let made = 0;
    world.facts.managed = () => {
      made += 1;
      return managedOf(world);
    };
    const pages = Array.from({ length: 5 }, () => {
      world.clock.advance(70);
      return open(world);
    });
    for (const { manage } of pages) manage(true);
    expect(made).toBe(1);
    made = 0;
    world.facts.sinceMs = 1;
    world.clock.advance(seconds(10));
    expect(made).toBeLessThanOrEqual(20);
    expect(pages.map(({ state }) => state.kinds)).toEqual(pages.map(() => ['managed', 'managed']));
  });

  test('managers who see the same are sent the same text, and never one that is older than a beat', () => {
    const world = setUp();
    world.facts.managed = () => managedOf(world);
    const asOf = (one: ReturnType<typeof open>) => (one.state.told().at(-1) as Managed).asOfMs;
    const [first, second] = [open(world), open(world, ben)];
    first.manage(true);
    world.clock.advance(499);
    second.manage(true);
    expect(asOf(second)).toBe(asOf(first));
    for (let n = 0; n < 10; n += 1) {
      world.clock.advance(200);
      second.manage(true);
      expect(world.clock.wallMs() - asOf(second)).toBeLessThan(500);
    }
  });

  test('S15: its frames have one length whatever is booked, and grow by whole steps with its lists', () => {
    const world = setUp();
    const { state, manage } = open(world);
    const sizeWith = (change: Partial<KnownManaged>): number => {
      world.facts.managed = () => managedOf(world, ['administrator'], change);
      world.clock.advance(seconds(1));
      manage(true);
      return Buffer.byteLength(state.texts.at(-1) ?? '');
    };
    const states = ['free', 'checked-in', 'booked', 'blocked', 'unknown'] as const;
    const sizes = states.map((one) =>
      sizeWith({
        boardOf: (of, audience) => {
          const status = { state: one, guest: false, reason: 'cleaning', fromMs: 1.8e12, untilMs: 1.8e12 } as const;
          return maskBoard({ ...emptyFloor(of), spaces: [{ id: SpaceId.parse('d1'), status }] }, audience);
        },
      }),
    );
    expect(new Set(sizes).size).toBe(1);
    const issues = Array.from({ length: 9 }, (_, n) =>
      Issue.parse({ id: `i${n}`, floor: 'f1', text: 'x'.repeat(900), atMs: 5, state: 'open' }),
    );
    expect(sizeWith({ issues })).toBeGreaterThan(sizes[0] ?? 0);
    expect(sizeWith({ issues }) % 4096).toBe(0);
  });
});
