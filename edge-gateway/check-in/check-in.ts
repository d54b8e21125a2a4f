// The talk between a pad and the gateway: sign in, confirm, release, take a free desk, done. Values in, values out; the
// HTTP around it is push's, the words are the page's.

import type { ActionReply, BookingActionRequest, SignInReply, SignInRequest, WalkUpRequest } from '#shared/wire/check-in.ts';
import { createActions } from './actions.ts';
import { createDeeds } from './deeds.ts';
import { createPadSessions } from './pad-sessions.ts';
import type { CheckInDeps, PadDisplay } from './ports.ts';
import { createSignIn } from './sign-in.ts';

export type CheckIn = {
  readonly signIn: (display: PadDisplay, body: SignInRequest) => Promise<SignInReply>;
  /** The three actions: safe to repeat with the same `event`; ok is answered only after the commit. */
  readonly confirm: (display: PadDisplay, body: BookingActionRequest) => Promise<ActionReply>;
  readonly release: (display: PadDisplay, body: BookingActionRequest) => Promise<ActionReply>;
  readonly walkUp: (display: PadDisplay, body: WalkUpRequest) => Promise<ActionReply>;
  readonly done: (display: PadDisplay, session: string) => void;
};

/** No effects and no timers: create it at any time, drop it at any time. */
export function createCheckIn(deps: CheckInDeps): CheckIn {
  const sessions = createPadSessions(deps.clock, deps.randomBytes);
  return {
    signIn: createSignIn(deps, sessions),
    ...createActions(deps, sessions, createDeeds(deps)),
    done: (display, session) => sessions.end(display.id, session),
  };
}
