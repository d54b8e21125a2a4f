import { describe, expect, test } from 'vitest';
import { rollOnWall } from '#gateway/safety/wall-roll.ts';
import { minutes } from '#shared/kit/duration.ts';
import { FloorId, SpaceId } from '#shared/model/ids.ts';
import { Emergency } from '#shared/wire/emergency.ts';
import { add, at, first, ground, located, type RollDesk, ref, rollDesk } from './roll-desk.ts';

const labels = (desk: RollDesk, floor = ground): string[] =>
  desk.on(floor).people.map(({ label, zoneName }) => `${label} ${zoneName ?? '-'}`);
const counts = (desk: RollDesk) => desk.call.roll().counts;

describe('who is expected', () => {
  test('is everybody who checked in or is located, once, on the floor and in the zone they were last known in', () => {
    const desk = rollDesk(false);
    for (const name of ['Ada', 'Ben', 'Cem']) add(desk, name);
    desk.call.see(
      [at('Ada'), at('Ada', { space: SpaceId.parse('room-1'), kind: 'room', zoneName: 'Rooms', fromMs: 5 }), at('Ben')],
      [located('Ben', { floor: first, onWalls: true }), located('Cem', { zoneName: undefined })],
    );
    expect([labels(desk), labels(desk, first)]).toEqual([['Ada Rooms', 'Cem -'], ['Ben South']]);
    expect(counts(desk)).toEqual({ expected: 3, safe: 0 });
    expect(Emergency.safeParse(desk.call.roll()).success).toBe(true);
  });

  test('are not looked for at their car while they are known elsewhere, nor where the radio lost them', () => {
    const desk = rollDesk(false);
    add(desk, 'Ada');
    desk.call.see(
      [at('Ada', { space: SpaceId.parse('bay-1'), kind: 'parking', zoneName: 'Car park', fromMs: 9 }), at('Ada')],
      [],
    );
    expect(labels(desk)).toEqual(['Ada North']);
    desk.call.see([at('Ada')], [located('Ada', { onWalls: true, ageMs: minutes(6) })]);
    expect(labels(desk)).toEqual(['Ada North']);
    desk.call.see([at('Ada')], [located('Ada', { onWalls: true })]);
    expect(labels(desk)).toEqual(['Ada South']);
  });

  test('R30: are told with their floor alone, and not followed from their desk, unless they are on walls any day', () => {
    const desk = rollDesk(false);
    for (const name of ['Ada', 'Ben']) add(desk, name);
    desk.call.see([at('Ada')], [located('Ada', { floor: first }), located('Ben', { floor: first })]);
    expect([labels(desk), labels(desk, first)]).toEqual([['Ada North'], ['Ben -']]);
  });

  test('stays on the roll when they check out or the radio loses them, and whoever comes later is on it too', () => {
    const desk = rollDesk(false);
    for (const name of ['Ada', 'Ben', 'Cem']) add(desk, name);
    desk.call.see([at('Ada')], [located('Ben')]);
    const key = desk.keyOf('Ada');
    desk.call.see([at('Cem')], []);
    expect(labels(desk)).toEqual(['Ada North', 'Ben -', 'Cem North']);
    expect(desk.keyOf('Ada')).toBe(key);
  });

  test('R34: is a guest, counted beside their host and never named', () => {
    const desk = rollDesk(false);
    add(desk, 'Ada');
    const guest = at('Ada', { space: SpaceId.parse('desk-9'), guest: true, floor: first });
    desk.call.see([at('Ada'), guest], []);
    expect([labels(desk), labels(desk, first), desk.on(first).unnamed]).toEqual([['Ada North'], [], { here: 1, safe: 0 }]);
    desk.call.markSelf(ref('Ada'));
    expect(desk.on(first).unnamed.safe).toBe(0);
  });

  test('is counted when nobody is known by that reference, or the booking has no person any more', () => {
    const desk = rollDesk(false);
    desk.call.see([at('Ada'), at('Ben', { holder: undefined })], []);
    expect(desk.on(ground)).toMatchObject({ people: [], unnamed: { here: 2, safe: 0 } });
  });
});

