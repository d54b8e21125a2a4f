// Pages at a hub: what is known, who is signed in, and the ends of their sockets are the test's to look into.

import { maskBoard } from '#gateway/mask/board-mask.ts';
import { maskOwn } from '#gateway/mask/own-mask.ts';
import type { LiveSocket } from '#gateway/push/live-sockets.ts';
import { createMeHub } from '#gateway/push/me-hub.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import type { Managed } from '#shared/wire/manage.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { emptyFloor } from './harness.ts';
import { ana, aPerson, knownSelf, plan } from './me-page.ts';

export function setUp() {
  const clock = fakeClock();
  const facts = {
    ...{ bookingUp: true, sinceMs: 0, glassUntilMs: 0, known: true, fix: null as Fix | null },
    managed: (): Masked<Managed> | null => null,
    emergencyOf: (_ref: SubjectRef): Masked<OwnEmergency> | null => null,
  };
  const hub = createMeHub({
    ...{ clock, plan: () => plan, managed: () => facts.managed(), emergencyOf: (ref) => facts.emergencyOf(ref) },
    me: ({ ref }) =>
      facts.known
        ? maskOwn(knownSelf({ person: aPerson(ref), asOfMs: clock.wallMs(), bookingUp: facts.bookingUp, fix: facts.fix }))
        : null,
    boardFor: (_ref, id) => {
      const booking = { up: false, sinceMs: facts.sinceMs };
      const { glassUntilMs } = facts;
      return maskBoard({ ...emptyFloor(id), asOfMs: clock.wallMs(), booking, glassUntilMs }, { kind: 'wall', wallNames: 'none' });
    },
  });
  return { clock, facts, hub };
}
export type World = ReturnType<typeof setUp>;
export const endOfTurn = (): Promise<void> => Promise.resolve();

export const idleSocket: LiveSocket = {
  ...{ send: () => undefined, ping: () => undefined, close: () => undefined, terminate: () => undefined },
  bufferedBytes: () => 0,
};

/** An open page whose socket a test can look into; `session.ref` is whose it is now. */
export function open({ hub }: World, ref: SubjectRef = ana) {
  const kinds: string[] = [];
  const texts: string[] = [];
  const state = {
    ...{ kinds, texts, closed: [] as number[], terminated: false, buffered: 0, ref: ref as SubjectRef | null },
    told: (): unknown[] => texts.map((text) => JSON.parse(text).managed).filter((managed) => managed !== undefined),
    emergencies: (): unknown[] => texts.map((text) => JSON.parse(text).emergency).filter((one) => one !== undefined),
  };
  const socket: LiveSocket = {
    ...idleSocket,
    send: (text) => {
      kinds.push(JSON.parse(text).kind);
      texts.push(text);
    },
    close: (code) => state.closed.push(code),
    terminate: () => (state.terminated = true),
    bufferedBytes: () => state.buffered,
  };
  const joined = hub.join(ref, () => state.ref && { ref: state.ref, endsAtMs: 1 }, socket);
  if (!joined.ok) throw new Error(joined.why);
  kinds.length = 0;
  texts.length = 0;
  return { ...joined.value, state };
}
