import { describe, expect, test } from 'vitest';
import { hours, minutes } from '#shared/kit/duration.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import {
  admin,
  both,
  first,
  glassDesk,
  ground,
  manager,
  newEvent,
  newId,
  officer,
  openDesk,
  second,
  user,
} from './glass-desk.ts';

const ok = { ok: true };
const refusedAs = (why: string) => ({ ok: false, why });

describe('S10: break-glass needs a reason and a second person', () => {
  test('R43 R44: is asked for by an administrator, or by a location manager of that floor, and by nobody else', () => {
    const desk = glassDesk();
    expect(desk.ask(officer)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.ask(user)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.ask(SubjectRef.parse('p-gone'))).toMatchObject(refusedAs('not-allowed'));
    expect(desk.ask(manager, first)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.kinds()).toEqual([]);
    expect(desk.ask(manager, ground)).toMatchObject(ok);
    expect(desk.ask(admin, first)).toMatchObject(ok);
    expect(desk.rows.entries.map(({ act }) => act)).toMatchObject([
      { kind: 'glass-asked', reason: 'medical', role: 'location-manager' },
      { kind: 'glass-asked', reason: 'medical', role: 'administrator' },
    ]);
  });

  test('shows nothing before the second person said yes', () => {
    const desk = glassDesk();
    desk.ask(admin);
    expect(desk.look(admin)).toMatchObject(refusedAs('gone'));
    expect(desk.glass.openUntilMs(ground)).toBeNull();
    expect(desk.happened).not.toContain('saw');
    desk.answer(officer);
    expect(desk.look(admin)).toEqual({ ok: true, value: 'the people of ground' });
  });

  test('is approved by a privacy officer who is another person', () => {
    const desk = glassDesk();
    desk.ask(both);
    expect(desk.answer(both)).toMatchObject(refusedAs('same-person'));
    expect(desk.answer(admin)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.answer(user)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.glass.openUntilMs(ground)).toBeNull();
    expect(desk.answer(officer)).toMatchObject(ok);
    expect(desk.answer(second)).toMatchObject(refusedAs('already'));
  });

  test('shows nothing to who approved, whatever other role they have', () => {
    const desk = glassDesk();
    desk.ask(admin);
    expect(desk.answer(both)).toMatchObject(ok);
    expect(desk.look(both)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.look(officer)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.look(manager)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.happened).not.toContain('saw');
  });

  test('ends with a no, also while the audit can not be written', () => {
    const desk = glassDesk();
    desk.ask(admin);
    desk.rows.disk = false;
    expect(desk.answer(officer, false)).toMatchObject(ok);
    expect(desk.glass.casesFor(officer)).toEqual([]);
    desk.rows.disk = true;
    desk.clock.advance(minutes(1));
    expect(desk.kinds()).toEqual(['glass-asked', 'glass-refused']);
  });

  test('has one case for a floor at a time, and none for a floor that is not here', () => {
    const desk = glassDesk();
    desk.ask(admin);
    expect(desk.ask(manager)).toMatchObject(refusedAs('already'));
    desk.answer(officer);
    expect(desk.ask(manager)).toMatchObject(refusedAs('already'));
    expect(desk.ask(admin, 'cellar' as typeof ground)).toMatchObject(refusedAs('not-possible'));
  });

  test('is asked for five times an hour by one person, no more', () => {
    const desk = glassDesk();
    for (let nth = 0; nth < 5; nth++) {
      expect(desk.ask(admin)).toMatchObject(ok);
      if (nth < 4) expect(desk.ask(admin)).toMatchObject(refusedAs('already'));
      desk.answer(officer, false);
    }
    expect(desk.ask(admin)).toMatchObject(refusedAs('not-possible'));
    expect(desk.ask(both)).toMatchObject(ok);
    desk.answer(officer, false);
    desk.clock.advance(hours(1));
    expect(desk.ask(admin)).toMatchObject(ok);
  });
});

