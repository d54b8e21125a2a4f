import { describe, expect, test } from 'vitest';
import { type KnownFloor, type KnownSpace, maskBoard } from '#gateway/mask/board-mask.ts';
import type { WallNames } from '#shared/model/policy.ts';
import { Board } from '#shared/wire/board.ts';
import { fixOf, floor, knownFloor, nowBootMs, person, ref, space, zone } from './known.ts';

const wall = (wallNames: WallNames = 'initials') => ({ kind: 'wall', wallNames }) as const;
const ada = ref('ada-1');
const known = (change: Partial<KnownFloor>) => knownFloor({ person: () => person('Ada Lovelace'), ...change });
const booked = (status: Partial<KnownSpace['status']>): KnownSpace => ({
  id: space('d1'),
  status: { state: 'checked-in', guest: false, holder: ada, fromMs: 100, untilMs: 200, ...status },
});
const spaceOf = (status: Partial<KnownSpace['status']>, change: Partial<KnownFloor> = {}, names?: WallNames) =>
  maskBoard(known({ spaces: [booked(status)], ...change }), wall(names)).spaces[0];
const boardOf = (change: Partial<KnownFloor>, names?: WallNames) => maskBoard(known(change), wall(names));
const peopleOf = (change: Partial<KnownFloor>, names?: WallNames) => boardOf(change, names).people;
const somewhereOf = (change: Partial<KnownFloor>, names?: WallNames) => boardOf(change, names).somewhere;

describe('spaces on a wall (rules 2-5, 34)', () => {
  test('a checked-in person is named as far as the display’s policy goes', () => {
    expect(spaceOf({}, {}, 'full')).toEqual({ id: 'd1', state: 'checked-in', label: 'Ada Lovelace', fromMs: 100, untilMs: 200 });
    expect(spaceOf({}, {}, 'initials')?.label).toBe('AL');
  });

  test('hidden, guest, nameless, unknown and anonymised people look the same to the byte: occupied', () => {
    const occupied = JSON.stringify({ id: 'd1', state: 'occupied', untilMs: 200 });
    const masked = [
      spaceOf({}, { mode: 'hide-everyone' }),
      spaceOf({}, { mode: 'user-decides-hide' }),
      spaceOf({ guest: true }),
      spaceOf({}, {}, 'none'),
      spaceOf({}, { person: () => undefined }),
      spaceOf({ holder: undefined }),
      spaceOf({ fromMs: 137 }, { mode: 'hide-everyone' }),
    ];
    expect(masked.map((one) => JSON.stringify(one))).toEqual(masked.map(() => occupied));
  });

  test('a booking ahead keeps its times and loses its name with the mode', () => {
    expect(spaceOf({ state: 'booked' })).toEqual({ id: 'd1', state: 'booked', label: 'AL', fromMs: 100, untilMs: 200 });
    expect(spaceOf({ state: 'booked' }, { mode: 'hide-everyone' })).toEqual({
      id: 'd1',
      state: 'booked',
      fromMs: 100,
      untilMs: 200,
    });
  });

  test('a free space does not say since when, and an unknown one says nothing', () => {
    expect(spaceOf({ state: 'free' })).toEqual({ id: 'd1', state: 'free', untilMs: 200 });
    expect(spaceOf({ state: 'unknown' })).toEqual({ id: 'd1', state: 'unknown' });
  });
});

describe('blocked spaces on a wall', () => {
  test('say why and until when, never since when, and nothing of whoever has a booking there', () => {
    const reason = 'broken' as const;
    expect(spaceOf({ state: 'blocked', reason }, {}, 'full')).toEqual({
      id: 'd1',
      state: 'blocked',
      untilMs: 200,
      blocked: 'broken',
    });
    expect(spaceOf({ state: 'blocked', reason, untilMs: undefined })).toEqual({ id: 'd1', state: 'blocked', blocked: 'broken' });
    expect(spaceOf({ state: 'blocked' })).toEqual({ id: 'd1', state: 'blocked', untilMs: 200 });
    expect(spaceOf({ state: 'free', reason })).toEqual({ id: 'd1', state: 'free', untilMs: 200 });
  });
});

