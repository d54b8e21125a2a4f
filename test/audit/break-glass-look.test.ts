import { describe, expect, test } from 'vitest';
import { admin, both, first, glassDesk, ground, manager, officer, openDesk, second, user } from './glass-desk.ts';

const refusedAs = (why: string) => ({ ok: false, why });

describe('S10: each look is in the audit before anything is shown', () => {
  test('then the people are told, then it is shown', () => {
    const desk = openDesk();
    desk.look(admin, [user, manager]);
    expect(desk.happened).toEqual(['glass-look', 'saw', `told ${user} ${manager}`]);
    desk.look(admin);
    expect(desk.kinds().filter((kind) => kind === 'glass-look').length).toBe(2);
  });

  test('no audit, no look; no question and no yes either', () => {
    const desk = openDesk();
    desk.rows.disk = false;
    expect(desk.look(admin)).toMatchObject(refusedAs('not-stored'));
    expect(desk.happened).toEqual([]);
    expect(desk.ask(both, first)).toMatchObject(refusedAs('not-stored'));
    const waiting = glassDesk();
    waiting.ask(admin);
    waiting.rows.disk = false;
    expect(waiting.answer(officer)).toMatchObject(refusedAs('not-stored'));
    expect(waiting.glass.openUntilMs(ground)).toBeNull();
  });

  test('S11: nobody is shown who could not be told, and everybody is told once a case', () => {
    const desk = openDesk();
    desk.state.tell = false;
    expect(desk.look(admin)).toMatchObject(refusedAs('not-stored'));
    desk.state.tell = true;
    desk.happened.length = 0;
    desk.look(admin, [user]);
    desk.look(admin, [user, manager]);
    desk.look(admin, [manager]);
    expect(desk.happened.filter((what) => what.startsWith('told'))).toEqual([`told ${user}`, `told ${manager}`, 'told']);
    desk.close(admin);
    desk.ask(admin);
    desk.answer(officer);
    desk.look(admin, [user]);
    expect(desk.happened.at(-1)).toBe(`told ${user}`);
  });

  test('R45: a role that was taken away is gone with the next step', () => {
    const desk = openDesk();
    desk.roles.set(admin, ['user']);
    expect(desk.glass.casesFor(admin)).toMatchObject([{ mayLook: false }]);
    expect(desk.look(admin)).toMatchObject(refusedAs('not-allowed'));
    desk.roles.delete(admin);
    expect(desk.look(admin)).toMatchObject(refusedAs('not-allowed'));
    expect(desk.glass.casesFor(admin)).toEqual([]);
    expect(desk.happened).not.toContain('saw');

    const waiting = glassDesk();
    waiting.ask(admin);
    waiting.roles.set(officer, ['user']);
    expect(waiting.answer(officer)).toMatchObject(refusedAs('not-allowed'));
    waiting.roles.set(admin, ['user']);
    expect(waiting.answer(second)).toMatchObject(refusedAs('gone'));
    expect(waiting.endings()).toEqual(['closed']);
  });
});
