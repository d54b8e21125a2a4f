// The console's frame: what a wall without names shows, cut to the plans of whoever looks.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownSpace, maskBoard } from '#gateway/mask/board-mask.ts';
import { mayOf } from '#gateway/mask/manage-may.ts';
import { type KnownManaged, maskManaged } from '#gateway/mask/managed-mask.ts';
import type { Fix } from '#shared/model/fix.ts';
import { AnchorId, BlockId, DisplayId, type FloorId, IssueId, type SpaceId } from '#shared/model/ids.ts';
import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import { Managed } from '#shared/wire/manage.ts';
import { fixOf, knownFloor, person, ref, space } from './known.ts';
import { anyViewerChange, attic, ground, viewer } from './looks.ts';

const site = [ground, attic];
const floorOf = (id: SpaceId): FloorId | undefined => (id.startsWith('g') ? ground : id.startsWith('a') ? attic : undefined);
const anchor = (id: string, floor: FloorId, change: Partial<Managed['anchors'][number]> = {}): Managed['anchors'][number] => ({
  ...{ id: AnchorId.parse(id), floor, x: 1, y: 2, kind: 'scanner', scanners: [`s-${id}`], state: 'hearing', why: null },
  ...{ lastHeardAgoMs: 60_000, advertsPerSecond: 50, saturated: false, clockSkewMs: 7, firmwareVersion: '1.0' },
  ...change,
});

function knownManaged(change: Partial<KnownManaged> = {}): KnownManaged {
  const both = [space('g1'), space('a1'), space('removed')];
  return {
    asOfMs: 1_800_000_000_000.4,
    boardOf: (floor, audience) => maskBoard(knownFloor({ floor }), audience),
    floorOf,
    firstAidOf: (floor) => ({ state: 'enough', gapFromMs: 7.4, named: [{ label: ` Aider of ${floor} `, zoneName: 'Quay' }] }),
    nobodyCame: both.map((id) => ({ space: id, sinceMs: 100.2, releaseMs: 200.6 })),
    walkUps: both.map((id) => ({ space: id, sinceMs: 1_800_000_123_456 })),
    blocks: both.map((id) => ({ id: BlockId.parse(`b-${id}`), space: id, reason: 'broken', fromMs: 1, untilMs: null })),
    issues: site.map((floor) => ({ id: IssueId.parse(`i-${floor}`), floor, text: 'The lamp flickers', atMs: 5, state: 'open' })),
    anchors: [anchor('n2', attic), anchor('n1', ground)],
    displays: site.map((floor) => ({ id: DisplayId.parse(`d-${floor}`), name: floor, floor, online: true, sinceMs: 9 })),
    owed: { outbox: 3, quarantined: 1 },
    ...change,
  };
}

const may = (roles: readonly Role[], managedFloors: 'all' | readonly FloorId[] = [ground]) =>
  mayOf({ ...viewer({ roles, managedFloors }), duties: new Set() }, site);

