// Who is signed in, in memory only: a restart signs everybody out. A session ends at a hard cap after its sign-in whatever
// happens in between (rule 22), and where the company closes sessions on exit, soon after its browser fell silent (rule 23).

import { hash } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Policy } from '#shared/model/policy.ts';

/** A person and the account they signed in with. */
type Who = { readonly ref: SubjectRef; readonly account: string };
/** `endsAtMs` (epoch): the cap, as the wall clock has it now. */
type LiveSession = Who & { readonly endsAtMs: number };

export type Sessions = {
  /** A new session: its handle, 256 random bits as base64url, is nowhere kept. The person's oldest one goes for a sixth. */
  readonly open: (who: Who) => LiveSession & { readonly handle: string };
  /** Counts as contact. */
  readonly of: (handle: string) => LiveSession | null;
  readonly end: (handle: string) => void;
  readonly endAllOf: (ref: SubjectRef) => void;
  /** Ends those whose time is over, and those of whom `holds` is not true any more. */
  readonly sweep: (holds: (who: Who) => boolean) => void;
};

type Deps = {
  readonly clock: Pick<Clock, 'bootMs' | 'wallMs'>;
  /** The rule of this person's sessions; it may be stricter for some than for others. */
  readonly policy: (ref: SubjectRef) => Pick<Policy, 'sessionMaxHours' | 'closeOnExit'>;
  readonly randomBytes: (count: number) => Buffer;
  /** Called after a session has ended, for whatever reason. */
  readonly onEnded: () => void;
};

type Session = Who & { readonly openedBootMs: number; capMs: number; contactBootMs: number };

const silentMs = minutes(15);
const sessionsPerPerson = 5;

export function createSessions({ clock, policy, randomBytes, onEnded }: Deps): Sessions {
  // By the handle's hash: what is in memory opens nothing, and how long a look takes tells nothing of a handle.
  const sessions = new Map<string, Session>();
  const drop = (ending: Iterable<string>): void => {
    const ended = [...ending].filter((key) => sessions.delete(key));
    if (ended.length > 0) onEnded();
  };
  /** A policy that gives less holds from now on, one that gives more does not: the cap was set at the sign-in. */
  const isOver = (session: Session): boolean => {
    const nowMs = clock.bootMs();
    const { sessionMaxHours, closeOnExit } = policy(session.ref);
    session.capMs = Math.min(session.capMs, hours(sessionMaxHours));
    return nowMs - session.openedBootMs >= session.capMs || (closeOnExit && nowMs - session.contactBootMs >= silentMs);
  };
  const told = ({ ref, account, openedBootMs, capMs }: Session): LiveSession => {
    return { ref, account, endsAtMs: Math.round(clock.wallMs() + openedBootMs + capMs - clock.bootMs()) };
  };
  const keysOf = (ref: SubjectRef): string[] => [...sessions].filter(([, one]) => one.ref === ref).map(([key]) => key);
  return {
    open: ({ ref, account }) => {
      drop(keysOf(ref).slice(0, 1 - sessionsPerPerson));
      const handle = randomBytes(32).toString('base64url');
      const nowMs = clock.bootMs();
      const session = { ref, account, openedBootMs: nowMs, capMs: hours(policy(ref).sessionMaxHours), contactBootMs: nowMs };
      sessions.set(keyOf(handle), session);
      return { ...told(session), handle };
    },
    of: (handle) => {
      const key = keyOf(handle);
      const session = sessions.get(key);
      if (session === undefined) return null;
      if (isOver(session)) {
        drop([key]);
        return null;
      }
      session.contactBootMs = clock.bootMs();
      return told(session);
    },
    end: (handle) => drop([keyOf(handle)]),
    endAllOf: (ref) => drop(keysOf(ref)),
    sweep: (holds) => drop([...sessions].filter(([, session]) => isOver(session) || !holds(session)).map(([key]) => key)),
  };
}

function keyOf(handle: string): string {
  return hash('sha256', handle, 'hex');
}
