// Confirm, release, walk-up at a wall: the deeds of whoever is signed in at that pad, in the pad's words.

import type { SubjectRef } from '#shared/model/ids.ts';
import type { ActionReply, BookingActionRequest, WalkUpRequest } from '#shared/wire/check-in.ts';
import type { DeedReply, Deeds, Who } from './deeds.ts';
import type { PadSessions } from './pad-sessions.ts';
import type { CheckInDeps, PadDisplay } from './ports.ts';

export function createActions(deps: Pick<CheckInDeps, 'people' | 'spaces'>, sessions: PadSessions, deeds: Deeds) {
  const at =
    (display: PadDisplay, session: string): Who =>
    (): SubjectRef | null => {
      const identifier = sessions.touch(display.id, session);
      // Asked anew each time: somebody who has just left the company has no session either.
      return identifier === null ? null : (deps.people.byIdentifier(identifier)?.ref ?? null);
    };
  const inWords = async (reply: Promise<DeedReply>): Promise<ActionReply> => {
    const made = await reply;
    if (!made.ok) return made;
    const { did, space, untilMs } = made.tap;
    // Nothing is extended at a pad.
    if (did === 'extended') return { ok: false, why: 'already-done' };
    return { ok: true, did, delivery: made.delivery, spaceName: deps.spaces.get(space)?.name ?? space, untilMs };
  };
  return {
    confirm: (display: PadDisplay, { session, ...tap }: BookingActionRequest): Promise<ActionReply> =>
      inWords(deeds.confirm(at(display, session), tap)),
    release: (display: PadDisplay, { session, ...tap }: BookingActionRequest): Promise<ActionReply> =>
      inWords(deeds.release(at(display, session), tap)),
    walkUp: (display: PadDisplay, { session, ...tap }: WalkUpRequest): Promise<ActionReply> =>
      inWords(deeds.walkUp(at(display, session), { ...tap, floor: display.floor })),
  };
}
