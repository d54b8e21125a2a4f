// Break-glass with people whose roles a test can change, a disk that can fail, and a note of everything that happened in
// its order.

import { type Audit, createAuditLog } from '#gateway/audit/audit-log.ts';
import { createBreakGlass } from '#gateway/audit/break-glass.ts';
import { done, refused } from '#shared/kit/outcome.ts';
import { EventId, FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Role } from '#shared/model/roles.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { memoryRows } from './memory-rows.ts';

export const ground = FloorId.parse('ground');
export const first = FloorId.parse('first');
export const admin = SubjectRef.parse('p-admin');
export const manager = SubjectRef.parse('p-manager');
export const officer = SubjectRef.parse('p-officer');
export const second = SubjectRef.parse('p-second');
export const both = SubjectRef.parse('p-both');
export const user = SubjectRef.parse('p-user');

export function people() {
  const roles = new Map<SubjectRef, readonly Role[]>([
    [admin, ['administrator']],
    [manager, ['location-manager']],
    [officer, ['privacy-officer']],
    [second, ['privacy-officer']],
    [both, ['administrator', 'privacy-officer']],
    [user, ['user', 'group-manager', 'location-manager-light']],
  ]);
  const viewer = (ref: SubjectRef): Viewer | undefined => {
    const held = roles.get(ref);
    const manages = { groups: 'all' as const, floors: new Set([ground]) };
    return held && { ref, roles: new Set(held), groups: new Set(), manages };
  };
  return { roles, viewer };
}

let ids = 0;
export const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
export const newEvent = (): EventId => EventId.parse(newId());

export function glassDesk() {
  const clock = fakeClock();
  const { rows, port, dayKeys } = memoryRows();
  const log = createAuditLog({ rows: port, keys: dayKeys, clock });
  const { roles, viewer } = people();
  const state = { positions: true, tell: true };
  const happened: string[] = [];
  const audit: Audit = {
    write: (act, by) => {
      const written = log.write(act, by);
      if (written.ok) happened.push(act.kind);
      return written;
    },
    note: log.note,
  };
  const glass = createBreakGlass({
    ...{ clock, audit, newId, viewer },
    floors: new Set([ground, first]),
    positionsOn: () => state.positions,
    tell: (_, people) => {
      if (!state.tell) return refused('not-stored');
      happened.push(`told ${people.join(' ')}`.trim());
      return done(undefined);
    },
    onChange: (floor) => happened.push(`changed ${floor}`),
  });
  const ask = (by: SubjectRef, floor = ground) =>
    glass.ask(by, { event: newEvent(), floor, reason: 'medical', text: 'Somebody does not answer.' });
  const answer = (by: SubjectRef, yes = true, id = theCase()) => glass.answer(by, { event: newEvent(), id, yes });
  const theCase = (): string => {
    const [only] = glass.casesFor(second);
    return only?.id ?? newId();
  };
  const look = (by: SubjectRef, seen: readonly SubjectRef[] = [user], id = theCase()) =>
    glass.look(by, id, ({ floor }) => {
      happened.push('saw');
      return { people: seen, view: `the people of ${floor}` };
    });
  const close = (by: SubjectRef, id = theCase()) => glass.close(by, { event: newEvent(), id });
  const kinds = (): string[] => rows.entries.map(({ act }) => act.kind);
  const endings = () => rows.entries.flatMap(({ act }) => (act.kind === 'glass-ended' ? [act.how] : []));
  return { clock, rows, roles, state, happened, glass, ask, answer, look, close, theCase, kinds, endings };
}

/** A desk whose one case was asked by `by` and approved. */
export function openDesk(by = admin) {
  const desk = glassDesk();
  desk.ask(by);
  desk.answer(officer);
  desk.happened.length = 0;
  return desk;
}