describe('S10: break-glass ends after fifteen minutes', () => {
  test('of the machine’s own time, whatever the wall clock says', () => {
    const desk = openDesk();
    desk.clock.advance(minutes(15) - 1);
    desk.clock.stepWall(-hours(3));
    expect(desk.look(admin)).toMatchObject(ok);
    expect(desk.glass.openUntilMs(ground)).not.toBeNull();
    desk.clock.advance(1);
    expect(desk.glass.openUntilMs(ground)).toBeNull();
    expect(desk.look(admin)).toMatchObject(refusedAs('gone'));
    expect(desk.endings()).toEqual(['time']);
    expect(desk.happened.at(-1)).toBe('changed ground');
    expect(desk.clock.waiting()).toBe(0);
  });

  test('also while the machine slept and no timer ran', () => {
    const desk = openDesk();
    desk.clock.stepBoot(minutes(15));
    expect(desk.look(admin)).toMatchObject(refusedAs('gone'));
    expect(desk.happened).not.toContain('saw');
    expect(desk.endings()).toEqual(['time']);
  });

  test('that begin with the yes, and a question nobody answers lapses in as long', () => {
    const desk = glassDesk();
    desk.ask(admin);
    desk.clock.advance(minutes(14));
    desk.answer(officer);
    desk.clock.advance(minutes(14));
    expect(desk.look(admin)).toMatchObject(ok);
    desk.clock.advance(minutes(1));
    desk.ask(manager);
    const id = desk.theCase();
    desk.clock.advance(minutes(15));
    expect(desk.answer(officer, true, id)).toMatchObject(refusedAs('gone'));
    expect(desk.endings()).toEqual(['time', 'lapsed']);
  });

  test('the time shown is the same at every look at it', () => {
    const desk = openDesk();
    const until = desk.glass.openUntilMs(ground);
    expect(until).toBe(desk.clock.wallMs() + minutes(15));
    desk.clock.advance(777);
    expect(desk.glass.openUntilMs(ground)).toBe(until);
    expect(desk.glass.openUntilMs(first)).toBeNull();
  });

  test('or earlier: by who asked, by a privacy officer, and by nobody else', () => {
    for (const by of [admin, officer, second]) {
      const desk = openDesk();
      expect(desk.close(manager)).toMatchObject(refusedAs('not-allowed'));
      expect(desk.close(user)).toMatchObject(refusedAs('not-allowed'));
      expect(desk.close(by)).toMatchObject(ok);
      expect(desk.look(admin)).toMatchObject(refusedAs('gone'));
      expect(desk.close(by)).toMatchObject(refusedAs('gone'));
      expect(desk.close(user)).toMatchObject(refusedAs('not-allowed'));
      expect(desk.close(SubjectRef.parse('p-gone'))).toMatchObject(refusedAs('not-allowed'));
      expect(desk.endings()).toEqual(['closed']);
    }
  });

  test('at once with positions off, with a stop, and with a full disk as well', async () => {
    const off = openDesk();
    off.rows.disk = false;
    off.state.positions = false;
    expect(off.look(admin)).toMatchObject(refusedAs('positions-off'));
    off.glass.positionsOff();
    expect(off.glass.casesFor(officer)).toEqual([]);
    expect(off.ask(admin)).toMatchObject(refusedAs('positions-off'));
    off.rows.disk = true;
    off.clock.advance(minutes(1));
    expect(off.endings()).toEqual(['positions-off']);

    const stopping = openDesk();
    await stopping.glass.stop();
    expect(stopping.endings()).toEqual(['closed']);
    expect(stopping.clock.waiting()).toBe(0);
  });

  test('and is not approved while positions are off', () => {
    const desk = glassDesk();
    desk.ask(admin);
    desk.state.positions = false;
    expect(desk.answer(officer)).toMatchObject(refusedAs('positions-off'));
  });
});

describe('a case of break-glass', () => {
  test('is known to who asked and to privacy officers, who see what they may do', () => {
    const desk = glassDesk();
    desk.ask(both);
    expect(desk.glass.casesFor(both)).toMatchObject([{ mayAnswer: false, mayLook: false, asker: both }]);
    expect(desk.glass.casesFor(officer)).toMatchObject([{ mayAnswer: true, mayLook: false }]);
    for (const stranger of [admin, manager, user]) expect(desk.glass.casesFor(stranger)).toEqual([]);
    desk.answer(officer);
    expect(desk.glass.casesFor(both)).toMatchObject([{ mayAnswer: false, mayLook: true }]);
    expect(desk.glass.casesFor(second)).toMatchObject([{ mayAnswer: false, mayLook: false }]);
  });

  test('is not there for who asks for it by a wrong id', () => {
    const desk = openDesk();
    expect(desk.look(admin, [], newId())).toMatchObject(refusedAs('gone'));
    expect(desk.look(user, [], newId())).toMatchObject(refusedAs('not-allowed'));
    expect(desk.answer(officer, true, newId())).toMatchObject(refusedAs('gone'));
  });

  test('is opened once by a tap that comes twice, and a refused tap may be tried again', () => {
    const desk = glassDesk();
    const request = { event: newEvent(), floor: ground, reason: 'threat', text: 'An alarm on this floor.' } as const;
    desk.rows.disk = false;
    expect(desk.glass.ask(admin, request)).toMatchObject(refusedAs('not-stored'));
    desk.rows.disk = true;
    expect(desk.glass.ask(admin, request)).toMatchObject(ok);
    expect(desk.glass.ask(admin, request)).toMatchObject(ok);
    expect(desk.glass.ask(both, request)).toMatchObject(refusedAs('already'));
    expect(desk.kinds()).toEqual(['glass-asked']);
    const yes = { event: newEvent(), id: desk.theCase(), yes: true };
    expect([desk.glass.answer(officer, yes), desk.glass.answer(officer, yes)]).toMatchObject([ok, ok]);
    expect(desk.kinds()).toEqual(['glass-asked', 'glass-approved']);
  });
});
