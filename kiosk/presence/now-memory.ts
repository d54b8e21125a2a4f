// What the console remembers of the frames it was told: the newest only, in this memory, and gone with the session. What of
// it still holds is decided here. Pure.

import type { Moment } from '#kiosk/board/board-memory.ts';
import type { MeLink } from '#kiosk/bridge/me-bridge.ts';
import { peopleStaleAfterMs } from '#shared/wire/board-socket.ts';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import type { Managed } from '#shared/wire/manage.ts';
import type { MePlan } from '#shared/wire/me.ts';
import { type DeskMessage, sinceMs } from './desk-memory.ts';

export type NowMemory = {
  /** Undefined: nothing has been told yet. Null: this person manages nothing. */
  readonly heard: { readonly managed: Managed; readonly at: Moment } | null | undefined;
  readonly emergency: OwnEmergency | null;
  readonly link: MeLink | null;
};

/** What every section for managers is given. */
export type ManageView = {
  readonly plan: MePlan;
  readonly managed: Managed;
  /** The gateway's time, epoch ms. */
  readonly nowMs: number;
  /** Whose page it is. */
  readonly name: string;
  /** False: what stands here is older than 90 s, and is to be shown with its time (`managed.asOfMs`). */
  readonly fresh: boolean;
  readonly emergency: OwnEmergency | null;
};

export const emptyNowMemory: NowMemory = { heard: undefined, emergency: null, link: null };

export function rememberNow(memory: NowMemory, message: DeskMessage, at: Moment): NowMemory {
  switch (message.kind) {
    case 'managed':
      return { ...memory, heard: message.managed && { managed: message.managed, at } };
    case 'emergency':
      return { ...memory, emergency: message.emergency };
    case 'plan':
      // A new line begins with a plan: the end of an emergency may have been missed.
      return { ...memory, emergency: null };
    case 'link':
      return { ...memory, link: message };
    case 'signed-out':
      return emptyNowMemory;
    default:
      return memory;
  }
}

/** Null until plan and frame have come, and for whoever manages nothing. An emergency is not shown beyond its end. */
export function manageViewOf(memory: NowMemory, plan: MePlan | null, name: string, now: Moment): ManageView | null {
  const { heard, emergency } = memory;
  if (!heard || !plan) return null;
  const ageMs = sinceMs(heard.at, now);
  const nowMs = heard.managed.asOfMs + ageMs;
  const on = emergency && emergency.endsMs > nowMs ? emergency : null;
  return { plan, managed: heard.managed, nowMs, name, fresh: ageMs < peopleStaleAfterMs, emergency: on };
}
