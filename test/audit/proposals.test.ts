import { describe, expect, test } from 'vitest';
import { createAuditLog } from '#gateway/audit/audit-log.ts';
import { createProposals } from '#gateway/audit/proposals.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { done, refused } from '#shared/kit/outcome.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { firstSettings } from '#shared/model/privacy-settings.ts';
import type { Changeable } from '#shared/wire/privacy-desk.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { admin, both, manager, newEvent, newId, officer, people, second, user } from './glass-desk.ts';
import { memoryRows } from './memory-rows.ts';

const ok = { ok: true };
const refusedAs = (why: string) => ({ ok: false, why });

function settingsDesk() {
  const clock = fakeClock();
  const { rows, port, dayKeys } = memoryRows();
  const { roles, viewer } = people();
  const state = { current: { ...firstSettings, positions: 1 }, limits: { ...firstSettings, linkedDays: 30 }, stores: true };
  const proposals = createProposals({
    ...{ clock, newId, viewer },
    audit: createAuditLog({ rows: port, keys: dayKeys, clock }),
    current: () => state.current,
    limits: () => state.limits,
    apply: (setting, to) => {
      if (!state.stores) return refused('not-stored');
      state.current = { ...state.current, [setting]: to };
      return done(undefined);
    },
    stopPositions: () => {
      state.current = { ...state.current, positions: 0 };
    },
    onChange: () => undefined,
  });
  const propose = (by: SubjectRef, setting: Changeable, to: number) => proposals.propose(by, { event: newEvent(), setting, to });
  const theOne = (): string => proposals.listFor(both)[0]?.id ?? newId();
  const answer = (by: SubjectRef, yes = true, id = theOne()) => proposals.answer(by, { event: newEvent(), id, yes });
  const kinds = (): string[] => rows.entries.map(({ act }) => act.kind);
  return { clock, rows, roles, state, proposals, propose, answer, theOne, kinds };
}

