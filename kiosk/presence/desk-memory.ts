// What the console remembers of its desk, of whose it is and of the plan, in this memory only; signing out leaves nothing.
// What a manager is told is now-memory.ts's. Pure.

import type { Moment } from '#kiosk/board/board-memory.ts';
import type { PrivacyMessage } from '#kiosk/bridge/privacy-bridge.ts';
import type { PrivacyHttp } from '#kiosk/bridge/privacy-http.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { MePlan } from '#shared/wire/me.ts';
import type { PrivacyDesk } from '#shared/wire/privacy-desk.ts';

export type DeskMessage = PrivacyMessage | Awaited<ReturnType<PrivacyHttp['desk']>>;

export type DeskMemory = {
  /** `asking`: nothing has been heard yet. `not-allowed`: signed in, with none of the roles the desk is for. */
  readonly access: 'asking' | 'signed-in' | 'signed-out' | 'not-allowed';
  readonly name: string;
  readonly plan: MePlan | null;
  readonly heard: { readonly desk: PrivacyDesk; readonly at: Moment } | null;
  /** Since when no answer comes. */
  readonly goneSince: Moment | null;
};

export type DeskView = {
  readonly desk: PrivacyDesk;
  readonly plan: MePlan;
  readonly name: string;
  /** The gateway's time, epoch ms. */
  readonly nowMs: number;
  /** While no answer comes: since when, and as of when the rest is. */
  readonly gone: { readonly sinceMs: number; readonly asOfMs: number } | null;
};

export const emptyDeskMemory: DeskMemory = { access: 'asking', name: '', plan: null, heard: null, goneSince: null };

/** After signing out nothing that was still on its way is remembered. */
export function rememberDesk(memory: DeskMemory, message: DeskMessage, at: Moment): DeskMemory {
  if (memory.access === 'signed-out') return memory;
  switch (message.kind) {
    case 'name':
      return { ...memory, access: memory.access === 'not-allowed' ? 'not-allowed' : 'signed-in', name: message.name };
    case 'plan':
      return { ...memory, plan: message.plan };
    case 'desk':
      return { ...memory, access: 'signed-in', heard: { desk: message.desk, at }, goneSince: null };
    case 'no-desk':
      return { ...memory, goneSince: memory.goneSince ?? at };
    case 'not-allowed':
      return { ...memory, access: 'not-allowed', heard: null, goneSince: null };
    case 'managed':
    case 'emergency':
    case 'link':
      return memory;
    case 'signed-out':
      return { ...emptyDeskMemory, access: 'signed-out' };
  }
}

export function momentOf(clock: Clock): Moment {
  return { bootMs: clock.bootMs(), wallMs: clock.wallMs() };
}

/** Milliseconds since then, by whichever clock says more: a tablet that slept has not heard anything. */
export function sinceMs(then: Moment, now: Moment): number {
  return Math.max(0, now.bootMs - then.bootMs, now.wallMs - then.wallMs);
}

/** Null until desk and plan have come. A case or proposal whose time is over is not in it, even when no answer comes. */
export function deskViewOf(memory: DeskMemory, now: Moment): DeskView | null {
  const { heard, plan, name, goneSince } = memory;
  if (!heard || !plan) return null;
  const nowMs = heard.desk.asOfMs + sinceMs(heard.at, now);
  const lives = ({ untilMs }: { readonly untilMs: number }): boolean => untilMs > nowMs;
  const desk = { ...heard.desk, proposals: heard.desk.proposals.filter(lives), glasses: heard.desk.glasses.filter(lives) };
  const gone = goneSince && { sinceMs: nowMs - sinceMs(goneSince, now), asOfMs: heard.desk.asOfMs };
  return { desk, plan, name, nowMs, gone };
}
