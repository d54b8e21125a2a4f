// Whether an emergency is on: none, a drill, or the real thing. It works on this machine alone. A real emergency waits for
// nothing: screens first, then the audit and the disk, as soon as they can. A drill waits for its audit. Every emergency
// ends by itself, and a restart goes on with the one that was on.

import type { Running } from '#gateway/running.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { AuditAct } from '#shared/model/audit.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Role } from '#shared/model/roles.ts';
import type { EmergencyRefusal, FirePanelSignal } from '#shared/wire/emergency.ts';
import type { Keep, KeptEmergency } from './kept-emergency.ts';
import { type PanelRepeats, panelRepeats } from './panel-repeats.ts';

type Answer = Outcome<void, EmergencyRefusal['why']>;

export type Emergencies = Running & {
  /** What is on; null when nothing is. */
  readonly current: () => KeptEmergency | null;
  /** A person starts one; whether they may is asked before. The real thing takes the place of a drill, with a new id. */
  readonly start: (by: SubjectRef, role: Role | null, drill: boolean) => Answer;
  /** A person ends the one they saw. */
  readonly end: (by: SubjectRef, id: string) => Answer;
  /** The fire panel speaks. It ends only what it started. */
  readonly signal: (signal: FirePanelSignal) => 'started' | 'ended' | 'nothing';
};

type Deps = {
  readonly clock: Clock;
  readonly audit: {
    readonly write: (act: AuditAct, by: SubjectRef | null) => Outcome<void, 'not-stored'>;
    readonly note: (act: AuditAct, by: SubjectRef | null) => void;
  };
  readonly keep: Keep;
  /** A random UUID. */
  readonly newId: () => string;
  readonly limits: { readonly maxMinutes: number; readonly maxDrillMinutes: number };
  /** What is on now: a new one, or none. Called before anything is written; not for what a restart goes on with. */
  readonly onChange: (now: KeptEmergency | null) => void;
};

/** `untilBootMs` is what counts: no wall clock lengthens an emergency or ends it. */
type On = KeptEmergency & { readonly untilBootMs: number };
type Start = {
  readonly drill: boolean;
  readonly how: KeptEmergency['by'];
  readonly by: SubjectRef | null;
  readonly role: Role | null;
};
type Room = Deps & {
  readonly repeats: PanelRepeats;
  readonly now: () => On | null;
  readonly change: (next: On | null) => void;
};
type Ending = 'person' | 'fire-panel' | 'time';

const tryAgainMs = seconds(30);

/** Goes on with a kept emergency whose time is not over. */
export function createEmergencies(deps: Deps): Emergencies {
  const { clock } = deps;
  let on: On | null = null;
  let cancelEnd: Cancel = () => undefined;
  const disk = lateWriter(deps);
  const endByTime = (): void => {
    if (on !== null && clock.bootMs() >= on.untilBootMs) finish(room, on, 'time', null);
  };
  const set = (next: On | null): void => {
    on = next;
    cancelEnd();
    cancelEnd = next === null ? () => undefined : clock.after(Math.max(0, next.untilBootMs - clock.bootMs()), endByTime);
  };
  const room: Room = {
    ...deps,
    repeats: panelRepeats(clock.bootMs),
    // A timer comes late after a suspend.
    now: () => {
      endByTime();
      return on;
    },
    change: (next) => {
      set(next);
      const kept = withoutBootTime(next);
      deps.onChange(kept);
      disk.set(kept);
    },
  };
  const kept = deps.keep.read();
  if (kept !== null) set(goOn(room, kept));
  if (kept !== null) disk.set(withoutBootTime(on));
  return {
    current: () => withoutBootTime(room.now()),
    start: (by, role, drill) => start(room, { drill, how: 'person', by, role }),
    end: (by, id) => {
      const now = room.now();
      if (now?.id !== id) return refused('gone');
      finish(room, now, 'person', by);
      return done(undefined);
    },
    signal: (signal) => hearPanel(room, signal),
    stop: async () => {
      cancelEnd();
      disk.stop();
    },
  };
}

function start(room: Room, what: Start): Outcome<void, 'already' | 'not-stored'> {
  const { audit } = room;
  const now = room.now();
  if (now !== null && (what.drill || !now.drill)) return refused('already');
  const act = { kind: 'emergency-started', drill: what.drill, how: what.how, role: what.role } as const;
  if (what.drill) {
    const written = audit.write(act, what.by);
    if (!written.ok) return written;
  }
  if (now !== null) room.repeats.ended('drill', false);
  room.change(begun(room, what));
  if (now !== null) audit.note({ kind: 'emergency-ended', how: what.how }, what.by);
  if (!what.drill) audit.note(act, what.by);
  return done(undefined);
}

function begun({ clock, newId, limits }: Room, { drill, how }: Start): On {
  const lastsMs = minutes(drill ? limits.maxDrillMinutes : limits.maxMinutes);
  const startedMs = Math.floor(clock.wallMs());
  return { id: newId(), drill, by: how, startedMs, endsMs: startedMs + lastsMs, untilBootMs: clock.bootMs() + lastsMs };
}

function finish({ audit, repeats, change }: Room, { drill }: On, how: Ending, by: SubjectRef | null): void {
  repeats.ended(drill ? 'drill' : 'alarm', how === 'fire-panel');
  change(null);
  audit.note({ kind: 'emergency-ended', how }, by);
}

function hearPanel(room: Room, signal: FirePanelSignal): 'started' | 'ended' | 'nothing' {
  const { repeats } = room;
  const now = room.now();
  if (signal.state === 'clear') {
    if (now === null || now.by !== 'fire-panel' || !repeats.cleared(signal)) return 'nothing';
    finish(room, now, 'fire-panel', null);
    return 'ended';
  }
  if (repeats.isOver(signal)) return 'nothing';
  const started = start(room, { drill: signal.state === 'drill', how: 'fire-panel', by: null, role: null }).ok;
  // One more alarm while one is on: it is over only when the panel has cleared both.
  if (started || (room.now()?.drill === false && signal.state === 'alarm')) repeats.began(signal);
  return started ? 'started' : 'nothing';
}

/** What is left after a restart; null when its time is over. A wall clock set meanwhile does not make it longer than any other. */
function goOn({ clock, limits, audit }: Room, kept: KeptEmergency): On | null {
  const mostMs = minutes(kept.drill ? limits.maxDrillMinutes : limits.maxMinutes);
  const leftMs = Math.min(mostMs, kept.endsMs - clock.wallMs());
  if (leftMs > 0) return { ...kept, endsMs: Math.floor(clock.wallMs() + leftMs), untilBootMs: clock.bootMs() + leftMs };
  audit.note({ kind: 'emergency-ended', how: 'time' }, null);
  return null;
}

/** The disk follows what is on, now or when it is well again. */
function lateWriter({ clock, keep }: Pick<Deps, 'clock' | 'keep'>) {
  let cancel: Cancel = () => undefined;
  const set = (kept: KeptEmergency | null): void => {
    cancel();
    const stored = kept === null ? keep.clear() : keep.write(kept);
    cancel = stored.ok ? () => undefined : clock.after(tryAgainMs, () => set(kept));
  };
  return { set, stop: () => cancel() };
}

function withoutBootTime(on: On | null): KeptEmergency | null {
  if (on === null) return null;
  const { untilBootMs: _, ...kept } = on;
  return kept;
}
