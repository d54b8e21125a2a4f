// A page's websocket that is dialled, watched and dialled again by the rules of ../link: what the bridges of the wall and
// of the employee's page share. Frames that are not of the agreed shape are left out; the next good one repairs that.

import type { z } from 'zod';
import { idleLink, type LinkEffect, type LinkEvent, nextLink } from '#kiosk/link/link-state.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';

type LinkMessage = Extract<ToPage, { kind: 'link' }>;

export type RedialDeps<Frame extends { readonly kind: string }> = {
  readonly clock: Clock;
  readonly random: Random;
  readonly WebSocket: typeof WebSocket;
  readonly url: string;
  readonly schema: z.ZodType<Frame>;
  /** Before every dial; null: it failed, and the next one is due. What it gives is done only if nobody has stopped meanwhile. */
  readonly prepare: () => Promise<(() => void) | null>;
  readonly opened: () => void;
  readonly frame: (frame: Exclude<Frame, { kind: 'heartbeat' }>) => void;
  readonly link: (message: LinkMessage) => void;
  /** What the end of a socket means, `opened` or not; null: nothing more is to be dialled. */
  readonly ended: (code: number, opened: boolean) => 'closed' | 'refused' | null;
};

export type RedialledSocket = {
  /** Sends when there is a line, and is forgotten when there is none. */
  readonly say: (message: object) => void;
  readonly stop: () => void;
};

/** Dials at once and goes on until `stop`. */
export function redialledSocket<Frame extends { readonly kind: string }>(deps: RedialDeps<Frame>): RedialledSocket {
  const { clock } = deps;
  let link = idleLink;
  let socket: WebSocket | null = null;
  let cancelDial = (): void => undefined;

  const feed = (event: LinkEvent): void => {
    const step = nextLink(link, event, { bootMs: clock.bootMs(), wallMs: clock.wallMs() }, deps.random);
    link = step.state;
    for (const effect of step.effects) run(effect);
  };
  const run = (effect: LinkEffect): void => {
    if (effect.kind === 'tell') {
      deps.link(effect.message);
      return;
    }
    drop();
    if (effect.kind === 'dial') cancelDial = clock.after(effect.inMs, () => void dial());
  };
  const drop = (): void => {
    cancelDial();
    const old = socket;
    socket = null;
    old?.close();
  };
  const dial = async (): Promise<void> => {
    const live = { current: true };
    cancelDial = () => {
      live.current = false;
    };
    const go = await deps.prepare();
    if (!live.current) return;
    if (go === null) return feed({ kind: 'closed' });
    go();
    socket = listenTo(new deps.WebSocket(deps.url));
  };
  const listenTo = (fresh: WebSocket): WebSocket => {
    let opened = false;
    const mine = (act: () => void) => (): void => {
      if (socket === fresh) act();
    };
    const open = (): void => {
      opened = true;
      feed({ kind: 'opened' });
      deps.opened();
    };
    const close = (code: number): void => {
      const how = deps.ended(code, opened);
      if (how === null) stop();
      else feed({ kind: how });
    };
    fresh.addEventListener('open', mine(open));
    fresh.addEventListener('message', ({ data }) => mine(() => receive(data))());
    fresh.addEventListener('close', ({ code }) => mine(() => close(code))());
    return fresh;
  };
  const receive = (data: unknown): void => {
    const frame = parse(deps.schema, data);
    if (frame === null) return;
    feed({ kind: 'message' });
    if (frame.kind !== 'heartbeat') deps.frame(frame as Exclude<Frame, { kind: 'heartbeat' }>);
  };
  const stopTicks = clock.every(seconds(1), () => feed({ kind: 'tick' }));
  const stop = (): void => {
    stopTicks();
    drop();
  };
  feed({ kind: 'start' });
  return {
    say: (message) => {
      if (socket?.readyState === deps.WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    stop,
  };
}

function parse<Frame>(schema: z.ZodType<Frame>, data: unknown): Frame | null {
  try {
    return schema.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}
