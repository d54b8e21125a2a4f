// Keeps the employees' pages up to date: each gets the frame about its own person and the board of the floor it looks at,
// and only when something in it is new. A session that ended, for whatever reason, ends its sockets with the next round.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { Me, MePlan, ToMe } from '#shared/wire/me.ts';
import { closeCodes } from './close-codes.ts';
import { createLiveSockets, type Live, type LiveSocket } from './live-sockets.ts';
import type { MeSession } from './me-session.ts';
import { createRounds } from './rounds.ts';

/** An open page. */
type MeSeat = {
  /** Shows this floor's board from now on, or none; false when the building has no such floor. */
  readonly show: (floor: FloorId | null) => boolean;
  readonly answered: () => void;
  readonly leave: () => void;
};

export type MeHub = {
  /** `session` is asked in every round: an open page is contact. Refuses beyond 5 pages per person and 1,000 in all. */
  readonly join: (ref: SubjectRef, session: () => MeSession | null, socket: LiveSocket) => Outcome<MeSeat, 'full'>;
  readonly changed: (floor?: FloorId) => void;
  /** The last answer this person got to a search holds no more. */
  readonly findOver: (ref: SubjectRef) => void;
  /** Everything at the end of the current turn: a consent, a rule or a person changed. */
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
  floor: FloorId | null;
  sentMe: string;
  sentBoard: string;
};

/** A phone needs no more than one frame a second, and its battery would rather have fewer. */
const minIntervalMs = seconds(1);
const refreshEveryMs = seconds(5);

export function createMeHub(deps: MeHubDeps): MeHub {
  const { clock } = deps;
  const rounds = createRounds({ clock, minIntervalMs, run: () => sockets.all().forEach(update) });
  const sockets = createLiveSockets<Page>({
    clock,
    perOwner: 5,
    overall: 1_000,
    whileOpen: () => {
      const stop = clock.every(refreshEveryMs, rounds.immediately);
      return () => {
        stop();
        rounds.cancel();
      };
    },
  });
  const update = (live: Live<Page>): void => {
    const { note } = live;
    const session = note.session();
    const me = session?.ref === note.ref ? deps.me(session) : null;
    if (me === null) {
      sockets.close(live, closeCodes.unknownDisplay, 'signed out');
      return;
    }
    const about = JSON.stringify({ ...me, asOfMs: 0 });
    if (about !== note.sentMe) {
      note.sentMe = about;
      if (!sockets.send(live, frame({ kind: 'me', me }))) return;
    }
    const board = note.floor === null ? null : deps.boardFor(note.ref, note.floor);
    if (board === null) return;
    const shown = JSON.stringify({ ...board, asOfMs: 0 });
    if (shown === note.sentBoard) return;
    note.sentBoard = shown;
    sockets.send(live, frame({ kind: 'board', board }));
  };
  return {
    join: (ref, session, socket) => {
      const plan = deps.plan();
      const joined = sockets.open(ref, socket, { ref, session, floor: null, sentMe: '', sentBoard: '' });
      if (!joined.ok) return joined;
      const live = joined.value;
      sockets.send(live, frame({ kind: 'plan', plan }));
      update(live);
      return done({
        show: (floor) => {
          if (floor !== null && !plan.floors.some(({ id }) => id === floor)) return false;
          live.note.floor = floor;
          live.note.sentBoard = '';
          if (sockets.isOpen(live)) update(live);
          return true;
        },
        answered: () => {
          live.awaitsPong = false;
        },
        leave: () => sockets.leave(live),
      });
    },
    changed: (floor) => {
      if (sockets.size() > 0) rounds.changed(floor);
    },
    findOver: (ref) => {
      for (const live of sockets.all()) if (live.note.ref === ref) sockets.send(live, frame({ kind: 'find-over' }));
    },
    immediately: rounds.immediately,
    stop: sockets.stop,
  };
}

function frame(message: ToMe): string {
  return JSON.stringify(message);
}