describe('who is named', () => {
  test('R13: in the real thing everybody but who said no themselves, and first aiders always', () => {
    const desk = rollDesk(false, 'hide');
    add(desk, 'Ada');
    add(desk, 'Ben', { visibility: 'hide' });
    add(desk, 'Cem', { visibility: 'hide', duties: ['first-aider'] });
    desk.call.see([at('Ada'), at('Ben'), at('Cem')], []);
    expect(desk.on(ground)).toMatchObject({
      people: [
        { label: 'Ada', firstAider: false },
        { label: 'Cem', firstAider: true },
      ],
      unnamed: { here: 1, safe: 0 },
    });
  });

  test('R13 S19: in a drill only who a wall may name any day, first aiders too, and their duty by their own consent', () => {
    const desk = rollDesk(true, 'hide');
    add(desk, 'Ada', { visibility: 'show' });
    add(desk, 'Ben');
    add(desk, 'Cem', { visibility: 'hide', duties: ['first-aider'] });
    add(desk, 'Dee', { visibility: 'show', duties: ['first-aider'] });
    add(desk, 'Eva', { visibility: 'show', duties: ['first-aider'], dutyNamed: true });
    desk.call.see(
      ['Ada', 'Ben', 'Cem', 'Dee', 'Eva'].map((name) => at(name)),
      [],
    );
    expect(desk.on(ground).people.map(({ label, firstAider }) => [label, firstAider])).toEqual([
      ['Ada', false],
      ['Dee', false],
      ['Eva', true],
    ]);
    expect(desk.on(ground).unnamed.here).toBe(2);
  });

  test('in a drill whoever is only located is counted unless walls show them, and a check-in keeps its zone', () => {
    const desk = rollDesk(true);
    for (const name of ['Ada', 'Ben', 'Cem']) add(desk, name);
    desk.call.see([at('Cem')], [located('Ada'), located('Ben', { onWalls: true }), located('Cem', { floor: first })]);
    expect(labels(desk)).toEqual(['Ben South', 'Cem North']);
    expect(desk.on(ground).unnamed.here).toBe(1);
    expect(desk.on(first).people).toEqual([]);
  });

  test('in a drill nobody is seen moving who may not be seen any day', () => {
    const desk = rollDesk(true);
    for (const name of ['Ada', 'Ben']) add(desk, name);
    desk.call.see([at('Ben')], [located('Ada'), located('Ben', { floor: first })]);
    desk.call.see([], [located('Ada', { floor: first }), located('Ben', { floor: first })]);
    expect([labels(desk), desk.on(ground).unnamed.here]).toEqual([['Ben North'], 1]);
    expect(desk.on(first)).toMatchObject({ people: [], unnamed: { here: 0 } });
  });

  test('R10: a "hide" and a person who is gone hold at the next look, and their key marks nobody', () => {
    const desk = rollDesk(false);
    add(desk, 'Ada');
    add(desk, 'Ben');
    desk.call.see([at('Ada'), at('Ben')], []);
    const key = desk.keyOf('Ada');
    add(desk, 'Ada', { visibility: 'hide' });
    desk.people.delete(ref('Ben'));
    expect(desk.on(ground)).toMatchObject({ people: [], unnamed: { here: 2, safe: 0 } });
    expect(desk.call.mark(key, true)).toMatchObject({ ok: false, why: 'gone' });
    expect(counts(desk)).toEqual({ expected: 2, safe: 0 });
  });
});

describe('marks', () => {
  test('are set and taken back by a warden for who is named', () => {
    const desk = rollDesk(false);
    add(desk, 'Ada');
    desk.call.see([at('Ada')], []);
    const key = desk.keyOf('Ada');
    expect(desk.call.mark(key, true)).toMatchObject({ ok: true });
    desk.call.see([at('Ada')], [located('Ada')]);
    expect([counts(desk), desk.call.isSafe(ref('Ada'))]).toEqual([{ expected: 1, safe: 1 }, true]);
    desk.call.mark(key, false);
    expect([counts(desk), desk.call.isSafe(ref('Ada'))]).toEqual([{ expected: 1, safe: 0 }, false]);
    expect(desk.call.mark('key-99', true)).toMatchObject({ ok: false, why: 'gone' });
  });

  test('are made by people for themselves, also when they are counted only or not on the roll yet', () => {
    const desk = rollDesk(false);
    add(desk, 'Ada', { visibility: 'hide' });
    add(desk, 'Ben');
    desk.call.markSelf(ref('Ben'));
    expect([desk.call.isSafe(ref('Ben')), counts(desk)]).toEqual([true, { expected: 0, safe: 0 }]);
    desk.call.see([at('Ada'), at('Ben')], []);
    desk.call.markSelf(ref('Ada'));
    expect(desk.on(ground)).toMatchObject({ people: [{ label: 'Ben', safe: true }], unnamed: { here: 1, safe: 1 } });
  });

  test('of those without a name are the larger of what they and what a warden say, and never more than there are', () => {
    const desk = rollDesk(false);
    for (const name of ['Ada', 'Ben', 'Cem']) add(desk, name, { visibility: 'hide' });
    desk.call.see([at('Ada'), at('Ben'), at('Cem')], []);
    desk.call.markSelf(ref('Ada'));
    desk.call.markSelf(ref('Ben'));
    const safe = (said: number): number => {
      desk.call.countUnnamed(ground, said);
      return desk.on(ground).unnamed.safe;
    };
    expect([safe(1), safe(3), safe(99), safe(0)]).toEqual([2, 3, 3, 2]);
    expect(desk.call.countUnnamed(first, 1)).toMatchObject({ ok: true });
    expect(desk.on(first).unnamed).toEqual({ here: 0, safe: 0 });
    expect(desk.call.countUnnamed(FloorId.parse('removed'), 1)).toMatchObject({ ok: false, why: 'gone' });
  });
});

describe('a wall', () => {
  const filled = (drill: boolean): RollDesk => {
    const desk = rollDesk(drill);
    for (const name of ['Zoe', 'Ada']) add(desk, name);
    desk.call.see([at('Zoe'), at('Ada')], []);
    desk.call.markSelf(ref('Zoe'));
    return desk;
  };
  const initials = (label: string): string => (label === 'Ada' ? 'Y' : 'B');

  test('names everybody in the real thing, whatever it shows any day', () => {
    const roll = filled(false).call.roll();
    expect(rollOnWall(roll, 'none', initials)).toEqual(roll);
  });

  test('shows in a drill as much of a name as on any day, in an order that tells no more, and the same counts', () => {
    const roll = filled(true).call.roll();
    const shown = (names: 'none' | 'initials' | 'full') => rollOnWall(roll, names, initials);
    expect(shown('full')).toEqual(roll);
    expect(shown('initials').floors[0]?.people.map(({ label }) => label)).toEqual(['B', 'Y']);
    expect(shown('none').floors[0]).toEqual({ floor: ground, people: [], unnamed: { here: 2, safe: 1 } });
    for (const names of ['none', 'initials', 'full'] as const) expect(shown(names).counts).toEqual({ expected: 2, safe: 1 });
  });
});
