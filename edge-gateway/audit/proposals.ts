// Changes of settings by two people with two roles: one proposes, the other one agrees. Stopping positions needs one of
// them and waits for nobody; starting them again needs both. What waits is in memory: after a restart it is gone and has to
// be proposed again, and nothing was changed.

import type { Running } from '#gateway/running.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { hours } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import type { PrivacySettings } from '#shared/model/privacy-settings.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import type { AnswerRequest, Changeable, PrivacyRefusal, ProposeRequest } from '#shared/wire/privacy-desk.ts';
import { mayBecome } from './allowed-change.ts';
import type { Audit } from './audit-log.ts';
import { otherRole, type SettingRole, settingRole } from './duties.ts';
import { createRepeats } from './repeats.ts';

type Answer = Outcome<void, PrivacyRefusal['why']>;

type Proposed = {
  readonly id: string;
  readonly setting: Changeable;
  readonly from: number;
  readonly to: number;
  readonly by: SubjectRef;
  readonly byRole: SettingRole;
  /** For showing (epoch); what counts is the boot clock. */
  readonly untilMs: number;
};
type Kept = Proposed & { readonly untilBootMs: number };

export type Proposals = Running & {
  readonly propose: (by: SubjectRef, request: ProposeRequest) => Answer;
  /** Another person with the other role says yes or no. */
  readonly answer: (by: SubjectRef, request: AnswerRequest) => Answer;
  /** The kill switch: administrator or privacy officer alone, at once, whatever the disk says. */
  readonly stopPositions: (by: SubjectRef, event: EventId) => Answer;
  /** What waits, for administrators and privacy officers. */
  readonly listFor: (by: SubjectRef) => readonly (Proposed & { readonly mayAnswer: boolean })[];
};

type Deps = {
  readonly clock: Clock;
  readonly audit: Audit;
  /** A random UUID. */
  readonly newId: () => string;
  /** The person with the roles they have now; undefined when they are gone. */
  readonly viewer: (ref: SubjectRef) => Viewer | undefined;
  /** In force now; `positions` is the switch itself, 1 for on. */
  readonly current: () => Readonly<Record<Changeable, number>>;
  /** What configuration and booking system allow: `k` not below, periods not above. */
  readonly limits: () => PrivacySettings;
  /** Stores a setting and makes it hold; `positions` only comes with 1. */
  readonly apply: (setting: Changeable, to: number) => Outcome<void, 'not-stored'>;
  /** Stops and zeroes positions at once, then tries to store that they stay off. */
  readonly stopPositions: () => void;
  readonly onChange: () => void;
};
type Room = Deps & { readonly waiting: Map<string, Kept> };

/** A weekend and a day. */
const waitsMs = hours(72);
const lookForLapsedMs = hours(1);

export function createProposals(deps: Deps): Proposals {
  const room: Room = { ...deps, waiting: new Map() };
  const once = createRepeats();
  const cancel: Cancel = deps.clock.every(lookForLapsedMs, () => dropLapsed(room));
  return {
    propose: (by, request) => once(by, request.event, () => propose(room, by, request)),
    answer: (by, request) => once(by, request.event, () => answer(room, by, request)),
    stopPositions: (by, event) => once(by, event, () => stopPositions(room, by)),
    listFor: (by) => listFor(room, by),
    stop: async () => cancel(),
  };
}

function propose(room: Room, by: SubjectRef, { setting, to }: ProposeRequest): Answer {
  const byRole = roleOf(room, by);
  if (byRole === null) return refused('not-allowed');
  dropLapsed(room);
  const from = room.current()[setting];
  if (from === to || [...room.waiting.values()].some((other) => other.setting === setting)) return refused('already');
  if (!mayBecome(setting, from, to, room.limits())) return refused('not-possible');
  const id = room.newId();
  const written = room.audit.write({ kind: 'setting-proposed', case: id, setting, from, to }, by);
  if (!written.ok) return written;
  const untilMs = Math.floor(room.clock.wallMs()) + waitsMs;
  room.waiting.set(id, { id, setting, from, to, by, byRole, untilMs, untilBootMs: room.clock.bootMs() + waitsMs });
  room.onChange();
  return done(undefined);
}

function answer(room: Room, by: SubjectRef, { id, yes }: AnswerRequest): Answer {
  if (roleOf(room, by) === null) return refused('not-allowed');
  dropLapsed(room);
  const proposed = room.waiting.get(id);
  if (proposed === undefined) return refused('gone');
  if (proposed.by === by) return refused('same-person');
  if (!mayAnswer(room, proposed, by)) return refused('not-allowed');
  if (!yes) {
    drop(room, proposed, by);
    return done(undefined);
  }
  const { setting, to } = proposed;
  const from = room.current()[setting];
  if (!stillHolds(room, proposed) || from === to || !mayBecome(setting, from, to, room.limits())) {
    drop(room, proposed, null);
    return refused('gone');
  }
  return change(room, proposed, from, by);
}

/** Audit first. A disk that takes the audit and then not the setting leaves a `setting-refused` after it. */
function change(room: Room, proposed: Proposed, from: number, by: SubjectRef): Answer {
  const { id, setting, to } = proposed;
  const written = room.audit.write({ kind: 'setting-changed', case: id, setting, from, to }, by);
  if (!written.ok) return written;
  const applied = room.apply(setting, to);
  if (!applied.ok) {
    drop(room, proposed, null);
    return applied;
  }
  room.waiting.delete(id);
  room.onChange();
  return done(undefined);
}

function stopPositions(room: Room, by: SubjectRef): Answer {
  if (roleOf(room, by) === null) return refused('not-allowed');
  if (room.current().positions === 0) return refused('already');
  room.stopPositions();
  room.audit.note({ kind: 'setting-changed', case: room.newId(), setting: 'positions', from: 1, to: 0 }, by);
  room.onChange();
  return done(undefined);
}

function listFor(room: Room, by: SubjectRef): ReturnType<Proposals['listFor']> {
  if (roleOf(room, by) === null) return [];
  dropLapsed(room);
  return [...room.waiting.values()].map((proposed) => ({ ...proposed, mayAnswer: mayAnswer(room, proposed, by) }));
}

function roleOf(room: Room, ref: SubjectRef): SettingRole | null {
  const viewer = room.viewer(ref);
  return viewer ? settingRole(viewer) : null;
}

function mayAnswer(room: Room, proposed: Proposed, by: SubjectRef): boolean {
  return proposed.by !== by && room.viewer(by)?.roles.has(otherRole(proposed.byRole)) === true;
}

/** Whether who proposed still has the role in which they did. */
function stillHolds(room: Room, proposed: Proposed): boolean {
  return room.viewer(proposed.by)?.roles.has(proposed.byRole) === true;
}

function dropLapsed(room: Room): void {
  const lapsed = [...room.waiting.values()].filter(({ untilBootMs }) => room.clock.bootMs() >= untilBootMs);
  for (const proposed of lapsed) drop(room, proposed, null);
}

function drop(room: Room, proposed: Proposed, by: SubjectRef | null): void {
  room.waiting.delete(proposed.id);
  room.audit.note({ kind: 'setting-refused', case: proposed.id }, by);
  room.onChange();
}
