// What one open page is told, and whether it is new to it: the frame about its own person, the board it looks at, what is
// managed, and an emergency. Who is signed out meanwhile is told nothing more.

import type { Clock } from '#shared/kit/clock.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import type { Managed } from '#shared/wire/manage.ts';
import type { Me, MePlan, ToMe } from '#shared/wire/me.ts';
import { closeCodes } from './close-codes.ts';
import { createConsoleFrames } from './console-frames.ts';
import { boardLengths, ownFrameBytes, padded } from './frame-length.ts';
import type { Live, LiveSockets } from './live-sockets.ts';
import type { MeSession } from './me-session.ts';
import { namesOn } from './names-on.ts';

export type MeHubDeps = {
  readonly clock: Clock;
  /** Null: this person is not known any more, so the page is signed out. */
  readonly me: (session: MeSession) => Masked<Me> | null;
  readonly boardFor: (ref: SubjectRef, floor: FloorId) => Masked<Board> | null;
  readonly plan: () => MePlan;
  /** Null: this person manages nothing here. Asked for consoles only. */
  readonly managed: (ref: SubjectRef) => Masked<Managed> | null;
  /** Null while none is on. */
  readonly emergencyOf: (ref: SubjectRef) => Masked<OwnEmergency> | null;
};

export type Page = {
  readonly ref: SubjectRef;
  readonly session: () => MeSession | null;
  readonly lengths: ReturnType<typeof boardLengths>;
  floor: FloorId | null;
  isConsole: boolean;
  /** Beats since it was opened. */
  beats: number;
  me: Sent;
  board: Sent;
  /** As text; empty before the first, and for an emergency while none was on. */
  managed: string;
  emergency: string;
};
/** What was sent last, as text without its time: all of it, and the part of it that does not wait for the beat. */
type Sent = { readonly all: string; readonly atOnce: string };
type Look = keyof Sent;

const nothing: Sent = { all: '', atOnce: '' };

export function newPage(ref: SubjectRef, session: Page['session'], plan: MePlan): Page {
  const told = { me: nothing, board: nothing, managed: '', emergency: noEmergency };
  return { ref, session, lengths: boardLengths(plan.floors), floor: null, isConsole: false, beats: 0, ...told };
}

/** `managedEveryMs`: how often a console is told, so that what it is told is made no more often. */
export function createTelling(deps: MeHubDeps, sockets: LiveSockets<Page>, managedEveryMs: number) {
  const consoleFrame = createConsoleFrames({ ...deps, beatEveryMs: managedEveryMs });
  /** Null closes the page. */
  const meNow = ({ session, ref }: Page): Masked<Me> | null => {
    const now = session();
    return now?.ref === ref ? deps.me(now) : null;
  };
  const me = (live: Live<Page>, look: Look): boolean => {
    const { note } = live;
    const now = meNow(note);
    if (now === null) {
      sockets.close(live, closeCodes.unknownDisplay, 'signed out');
      return false;
    }
    const about = sentOfMe(now);
    if (about[look] === note.me[look]) return true;
    note.me = about;
    return sockets.send(live, frame({ kind: 'me', me: now }));
  };
  const board = (live: Live<Page>, look: Look): void => {
    const { note } = live;
    const now = note.floor === null ? null : deps.boardFor(note.ref, note.floor);
    if (now === null) return;
    const shown = { all: JSON.stringify({ ...now, asOfMs: 0 }), atOnce: namesOn(now) };
    if (shown[look] === note.board[look]) return;
    note.board = shown;
    sockets.send(live, frame({ kind: 'board', board: now }, note.lengths.get(now.floor)));
  };
  const emergency = (live: Live<Page>): void => {
    const text = emergencyFrame(deps.emergencyOf(live.note.ref));
    if (text === live.note.emergency) return;
    live.note.emergency = text;
    sockets.send(live, text);
  };
  const managed = (live: Live<Page>): void => {
    const { about, text } = consoleFrame(live.note.ref);
    if (about === live.note.managed) return;
    live.note.managed = about;
    sockets.send(live, text);
  };
  /** To nobody whose session has ended; the next look at the page closes it. */
  const ifSignedIn = (live: Live<Page>, tell: (live: Live<Page>) => unknown): void => {
    if (sockets.isOpen(live) && live.note.session()?.ref === live.note.ref) tell(live);
  };
  return {
    /** Everything that is new, or with `atOnce` what of it does not wait for the beat. */
    update: (live: Live<Page>, look: Look): void => {
      if (me(live, look)) board(live, look);
    },
    /** Shows another floor, whether or not it looks the same as the last. */
    show: (live: Live<Page>, floor: FloorId | null): void => {
      live.note.floor = floor;
      live.note.board = nothing;
    },
    managed: (live: Live<Page>): void => {
      if (live.note.isConsole) ifSignedIn(live, managed);
    },
    emergency: (live: Live<Page>): void => ifSignedIn(live, emergency),
  };
}

const noEmergency = emergencyFrame(null);

/** Not filled up: that an emergency is on is no secret in the building. */
function emergencyFrame(emergency: Masked<OwnEmergency> | null): string {
  const message: ToMe = { kind: 'emergency', emergency };
  return JSON.stringify(message);
}

/** The own place moves all the time and free spaces come and go: a frame for those would come whenever anything happens. */
function sentOfMe(me: Me): Sent {
  const all = { ...me, asOfMs: 0 };
  return { all: JSON.stringify(all), atOnce: JSON.stringify({ ...all, dot: me.dot !== null, near: [] }) };
}

function frame(message: ToMe, bytes = ownFrameBytes): string {
  return padded(JSON.stringify(message), bytes);
}
