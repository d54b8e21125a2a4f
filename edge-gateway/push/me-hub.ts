// Keeps the employees' pages up to date: on its own beat each gets the frame about its own person and the board of the floor
// it looks at, when something in it is new. What this page may not see makes no frame and moves none. A session that ended,
// for whatever reason, ends its sockets with the next beat.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { Me, MePlan, ToMe } from '#shared/wire/me.ts';
import { closeCodes } from './close-codes.ts';
import { atEndOfTurn } from './end-of-turn.ts';
import { boardLengths, ownFrameBytes, padded } from './frame-length.ts';
import { createLiveSockets, type Live, type LiveSocket } from './live-sockets.ts';
import type { MeSession } from './me-session.ts';
import { namesOn } from './names-on.ts';

/** An open page. */
type MeSeat = {
  /** Shows this floor's board from now on, or none; false when the building has no such floor. */
  readonly show: (floor: FloorId | null) => boolean;
  readonly answered: () => void;
  readonly leave: () => void;
};

export type MeHub = {
  /** `session` is asked at every beat: an open page is contact. Refuses beyond 5 pages per person and 1,000 in all. */
  readonly join: (ref: SubjectRef, session: () => MeSession | null, socket: LiveSocket) => Outcome<MeSeat, 'full'>;
  /** Something may look different now. It waits for the beat, and there is nothing to do for it. */
  readonly changed: (floor?: FloorId) => void;
  /** The last answer this person got to a search holds no more. */
  readonly findOver: (ref: SubjectRef) => void;
  /**
   * A consent, a rule or a person changed. At the end of the current turn, pages on which other names must stand now, or for
   * whose own person something changed, are sent it; others are sent nothing.
   */
  readonly immediately: () => void;
  readonly stop: () => void;
};

export type MeHubDeps = {
  readonly clock: Clock;
  /** Null: this person is not known any more, so the page is signed out. */
  readonly me: (session: MeSession) => Masked<Me> | null;
  readonly boardFor: (ref: SubjectRef, floor: FloorId) => Masked<Board> | null;
  readonly plan: () => MePlan;
};

type Page = {
  readonly ref: SubjectRef;
  readonly session: () => MeSession | null;
  readonly lengths: ReturnType<typeof boardLengths>;
  floor: FloorId | null;
  me: Sent;
  board: Sent;
};
/** What was sent last, as text without its time: all of it, and the part of it that does not wait for the beat. */
type Sent = { readonly all: string; readonly atOnce: string };

/** A phone needs no more than one frame a second, and its battery would rather have fewer. */
const beatEveryMs = seconds(1);
const nothing: Sent = { all: '', atOnce: '' };

export function createMeHub(deps: MeHubDeps): MeHub {
  const sockets = createLiveSockets<Page>({
    clock: deps.clock,
    perOwner: 5,
    overall: 1_000,
    beatEveryMs,
    onBeat: (live) => update(live, 'all'),
  });
  const update = (live: Live<Page>, look: keyof Sent): void => {
    const { note } = live;
    const session = note.session();
    const me = session?.ref === note.ref ? deps.me(session) : null;
    if (me === null) {
      sockets.close(live, closeCodes.unknownDisplay, 'signed out');
      return;
    }
    const about = sentOfMe(me);
    if (about[look] !== note.me[look]) {
      note.me = about;
      if (!sockets.send(live, frame({ kind: 'me', me }))) return;
    }
    const board = note.floor === null ? null : deps.boardFor(note.ref, note.floor);
    if (board === null) return;
    const shown = { all: JSON.stringify({ ...board, asOfMs: 0 }), atOnce: namesOn(board) };
    if (shown[look] === note.board[look]) return;
    note.board = shown;
    sockets.send(live, frame({ kind: 'board', board }, note.lengths.get(board.floor)));
  };
  const sooner = atEndOfTurn(() => {
    for (const live of sockets.all()) update(live, 'atOnce');
  });
  return {
    join: (ref, session, socket) => {
      const plan = deps.plan();
      const page = { ref, session, lengths: boardLengths(plan.floors), floor: null, me: nothing, board: nothing };
      const joined = sockets.open(ref, socket, page);
      if (!joined.ok) return joined;
      const live = joined.value;
      sockets.send(live, frame({ kind: 'plan', plan }));
      update(live, 'all');
      return done({
        show: (floor) => {
          if (floor !== null && !plan.floors.some(({ id }) => id === floor)) return false;
          live.note.floor = floor;
          live.note.board = nothing;
          if (sockets.isOpen(live)) update(live, 'all');
          return true;
        },
        answered: () => {
          live.awaitsPong = false;
        },
        leave: () => sockets.leave(live),
      });
    },
    changed: () => undefined,
    findOver: (ref) => {
      for (const live of sockets.all()) if (live.note.ref === ref) sockets.send(live, frame({ kind: 'find-over' }));
    },
    immediately: sooner.ask,
    stop: sockets.stop,
  };
}

/** The own place moves all the time and free spaces come and go: a frame for those would come whenever anything happens. */
function sentOfMe(me: Me): Sent {
  const all = { ...me, asOfMs: 0 };
  return { all: JSON.stringify(all), atOnce: JSON.stringify({ ...all, dot: me.dot !== null, near: [] }) };
}

function frame(message: ToMe, bytes = ownFrameBytes): string {
  return padded(JSON.stringify(message), bytes);
}
