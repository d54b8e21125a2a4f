// What the employee's page keeps, for how long, and what it says from it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Moment } from '#kiosk/board/board-memory.ts';
import { emptyMeMemory, forgetWhatRanOut, type MeMemory, rememberMe } from '#kiosk/me/me-memory.ts';
import { floorViewOf, meViewOf } from '#kiosk/me/me-view.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { FloorId } from '#shared/model/ids.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { demoOwn } from '#test/kiosk/emergency/roll-data.ts';
import { demoDot, located, mePlan } from './me-data.ts';

const at = (afterMs: number, wallAfterMs = afterMs): Moment => ({ bootMs: 5_000 + afterMs, wallMs: boardNowMs + wallAfterMs });
const floor = FloorId.parse('floor-1');
const [ground] = mePlan.floors;
if (!ground) throw new Error('The demo office has floors');

function heard(me = located): MeMemory {
  const withPlan = rememberMe(emptyMeMemory, { kind: 'plan', plan: mePlan }, at(0));
  return rememberMe(withPlan, { kind: 'me', me }, at(0));
}

describe('what the page remembers', () => {
  test('says nothing before frame and plan have come', () => {
    expect(meViewOf(emptyMeMemory, at(0))).toBeNull();
    expect(meViewOf(rememberMe(emptyMeMemory, { kind: 'me', me: located }, at(0)), at(0))).toBeNull();
  });

  test('signing out leaves nothing', () => {
    expect(rememberMe(heard(), { kind: 'signed-out' }, at(1))).toEqual({ ...emptyMeMemory, access: 'signed-out' });
  });

  test('S6: no clock history shows a place after its time, and it leaves the memory with the next look', () => {
    const step = fc.integer({ min: -minutes(40), max: minutes(40) });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: minutes(40) }),
        step,
        fc.integer({ min: 1, max: minutes(30) }),
        (boot, wallStep, goneInMs) => {
          const now = at(boot, boot + wallStep);
          const memory = heard({ ...located, dot: { ...demoDot, goneInMs } });
          const over = Math.max(boot, boot + wallStep) >= goneInMs;
          const view = meViewOf(memory, now);
          expect(view?.me.dot === null).toBe(over);
          if (over) expect(view?.me.near).toEqual([]);
          const kept = forgetWhatRanOut(memory, now);
          expect(JSON.stringify(kept.own).includes('Meadow')).toBe(!over);
          expect(kept.own?.me.dot === null).toBe(over);
          if (over) expect(kept.own?.me.near).toEqual([]);
        },
      ),
    );
  });

  test('nothing to forget keeps the same memory, so that nothing is drawn again', () => {
    const memory = heard();
    expect(forgetWhatRanOut(memory, at(seconds(30)))).toBe(memory);
  });

  test('a place grows older and nearer to its end while nothing new is heard', () => {
    const view = meViewOf(heard(), at(seconds(10)));
    expect(view?.me.dot?.ageMs).toBe(demoDot.ageMs + seconds(10));
    expect(view?.me.dot?.goneInMs).toBe(demoDot.goneInMs - seconds(10));
  });

  test('an offer of a tag is over with its time', () => {
    const holding = { untilMs: boardNowMs + seconds(60), state: 'listening' } as const;
    expect(meViewOf(heard({ ...located, holding }), at(seconds(59)))?.me.holding).toEqual(holding);
    expect(meViewOf(heard({ ...located, holding }), at(seconds(60)))?.me.holding).toBeNull();
  });

  test('times follow the gateway’s clock when the phone’s is wrong', () => {
    const phone = { bootMs: 0, wallMs: boardNowMs - minutes(20) };
    const memory = rememberMe(
      rememberMe(emptyMeMemory, { kind: 'plan', plan: mePlan }, phone),
      { kind: 'me', me: located },
      phone,
    );
    const down = rememberMe(memory, { kind: 'link', up: false, sinceMs: phone.wallMs, problem: 'unreachable' }, phone);
    const view = meViewOf(down, phone);
    expect(view?.nowMs).toBe(boardNowMs);
    expect(view?.gone).toEqual({ sinceMs: boardNowMs, asOfMs: boardNowMs });
  });
});

describe('an emergency on the page of one person', () => {
  const own = { ...demoOwn(), endsMs: boardNowMs + minutes(5) };
  const on = rememberMe(heard(), { kind: 'emergency', emergency: own }, at(seconds(1)));

  test('is there until it ends, also when nobody says so, and leaves the memory', () => {
    expect(meViewOf(heard(), at(0))?.emergency).toBeNull();
    expect(meViewOf(on, at(minutes(5) - 1))?.emergency).toMatchObject({ own, asOfMs: boardNowMs + 1000 });
    expect(meViewOf(on, at(minutes(5)))?.emergency).toBeNull();
    expect(forgetWhatRanOut(on, at(minutes(5) - 1))).toBe(on);
    expect(forgetWhatRanOut(on, at(minutes(5))).emergency).toBeNull();
    expect(rememberMe(on, { kind: 'emergency', emergency: null }, at(seconds(9))).emergency).toBeNull();
  });

  test('knows when the person was marked safe if this page saw it, and not of another emergency', () => {
    const safe = rememberMe(on, { kind: 'emergency', emergency: { ...own, safe: true } }, at(seconds(30)));
    const told = rememberMe(safe, { kind: 'emergency', emergency: { ...own, safe: true } }, at(seconds(60)));
    expect(meViewOf(told, at(seconds(61)))?.emergency?.safeAtMs).toBe(boardNowMs + 30_000);
    const back = rememberMe(told, { kind: 'emergency', emergency: own }, at(seconds(70)));
    expect(meViewOf(back, at(seconds(71)))?.emergency?.safeAtMs).toBeNull();
    const opened = rememberMe(heard(), { kind: 'emergency', emergency: { ...own, safe: true } }, at(seconds(30)));
    expect(meViewOf(opened, at(seconds(31)))?.emergency?.safeAtMs).toBeNull();
    const other = { ...own, id: '0b8f6d0e-6a0e-4a0e-9d38-0f0a4f0c2b11', safe: true };
    expect(rememberMe(on, { kind: 'emergency', emergency: other }, at(seconds(30))).emergency?.safeAt).toBeNull();
  });
});

describe('the plan of a floor', () => {
  const board = demoBoard(demoPlan(), ground);
  const withBoard = rememberMe(heard(), { kind: 'board', board }, at(0));

  test('is the wall’s, with the pin where the person is', () => {
    const view = meViewOf(withBoard, at(0));
    const shown = view && floorViewOf(withBoard, view, floor, at(0));
    expect(shown?.people).toHaveLength(board.people.length);
    expect(shown?.plan.display).toMatchObject({ floor, at: demoDot.place });
  });

  test('loses its people after 90 s without news, and its pin with the own place', () => {
    const late = at(minutes(30));
    const view = meViewOf(withBoard, late);
    const shown = view && floorViewOf(withBoard, view, floor, late);
    expect(shown?.people).toEqual([]);
    expect(shown?.plan.display.at).toBeUndefined();
    expect(forgetWhatRanOut(withBoard, late).board.newest?.board.people).toEqual([]);
  });
});