describe('first aid on a wall', () => {
  const named = [{ label: 'Grace  Hopper', zoneName: 'North' }, { label: 'Bea Adams' }, { label: '\u202e' }];
  const safety = { state: 'too-few', gapFromMs: 5.4, named } as const;
  const namedOn = (names: WallNames) => boardOf({ safety }, names).safety.named;

  test('R13 S19: is the state for everybody, whatever the wall shows of names', () => {
    for (const names of ['none', 'initials', 'full'] as const) {
      expect(boardOf({ safety }, names).safety).toMatchObject({ state: 'too-few', gapFromMs: 5 });
    }
    expect(boardOf({ safety: { ...safety, gapFromMs: null } }).safety.gapFromMs).toBeNull();
  });

  test('R13: names first aiders who agreed to it as far as that wall names anybody, in the order of what is shown', () => {
    expect(namedOn('none')).toEqual([]);
    expect(namedOn('initials')).toEqual([{ label: 'BA' }, { label: 'GH', zoneName: 'North' }, { label: '•' }]);
    expect(namedOn('full')).toEqual([{ label: 'Bea Adams' }, { label: 'Grace Hopper', zoneName: 'North' }]);
    expect(namedOn('full')).toEqual(boardOf({ safety: { ...safety, named: named.toReversed() } }, 'full').safety.named);
  });
});

describe('located people on a wall', () => {
  test('a person who chose the wall is drawn on a half-metre grid, with a circle no smaller than the truth', () => {
    expect(peopleOf({ fixes: [fixOf(ada)] })).toEqual([
      { key: 'key-of-ada-1', label: 'AL', x: 3.5, y: 4.5, radiusM: 2, ageMs: 1000 },
    ]);
  });

  test.each<[string, Partial<KnownFloor>, WallNames?]>([
    ['without any consent', { scopesOf: () => new Set() }],
    ['with consent for colleagues only', { scopesOf: () => new Set(['group', 'company']) }],
    ['whom the mode hides', { mode: 'hide-everyone' }],
    ['who follows a hidden default', { mode: 'user-decides-hide' }],
    ['who said hide, even where all bookings are shown', { person: () => person('Ada Lovelace', 'hide') }],
    ['whose name is not known', { person: () => undefined }],
    ['on another floor', { floor: 'f2' as typeof floor }],
    ['at a display that shows no names', {}, 'none'],
  ])('a person %s has no mark at all, and no key is made', (_name, change, names) => {
    const keyOf = () => {
      throw new Error('asked for a key');
    };
    const nobody = JSON.stringify(boardOf({ fixes: [], ...change }, names));
    for (const precision of ['place', 'floor'] as const) {
      const fixes = [fixOf(ada, { precision })];
      expect(JSON.stringify(boardOf({ fixes, keyOf, ...change }, names))).toBe(nobody);
    }
  });

  test('while positions are off nobody is on a board, located or not, and the board says why', () => {
    const positions = { on: false, why: 'switched-off', failing: [], accepted: [] } as const;
    const off = { ...positions, failing: [], accepted: [] };
    const fixes = [fixOf(ada), fixOf(ref('bob'), { precision: 'floor' })];
    const board = boardOf({ fixes, positions: off });
    expect(JSON.stringify(board)).toBe(JSON.stringify(boardOf({ fixes: [], positions: off })));
    expect([board.people, board.somewhere, board.positions]).toEqual([[], [], positions]);
  });

  test('S9 S10: that break-glass is open on the floor changes nothing on its board but the moment it ends', () => {
    const fixes = [fixOf(ada)];
    const hidden = { fixes, mode: 'hide-everyone' } as const;
    for (const change of [{ fixes }, hidden]) {
      expect(boardOf({ ...change, glassUntilMs: 77 })).toEqual({ ...boardOf(change), glassUntilMs: 77 });
    }
  });

  test('nobody is drawn or named after 90 s', () => {
    for (const [precision, seenOf] of [['place', peopleOf] as const, ['floor', somewhereOf] as const]) {
      expect(seenOf({ fixes: [fixOf(ada, { precision, atBootMs: nowBootMs - 90_000 })] })).toHaveLength(1);
      expect(seenOf({ fixes: [fixOf(ada, { precision, atBootMs: nowBootMs - 90_001 })] })).toEqual([]);
    }
  });

  test.each([
    ['the radio can’t tell more than the floor', { precision: 'floor', zone: null }],
    ['the radio can’t tell more than the floor, though a zone is named', { precision: 'floor' }],
    ['no zone is certain', { zone: null }],
  ] as const)('where %s, a person is somewhere on the floor, under the same key and without a place', (_name, change) => {
    const { people, somewhere } = boardOf({ fixes: [fixOf(ada, change)] });
    expect(people).toEqual([]);
    expect(somewhere).toEqual([{ key: 'key-of-ada-1', label: 'AL', ageMs: 1000 }]);
  });

  test('a fix from a moment ahead is simply new, and a place beside the origin is not minus zero', () => {
    const [shown] = peopleOf({ fixes: [fixOf(ada, { atBootMs: nowBootMs + 5, x: -0.1, radius68M: 0 })] });
    expect(shown).toMatchObject({ ageMs: 0, radiusM: 0.5 });
    expect(Object.is(shown?.x, 0)).toBe(true);
  });
});