describe('a change of a setting', () => {
  test('R44 R48: takes an administrator and a privacy officer, in either order, and is in the audit with both', () => {
    for (const [one, other] of [
      [admin, officer],
      [officer, admin],
    ] as const) {
      const desk = settingsDesk();
      expect(desk.propose(one, 'k', 8)).toMatchObject(ok);
      expect(desk.state.current.k).toBe(5);
      expect(desk.answer(other)).toMatchObject(ok);
      expect(desk.state.current.k).toBe(8);
      expect(desk.rows.entries.map(({ act }) => act)).toMatchObject([
        { kind: 'setting-proposed', setting: 'k', from: 5, to: 8 },
        { kind: 'setting-changed', setting: 'k', from: 5, to: 8 },
      ]);
      expect(new Set(desk.rows.entries.map(({ actor }) => actor)).size).toBe(2);
      expect(desk.proposals.listFor(one)).toEqual([]);
    }
  });

  test('R44: is never one person’s, whatever roles they hold', () => {
    const desk = settingsDesk();
    desk.propose(both, 'k', 8);
    expect(desk.answer(both)).toMatchObject(refusedAs('same-person'));
    expect(desk.answer(admin)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.proposals.listFor(both)).toMatchObject([{ mayAnswer: false, byRole: 'administrator', by: both }]);
    expect(desk.proposals.listFor(officer)).toMatchObject([{ mayAnswer: true }]);
    expect(desk.answer(officer)).toMatchObject(ok);
  });

  test('R40 R41 R42 R43: is nobody else’s', () => {
    const desk = settingsDesk();
    for (const by of [manager, user, SubjectRef.parse('p-gone')]) {
      expect(desk.propose(by, 'k', 8)).toMatchObject(refusedAs('not-allowed'));
      expect(desk.answer(by)).toMatchObject(refusedAs('not-allowed'));
      expect(desk.proposals.stopPositions(by, newEvent())).toMatchObject(refusedAs('not-allowed'));
      expect(desk.proposals.listFor(by)).toEqual([]);
    }
    expect(desk.kinds()).toEqual([]);
  });

  test('never lowers k, and never goes beyond what configuration and booking system allow', () => {
    const desk = settingsDesk();
    desk.state.current.k = 8;
    desk.state.limits.k = 8;
    for (const k of [7, 5, 0, -1, 101, 9.5]) expect(desk.propose(admin, 'k', k)).toMatchObject(refusedAs('not-possible'));
    desk.state.limits.k = 5;
    expect(desk.propose(admin, 'k', 7)).toMatchObject(refusedAs('not-possible'));
    expect(desk.propose(admin, 'k', 8)).toMatchObject(refusedAs('already'));
    for (const days of [0, 31, 91]) expect(desk.propose(admin, 'linkedDays', days)).toMatchObject(refusedAs('not-possible'));
    expect(desk.propose(admin, 'auditDays', 13)).toMatchObject(refusedAs('not-possible'));
    expect(desk.propose(admin, 'linkedDays', 30)).toMatchObject(ok);
    expect(desk.propose(officer, 'historyDays', 1)).toMatchObject(ok);
  });

  test('waits one at a time for each setting, three days, and leaves a trace when nobody answers', () => {
    const desk = settingsDesk();
    desk.propose(admin, 'k', 8);
    expect(desk.propose(officer, 'k', 9)).toMatchObject(refusedAs('already'));
    const id = desk.theOne();
    desk.clock.advance(hours(72) - 1);
    expect(desk.proposals.listFor(officer).length).toBe(1);
    desk.clock.stepBoot(1);
    expect(desk.answer(officer, true, id)).toMatchObject(refusedAs('gone'));
    expect(desk.kinds()).toEqual(['setting-proposed', 'setting-refused']);
    expect(desk.propose(officer, 'k', 9)).toMatchObject(ok);
  });

  test('lapses by itself, and no timer is left after a stop', async () => {
    const desk = settingsDesk();
    desk.propose(admin, 'k', 8);
    desk.clock.advance(hours(73));
    expect(desk.kinds()).toEqual(['setting-proposed', 'setting-refused']);
    await desk.proposals.stop();
    expect(desk.clock.waiting()).toBe(0);
  });

  test('is refused with a no', () => {
    const desk = settingsDesk();
    desk.propose(admin, 'k', 8);
    expect(desk.answer(second, false)).toMatchObject(ok);
    expect(desk.state.current.k).toBe(5);
    expect(desk.kinds()).toEqual(['setting-proposed', 'setting-refused']);
  });

  test('R45: is void when who proposed it has lost the role, or when it is not possible any more', () => {
    const lost = settingsDesk();
    lost.propose(admin, 'k', 8);
    lost.roles.set(admin, ['privacy-officer']);
    expect(lost.answer(officer)).toMatchObject(refusedAs('gone'));
    const stricter = settingsDesk();
    stricter.propose(admin, 'linkedDays', 20);
    stricter.state.limits.linkedDays = 14;
    expect(stricter.answer(officer)).toMatchObject(refusedAs('gone'));
    expect([lost.state.current.k, stricter.state.current.linkedDays]).toEqual([5, 14]);
    expect(lost.proposals.listFor(officer)).toEqual([]);
  });

  test('is not made while the audit or the setting can not be stored', () => {
    const desk = settingsDesk();
    desk.rows.disk = false;
    expect(desk.propose(admin, 'k', 8)).toMatchObject(refusedAs('not-stored'));
    desk.rows.disk = true;
    desk.propose(admin, 'k', 8);
    desk.rows.disk = false;
    expect(desk.answer(officer)).toMatchObject(refusedAs('not-stored'));
    desk.rows.disk = true;
    desk.state.stores = false;
    expect(desk.answer(officer)).toMatchObject(refusedAs('not-stored'));
    expect(desk.state.current.k).toBe(5);
    expect(desk.kinds()).toEqual(['setting-proposed', 'setting-changed', 'setting-refused']);
  });

  test('is proposed and answered once by taps that come twice', () => {
    const desk = settingsDesk();
    const request = { event: newEvent(), setting: 'k', to: 8 } as const;
    expect([desk.proposals.propose(admin, request), desk.proposals.propose(admin, request)]).toMatchObject([ok, ok]);
    const yes = { event: newEvent(), id: desk.theOne(), yes: true };
    expect([desk.proposals.answer(officer, yes), desk.proposals.answer(officer, yes)]).toMatchObject([ok, ok]);
    expect(desk.kinds()).toEqual(['setting-proposed', 'setting-changed']);
  });

  test('a thousand taps later an old one is forgotten, and still does nothing that is not allowed now', () => {
    const desk = settingsDesk();
    const request = { event: newEvent(), setting: 'k', to: 8 } as const;
    desk.proposals.propose(admin, request);
    for (let nth = 0; nth < 500; nth++) {
      desk.propose(admin, 'historyDays', 30);
      desk.proposals.answer(officer, {
        event: newEvent(),
        id: desk.proposals.listFor(officer).find(({ setting }) => setting === 'historyDays')?.id ?? newId(),
        yes: false,
      });
    }
    expect(desk.proposals.propose(admin, request)).toMatchObject(refusedAs('already'));
  });
});

describe('the kill switch', () => {
  test('is one tap of an administrator or a privacy officer, and acts while the disk is full', () => {
    for (const by of [admin, officer]) {
      const desk = settingsDesk();
      desk.rows.disk = false;
      const event = newEvent();
      expect(desk.proposals.stopPositions(by, event)).toMatchObject(ok);
      expect(desk.state.current.positions).toBe(0);
      expect(desk.proposals.stopPositions(by, event)).toMatchObject(ok);
      expect(desk.proposals.stopPositions(by, newEvent())).toMatchObject(refusedAs('already'));
      desk.rows.disk = true;
      desk.clock.advance(minutes(1));
      expect(desk.rows.entries.map(({ act }) => act)).toMatchObject([{ setting: 'positions', from: 1, to: 0 }]);
    }
  });

  test('is taken back by two roles only', () => {
    const desk = settingsDesk();
    expect(desk.propose(admin, 'positions', 0)).toMatchObject(refusedAs('not-possible'));
    expect(desk.propose(admin, 'positions', 1)).toMatchObject(refusedAs('already'));
    desk.proposals.stopPositions(officer, newEvent());
    expect(desk.propose(officer, 'positions', 1)).toMatchObject(ok);
    expect(desk.answer(second)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.state.current.positions).toBe(0);
    expect(desk.answer(admin)).toMatchObject(ok);
    expect(desk.state.current.positions).toBe(1);
  });
});
