// Displays at a hub: what is known, and the ends of their sockets, are the test's to look into.

import { maskBoard } from '#gateway/mask/board-mask.ts';
import { createBoardHub, type Seat } from '#gateway/push/board-hub.ts';
import type { LiveSocket } from '#gateway/push/live-sockets.ts';
import type { Display } from '#shared/model/display.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { Emergency } from '#shared/wire/emergency.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { displays, emptyFloor, planOf } from './harness.ts';

export const [lobby, lift] = displays as [Display, Display];

export const noEmergency = (_display: Display): Masked<Emergency> | null => null;

/** `facts.glassUntilMs` stands for whatever must not wait for the beat. */
export function setUp() {
  const clock = fakeClock();
  const facts = { glassUntilMs: 0, tickMs: 0, named: [] as FloorSafety['named'], emergency: noEmergency };
  const hub = createBoardHub({
    clock,
    planFor: planOf,
    emergencyFor: (display) => facts.emergency(display),
    boardFor: (display, id) => {
      const presence = { tickMs: facts.tickMs, floorAbout: null, zones: [] };
      const safety = { state: 'enough', gapFromMs: null, named: facts.named } as const;
      const known = { ...emptyFloor(id), glassUntilMs: facts.glassUntilMs, presence, safety };
      return maskBoard(known, { kind: 'wall', wallNames: display.wallNames });
    },
  });
  return { clock, hub, facts };
}

export const endOfTurn = (): Promise<void> => Promise.resolve();

/** The end of a socket that a test can look into. */
export function endOf() {
  const kinds: string[] = [];
  const texts: string[] = [];
  const state = { kinds, texts, closed: 0, terminated: false, pings: 0, buffered: 0 };
  const socket: LiveSocket = {
    send: (text) => {
      kinds.push(JSON.parse(text).kind);
      texts.push(text);
    },
    ping: () => (state.pings += 1),
    close: (code) => (state.closed = code),
    terminate: () => (state.terminated = true),
    bufferedBytes: () => state.buffered,
  };
  return { state, socket };
}

export function join(hub: ReturnType<typeof setUp>['hub'], display: Display) {
  const end = endOf();
  const joined = hub.join(display, end.socket);
  if (!joined.ok) throw new Error(joined.why);
  end.state.kinds.length = 0;
  end.state.texts.length = 0;
  return { ...end.state, state: end.state, seat: joined.value satisfies Seat };
}
