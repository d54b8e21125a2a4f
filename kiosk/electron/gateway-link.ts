// The link to the gateway: carries out the rules of kiosk/link/link-state.ts on real sockets, and lets only messages of
// the agreed shape through to the page.

import { idleLink, type LinkEffect, type LinkEvent, type LinkState, nextLink } from '#kiosk/link/link-state.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { FloorId } from '#shared/model/ids.ts';
import { type FromDisplay, ToDisplay } from '#shared/wire/board-socket.ts';
import type { MarkRequest } from '#shared/wire/emergency.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { createGatewayLine } from './gateway-line.ts';
import type { DialSocket } from './gateway-socket.ts';
import type { Identity } from './identity.ts';
import type { KioskLog } from './log.ts';

type Deps = {
  readonly dial: DialSocket;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: KioskLog;
  readonly tell: (message: ToPage) => void;
};

export type GatewayLink = {
  /** Which floor the page wants from now on, also after the next dial. */
  readonly show: (floor: FloorId) => void;
  /** Asks for the privacy page; without a line the question is lost, and the page asks again when there is one. */
  readonly askPrivacy: () => void;
  /** Says whom somebody marked; lost without a line, and the roll call that stays the same says so. */
  readonly mark: (mark: MarkRequest) => void;
  readonly stop: () => void;
};

/** Dials at once and keeps the link until `stop`. */
export function startGatewayLink(deps: Deps): GatewayLink {
  let wanted: FloorId | null = null;
  const say = (message: FromDisplay): void => line.send(JSON.stringify(message));
  const sendWanted = (): void => {
    if (wanted !== null) say({ kind: 'show', floor: wanted });
  };
  const line = createGatewayLine(deps.dial, deps.identity, {
    opened: () => {
      rules.feed('opened');
      sendWanted();
    },
    message: (text) => {
      const message = parseMessage(text);
      if (message === null) deps.log('warn', 'message of the gateway dropped: not of the agreed shape');
      else rules.feed('message');
      if (message !== null && message.kind !== 'heartbeat') deps.tell(message);
    },
    ended: (how) => rules.feed(how),
  });
  const rules = followRules(deps, line);
  rules.feed('start');
  return {
    show: (floor) => {
      wanted = floor;
      sendWanted();
    },
    askPrivacy: () => say({ kind: 'privacy' }),
    mark: (mark) => say({ kind: 'mark', mark }),
    stop: () => {
      rules.stop();
      line.hangUp();
    },
  };
}

type Line = { readonly dial: () => Promise<void>; readonly hangUp: () => void };
type Rules = { readonly feed: (kind: LinkEvent['kind']) => void; readonly stop: () => void };

/** Keeps the state of the link and does what its rules say. */
function followRules({ clock, random, log, tell }: Omit<Deps, 'dial' | 'identity'>, line: Line): Rules {
  let state = idleLink;
  let cancelDial: Cancel = () => {};
  const act = (effect: LinkEffect): void => {
    if (effect.kind === 'terminate') line.hangUp();
    if (effect.kind === 'dial') {
      cancelDial();
      cancelDial = clock.after(effect.inMs, () => void line.dial());
    }
    if (effect.kind === 'tell') {
      const { up, problem } = effect.message;
      log(up ? 'info' : 'warn', 'gateway link', { up, problem: problem ?? 'none' });
      tell(effect.message);
    }
  };
  const feed = (kind: LinkEvent['kind']): void => {
    const step = nextLink(state, { kind }, { bootMs: bootMsFor(kind, state, clock), wallMs: clock.wallMs() }, random);
    state = step.state;
    for (const effect of step.effects) act(effect);
  };
  const stopTicks = clock.every(seconds(1), () => feed('tick'));
  return {
    feed,
    stop: () => {
      stopTicks();
      cancelDial();
    },
  };
}

/**
 * Boot time comes in hundredths of a second and timers don't, so a dial can fail "before" it began and would be taken for
 * a late close of the one before. Events of the present line are never earlier than its dial.
 */
function bootMsFor(kind: LinkEvent['kind'], state: LinkState, clock: Clock): number {
  return kind === 'tick' ? clock.bootMs() : Math.max(clock.bootMs(), state.dialAtMs);
}

function parseMessage(text: string): ToDisplay | null {
  try {
    const parsed = ToDisplay.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
