// What the wall believes, and for how long.

import { describe, expect, test } from 'vitest';
import { emptyMemory, forgetEndedEmergency, forgetStalePeople, type Moment, remember } from '#kiosk/board/board-memory.ts';
import { countFree, viewOf } from '#kiosk/board/board-view.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';
import { demoRoll } from '#test/kiosk/emergency/roll-data.ts';

const plan = demoPlan();
const [ground, upper] = plan.floors;
if (!ground || !upper) throw new Error('The demo office has two floors');
const at = (second: number): Moment => ({ bootMs: second * 1000, wallMs: boardNowMs + second * 1000 });
const told: readonly (readonly [ToPage, number])[] = [
  [{ kind: 'plan', plan }, 0],
  [{ kind: 'link', up: true, sinceMs: boardNowMs }, 0],
  [{ kind: 'board', board: demoBoard(plan, ground) }, 0],
];
const memory = told.reduce((m, [message, second]) => remember(m, message, at(second)), emptyMemory);
const lost = remember(memory, { kind: 'link', up: false, sinceMs: boardNowMs + 5000, problem: 'unreachable' }, at(5));

describe('the board on a wall', () => {
  test('is nothing before the plan has come', () => {
    expect(viewOf(emptyMemory, ground.id, at(0))).toBeNull();
  });

  test('is live while the gateway talks', () => {
    expect(viewOf(memory, ground.id, at(3))?.freshness).toEqual({ kind: 'live' });
    expect(viewOf(memory, ground.id, at(50))?.freshness).toEqual({ kind: 'as-of', asOfMs: boardNowMs });
  });

  test('shows people for 90 s after the last board and then not, while the spaces stay', () => {
    const before = viewOf(lost, ground.id, at(89));
    expect(before?.people.length).toBeGreaterThan(0);
    expect(before?.somewhere.map((person) => person.label)).toEqual(['HC', 'SO']);
    expect(before?.freshness).toMatchObject({ kind: 'gone', sinceMs: boardNowMs + 5000, peopleGone: false });
    const after = viewOf(lost, ground.id, at(90));
    expect(after).toMatchObject({ people: [], somewhere: [], presence: null, freshness: { kind: 'gone', peopleGone: true } });
    expect(after?.spaces.size).toBe(before?.spaces.size);
  });

  test('does not believe people for longer because the machine slept or its clock was set', () => {
    const slept = { bootMs: 1000, wallMs: boardNowMs + 3_600_000 };
    expect(viewOf(lost, ground.id, slept)).toMatchObject({ people: [], somewhere: [] });
    const setBack = { bootMs: 3_600_000, wallMs: boardNowMs - 3_600_000 };
    expect(viewOf(lost, ground.id, setBack)).toMatchObject({ people: [], somewhere: [] });
  });

  test('drops people from memory, not only from sight', () => {
    expect(JSON.stringify([...forgetStalePeople(memory, at(90)).boards])).not.toContain('ageMs');
    expect(forgetStalePeople(memory, at(90)).newest?.board).toMatchObject({ people: [], somewhere: [] });
    expect(forgetStalePeople(memory, at(89))).toBe(memory);
    const vague = remember(memory, { kind: 'board', board: { ...demoBoard(plan, ground), people: [] } }, at(0));
    expect(JSON.stringify([...forgetStalePeople(vague, at(90)).boards])).not.toContain('ageMs');
  });

  test('keeps no people of a floor that is not shown any more', () => {
    const moved = remember(memory, { kind: 'board', board: demoBoard(plan, upper) }, at(2));
    expect(viewOf(moved, ground.id, at(3))).toMatchObject({ people: [], somewhere: [] });
    expect(viewOf(moved, ground.id, at(3))?.spaces.size).toBe(ground.spaces.length);
  });

  test('says until when somebody may look, to the minute it ends, also while the gateway is away', () => {
    const glassUntilMs = boardNowMs + 100_000;
    const opened = remember(lost, { kind: 'board', board: { ...demoBoard(plan, ground), glassUntilMs } }, at(0));
    expect(viewOf(memory, ground.id, at(3))?.glassUntilMs).toBeNull();
    expect([0, 99, 100].map((second) => viewOf(opened, ground.id, at(second))?.glassUntilMs)).toEqual([
      glassUntilMs,
      glassUntilMs,
      null,
    ]);
    expect(viewOf(opened, upper.id, at(3))?.glassUntilMs).toBeNull();
    const closed = remember(opened, { kind: 'board', board: demoBoard(plan, ground) }, at(5));
    expect(viewOf(closed, ground.id, at(6))?.glassUntilMs).toBeNull();
  });

  test('says whether people can be located in the building, and 90 s after the last board no more', () => {
    const positions = { on: false, why: 'switched-off' as const, failing: [], accepted: [] };
    const off = remember(memory, { kind: 'board', board: { ...demoBoard(plan, ground), positions } }, at(0));
    expect(viewOf(off, upper.id, at(89))?.positions).toEqual(positions);
    expect(viewOf(off, upper.id, at(90))?.positions).toBeNull();
  });

  test('R13: says how first aid stands on the shown floor, and 90 s after the last board nothing', () => {
    const safety = { state: 'none' as const, gapFromMs: null, named: [] };
    const none = remember(memory, { kind: 'board', board: { ...demoBoard(plan, ground), safety } }, at(0));
    expect(viewOf(none, ground.id, at(89))?.safety).toEqual(safety);
    expect(viewOf(none, ground.id, at(90))?.safety).toBeNull();
    expect(viewOf(none, upper.id, at(3))?.safety).toBeNull();
  });

  test('counts a closed space as none that is free', () => {
    const board = demoBoard(plan, ground);
    const closed = board.spaces.map((space) => ({ id: space.id, state: 'blocked' as const, blocked: 'broken' as const }));
    const view = viewOf(remember(memory, { kind: 'board', board: { ...board, spaces: closed } }, at(0)), ground.id, at(1));
    expect(view && countFree(view, ground.spaces)).toEqual({ free: 0, total: ground.spaces.length, known: true });
  });

  test('keeps an emergency with its time while the gateway is away, and until it ends by itself', () => {
    const roll = { ...demoRoll(), endsMs: boardNowMs + 100_000 };
    const on = remember(lost, { kind: 'emergency', emergency: roll }, at(6));
    expect(viewOf(memory, ground.id, at(6))?.emergency).toBeNull();
    expect(viewOf(on, ground.id, at(99))?.emergency).toEqual({ roll, asOfMs: boardNowMs + 6000 });
    expect(viewOf(on, ground.id, at(100))?.emergency).toBeNull();
    expect(forgetEndedEmergency(on, at(99))).toBe(on);
    expect(JSON.stringify(forgetEndedEmergency(on, at(100)).emergency)).toBe('null');
    const over = remember(on, { kind: 'emergency', emergency: null }, at(8));
    expect(over.emergency).toBeNull();
  });

  test('keeps the answer to who asked for the privacy page, with the gateway’s time', () => {
    const answered = remember(memory, { kind: 'privacy', privacy: demoPrivacy }, at(7));
    expect(viewOf(memory, ground.id, at(8))?.privacy).toBeNull();
    expect(viewOf(answered, ground.id, at(80))?.privacy).toEqual({ page: demoPrivacy, asOfMs: boardNowMs + 7000 });
  });

  test('shows the gateway’s time when the display’s clock is wrong', () => {
    const wrong = told.reduce((m, [message]) => remember(m, message, { bootMs: 0, wallMs: 0 }), emptyMemory);
    expect(viewOf(wrong, ground.id, { bootMs: 2000, wallMs: 2000 })?.nowMs).toBe(boardNowMs + 2000);
  });

  test('lets people grow older between two boards', () => {
    const young = viewOf(memory, ground.id, at(0))?.people[0]?.ageMs ?? 0;
    expect(viewOf(memory, ground.id, at(10))?.people[0]?.ageMs).toBe(young + 10_000);
  });
});
