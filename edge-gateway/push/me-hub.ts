// Keeps the employees' pages up to date: on its own beat each gets the frame about its own person, the board of the floor it
// looks at, and on a console what is managed there, when something in it is new. What this page may not see makes no frame
// and moves none. A session that ended, for whatever reason, ends its sockets with the next beat.

import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { ToMe } from '#shared/wire/me.ts';
import { atEndOfTurn } from './end-of-turn.ts';
import { ownFrameBytes, padded } from './frame-length.ts';
import { createLiveSockets, type LiveSocket } from './live-sockets.ts';
import type { MeSession } from './me-session.ts';
import { createTelling, type MeHubDeps, newPage, type Page } from './me-telling.ts';

/** An open page. */
type MeSeat = {
  /** Shows this floor's board from now on, or none; false when the building has no such floor. */
  readonly show: (floor: FloorId | null) => boolean;
  /** Whether this is a console, which is told what its person manages. */
  readonly manage: (on: boolean) => void;
  readonly answered: () => void;
  readonly leave: () => void;
};

export type MeHub = {
  /** `session` is asked at every beat: an open page is contact. Refuses beyond 5 pages per person and 1,000 in all. */
  readonly join: (ref: SubjectRef, session: () => MeSession | null, socket: LiveSocket) => Outcome<MeSeat, 'full'>;
  /** The last answer this person got to a search holds no more. */
  readonly findOver: (ref: SubjectRef) => void;
  /**
   * A consent, a rule or a person changed. At the end of the current turn, pages on which other names must stand now, or for
   * whose own person something changed, are sent it; others are sent nothing.
   */
  readonly immediately: () => void;
  /** An emergency began, ended, or somebody was marked: at the end of the turn every page is told what is new for it. */
  readonly emergency: () => void;
  readonly stop: () => void;
};

/** A console has what is new within half of the second that is promised. */
const beatEveryMs = seconds(0.5);
/** A phone needs no more than one frame a second, and its battery would rather have fewer. */
const beatsPerUpdate = 2;

export function createMeHub(deps: MeHubDeps): MeHub {
  const sockets = createLiveSockets<Page>({
    clock: deps.clock,
    perOwner: 5,
    overall: 1_000,
    beatEveryMs,
    onBeat: (live) => {
      live.note.beats += 1;
      if (live.note.beats % beatsPerUpdate === 0) tell.update(live, 'all');
      tell.managed(live);
    },
  });
  const tell = createTelling(deps, sockets, beatEveryMs);
  const sooner = atEndOfTurn(() => {
    for (const live of sockets.all()) {
      tell.update(live, 'atOnce');
      // Who was a warden may be none any more.
      tell.emergency(live);
    }
  });
  const alarm = atEndOfTurn(() => {
    for (const live of sockets.all()) tell.emergency(live);
  });
  return {
    join: (ref, session, socket) => {
      const plan = deps.plan();
      const joined = sockets.open(ref, socket, newPage(ref, session, plan));
      if (!joined.ok) return joined;
      const live = joined.value;
      sockets.send(live, frame({ kind: 'plan', plan }));
      tell.update(live, 'all');
      tell.emergency(live);
      return done({
        show: (floor) => {
          if (floor !== null && !plan.floors.some(({ id }) => id === floor)) return false;
          tell.show(live, floor);
          if (sockets.isOpen(live)) tell.update(live, 'all');
          return true;
        },
        manage: (on) => {
          live.note.isConsole = on;
          live.note.managed = '';
          tell.managed(live);
        },
        answered: () => {
          live.awaitsPong = false;
        },
        leave: () => sockets.leave(live),
      });
    },
    findOver: (ref) => {
      for (const live of sockets.all()) if (live.note.ref === ref) sockets.send(live, frame({ kind: 'find-over' }));
    },
    immediately: sooner.ask,
    emergency: alarm.ask,
    stop: sockets.stop,
  };
}

function frame(message: ToMe): string {
  return padded(JSON.stringify(message), ownFrameBytes);
}