describe('for whom', () => {
  test('R42: a light manager has everything of the plans assigned, and of no other', () => {
    const managed = maskManaged(knownManaged(), may(['location-manager-light']));
    expect(Managed.parse(managed)).toEqual(managed);
    expect(managed.asOfMs).toBe(1_800_000_000_000);
    expect(managed.boards.map(({ floor }) => floor)).toEqual([ground]);
    expect(managed.nobodyCame).toEqual([{ space: 'g1', sinceMs: 100, releaseMs: 201 }]);
    expect(managed.walkUps.map((one) => one.space)).toEqual(['g1']);
    expect(managed.blocks).toEqual([{ id: 'b-g1', space: 'g1', reason: 'broken', fromMs: 1, untilMs: null }]);
    expect(managed.issues.map(({ floor }) => floor)).toEqual([ground]);
    expect(managed.anchors.map(({ id }) => id)).toEqual(['n1']);
    expect(managed.displays).toEqual([{ id: 'd-ground', name: 'ground', floor: ground, online: true, sinceMs: 9 }]);
    expect(managed.owed).toEqual({ outbox: 3, quarantined: 1 });
  });

  test('R13 R42: who looks after people reads the names that first aiders agreed to, a light manager none', () => {
    const aid = (floor: FloorId) => ({
      floor,
      safety: { state: 'enough', gapFromMs: 7, named: [{ label: `Aider of ${floor}`, zoneName: 'Quay' }] },
    });
    expect(maskManaged(knownManaged(), may(['location-manager'])).firstAid).toEqual([aid(ground)]);
    const light = maskManaged(knownManaged(), may(['location-manager-light']));
    expect(light.firstAid).toEqual([{ floor: ground, safety: { state: 'enough', gapFromMs: 7, named: [] } }]);
    expect(JSON.stringify(light)).not.toContain('Aider');
    const team = mayOf({ ...viewer({ roles: ['user'] }), duties: new Set(['safety-team'] as const) }, site);
    expect(maskManaged(knownManaged(), team)).toMatchObject({ firstAid: site.map(aid), boards: [], issues: [] });
    expect(maskManaged(knownManaged(), may(['group-manager'])).firstAid).toEqual([]);
  });

  test('R44: an administrator has all of it, without what lies on no floor any more', () => {
    const managed = maskManaged(knownManaged(), may(['administrator'], []));
    expect(managed.boards.map(({ floor }) => floor)).toEqual(site);
    expect(managed.walkUps.map((one) => one.space)).toEqual(['a1', 'g1']);
    expect(managed.anchors.map(({ id }) => id)).toEqual(['n1', 'n2']);
  });

  test('R41: a group manager has no building plan, and nothing that hangs in it', () => {
    const { may: own, asOfMs, owed, ...lists } = maskManaged(knownManaged(), may(['group-manager'], 'all'));
    expect([own.bookings, asOfMs > 0, owed]).toEqual([true, true, { outbox: 0, quarantined: 0 }]);
    expect(Object.values(lists)).toEqual(Object.values(lists).map(() => []));
  });

  test.each(['block', 'issues', 'displays'] as const)(
    'without the right "%s" its lists are empty, the others are there',
    (right) => {
      const { may: _may, ...managed } = maskManaged(knownManaged(), { ...may(['administrator']), [right]: false });
      const lists = { block: ['blocks'], issues: ['issues'], displays: ['anchors', 'displays'] };
      const empty = Object.entries(managed).flatMap(([name, list]) => (Array.isArray(list) && list.length === 0 ? [name] : []));
      expect(empty.toSorted()).toEqual(lists[right]);
      expect(managed.owed).toEqual(right === 'displays' ? { outbox: 0, quarantined: 0 } : { outbox: 3, quarantined: 1 });
    },
  );
});