describe('the board as a whole', () => {
  test('is what the wire describes, field by field, whatever else the facts carried', () => {
    const extra = { who: 'Ada', people: ['Ada'] };
    const board = maskBoard(
      known({
        asOfMs: 1_800_000_000_000.5,
        spaces: [{ ...booked({ fromMs: 1.5 }), ...extra }],
        fixes: [fixOf(ada)],
        presence: { tickMs: 5, floorAbout: 10, zones: [{ zone, about: null, ...extra }], ...extra },
        floors: [{ floor, desksFree: 1, roomsFree: 2, ...extra }],
        positions: { on: true, why: null, failing: [], accepted: ['swap'], ...extra },
        glassUntilMs: 9.4,
        booking: { up: false, sinceMs: 7, ...extra },
      }),
      wall(),
    );
    expect(Board.parse(board)).toEqual(board);
    expect(JSON.stringify(board)).not.toContain('Ada');
    expect(board.presence).toEqual({ tickMs: 5, floorAbout: 10, zones: [{ zone, about: null }] });
    expect(board.booking).toEqual({ up: false, sinceMs: 7 });
    expect(board.positions).toEqual({ on: true, why: null, failing: [], accepted: ['swap'] });
    expect(board.glassUntilMs).toBe(9);
  });

  test('has its floors and zones in the order of their ids, whatever the order of the facts', () => {
    const count = (id: string) => ({ floor: id as typeof floor, desksFree: 1, roomsFree: 0 });
    const cell = (id: string) => ({ zone: id as typeof zone, about: null });
    const presence = { tickMs: 5, floorAbout: null, zones: [cell('b'), cell('c'), cell('a')] };
    const board = boardOf({ floors: [count('f2'), count('f1')], presence });
    expect(board.floors.map((one) => one.floor)).toEqual(['f1', 'f2']);
    expect(board.presence.zones.map((one) => one.zone)).toEqual(['a', 'b', 'c']);
  });

  test('a state that no booking has makes no board at all, rather than one that could show too much', () => {
    expect(() => boardOf({ spaces: [booked({ state: 'invented' as 'free' })] })).toThrow();
  });

  test('changes its names with the next board when the company changes the mode (rule 10)', () => {
    const spaces = [booked({})];
    expect(maskBoard(known({ spaces }), wall()).spaces[0]?.state).toBe('checked-in');
    expect(maskBoard(known({ spaces, mode: 'hide-everyone' }), wall()).spaces[0]?.state).toBe('occupied');
  });
});