describe('no finer than a wall', () => {
  test('S15: of an anchor only whether it works: how many radios it hears, or that it hears one, would tell who came', () => {
    const anchors = [anchor('n1', ground, { state: 'quiet', advertsPerSecond: 0 })];
    const heard = [anchor('n1', ground, { advertsPerSecond: 500, lastHeardAgoMs: 0, clockSkewMs: -3 })];
    const seen = (all: typeof anchors) => maskManaged(knownManaged({ anchors: all }), may(['administrator'])).anchors;
    expect(seen(anchors)).toEqual(seen(heard));
    expect(seen(heard)[0]).toMatchObject({ state: 'hearing', advertsPerSecond: null, clockSkewMs: null, lastHeardAgoMs: null });
    const moved = { suspicion: 'likely', reason: 'It hears others too well.' } as const;
    const calibration = { samples: 1, readings: 2, residualDb: 3, biasDb: null, moved };
    const silent = [anchor('n1', ground, { state: 'silent', why: 'offline', saturated: true, calibration })];
    expect(seen(silent)).toEqual([{ ...silent[0], advertsPerSecond: null, clockSkewMs: null }]);
  });

  test('a walk-up is told to five minutes: when exactly somebody tapped is on no board either', () => {
    const at = (sinceMs: number) =>
      maskManaged(knownManaged({ walkUps: [{ space: space('g1'), sinceMs }] }), may(['administrator'])).walkUps[0]?.sinceMs;
    expect([at(1_800_000_000_000), at(1_800_000_299_999), at(1_800_000_300_000)]).toEqual([
      1_800_000_000_000, 1_800_000_000_000, 1_800_000_300_000,
    ]);
  });

  test('R38: what is about a space or has an answer says so, and nothing else is added', () => {
    const issue = {
      id: IssueId.parse('i1'),
      floor: ground,
      space: space('g1'),
      text: 'x',
      atMs: 5.2,
      state: 'answered',
      answer: 'y',
    } as const;
    const block = { id: BlockId.parse('b1'), space: space('g1'), reason: 'works', fromMs: 1.4, untilMs: 9.6 } as const;
    const more = { reportedBy: 'p-ada' };
    const managed = maskManaged(
      knownManaged({ issues: [{ ...issue, ...more }], blocks: [{ ...block, ...more }], displays: [] }),
      may(['administrator']),
    );
    expect(managed.issues).toEqual([{ ...issue, atMs: 5 }]);
    expect(managed.blocks).toEqual([{ ...block, fromMs: 1, untilMs: 10 }]);
  });

  test('a display that was never seen says so', () => {
    const displays = [{ id: DisplayId.parse('d1'), name: 'Lobby', floor: ground, online: false, sinceMs: null }];
    expect(maskManaged(knownManaged({ displays }), may(['administrator'])).displays).toEqual(displays);
  });
});

/** Somebody with a booking and a place on a floor. */
const somebody = fc.record({
  flag: fc.constantFrom(...Visibility.options),
  state: fc.constantFrom('checked-in' as const, 'booked' as const),
  floor: fc.constantFrom(ground, attic),
  guest: fc.boolean(),
});

test('R8 R39 R42 S9 S13: boards are those of a wall without names to the byte, and no name or reference is in a frame, whatever the roles', () => {
  fc.assert(
    fc.property(
      fc.array(somebody, { maxLength: 8 }),
      fc.constantFrom(...PrivacyMode.options),
      anyViewerChange,
      fc.subarray([...Role.options]),
      (people, mode, change, roles) => {
        const named = [{ label: 'Canary Aider' }];
        const boardOf: KnownManaged['boardOf'] = (floor, audience) => {
          const here = people.flatMap((one, i) => (one.floor === floor ? [{ ...one, ref: ref(`canary-ref-${i}`) }] : []));
          const spaces = here.map(
            ({ ref: holder, state, guest }, i): KnownSpace => ({
              id: space(`g${i}`),
              status: { state, holder, guest, fromMs: 1, untilMs: 2 },
            }),
          );
          const fixes: Fix[] = here.map(({ ref: subject }) => fixOf(subject, { floor }));
          const all = { floor, mode, spaces, fixes, safety: { state: 'enough' as const, gapFromMs: null, named } };
          const flagOf = (one: string) => here.find(({ ref: of }) => of === one)?.flag;
          return maskBoard(knownFloor({ ...all, person: (one) => person(`Canary ${one}`, flagOf(one)) }), audience);
        };
        const holder = { ...viewer({ ...change, roles }), duties: new Set<never>() };
        const own = mayOf(holder, site);
        const managed = maskManaged(knownManaged({ boardOf }), own);
        expect(JSON.stringify(managed)).not.toMatch(/canary/i);
        const walls = own.floors.map((floor) => boardOf(floor, { kind: 'wall', wallNames: 'none' }));
        expect(JSON.stringify(managed.boards)).toBe(JSON.stringify(walls));
        expect(managed.boards.flatMap(({ people: dots, somewhere }) => [...dots, ...somewhere])).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
