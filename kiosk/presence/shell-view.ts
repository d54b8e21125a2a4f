// What the console shows at this moment, whatever the section: pure, from what was heard and the time. Nothing is drawn before
// both the desk and the frame of a manager were heard of, so that the page opens where it stays.

import type { Moment } from '#kiosk/board/board-memory.ts';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import type { MePlan } from '#shared/wire/me.ts';
import { type DeskMemory, type DeskView, deskViewOf, sinceMs } from './desk-memory.ts';
import { type ManageView, manageViewOf, type NowMemory } from './now-memory.ts';
import { type Section, sectionsOf } from './shell-sections.ts';

export type ShellView = {
  readonly plan: MePlan;
  readonly name: string;
  /** The gateway's time, epoch ms. */
  readonly nowMs: number;
  readonly sections: readonly [Section, ...Section[]];
  /** Null for whoever holds none of the roles of the section "Privacy". */
  readonly desk: DeskView | null;
  /** Null for whoever manages nothing. */
  readonly manage: ManageView | null;
  readonly emergency: OwnEmergency | null;
  /** While the frames of a manager don't come: since when, and as of when the rest is. */
  readonly cut: { readonly sinceMs: number; readonly asOfMs: number } | null;
};

export type Shell =
  | { readonly kind: 'waiting' | 'signed-out' | 'not-allowed' }
  | { readonly kind: 'shown'; readonly view: ShellView };

export function shellOf(memory: DeskMemory, heard: NowMemory, now: Moment): Shell {
  const { access, plan, name } = memory;
  if (access === 'signed-out') return { kind: 'signed-out' };
  const deskKnown = memory.heard !== null || memory.goneSince !== null || access === 'not-allowed';
  if (!plan || !deskKnown || heard.heard === undefined) return { kind: 'waiting' };
  const desk = deskViewOf(memory, now);
  const manage = manageViewOf(heard, plan, name, now);
  const [first, ...others] = sectionsOf(manage?.managed.may ?? null, desk !== null);
  if (first === undefined) return { kind: access === 'not-allowed' ? 'not-allowed' : 'waiting' };
  const nowMs = manage?.nowMs ?? desk?.nowMs ?? now.wallMs;
  const emergency = heard.emergency && heard.emergency.endsMs > nowMs ? heard.emergency : null;
  const cut = cutOf(heard, manage, now);
  return { kind: 'shown', view: { plan, name, nowMs, sections: [first, ...others], desk, manage, emergency, cut } };
}

function cutOf({ heard, link }: NowMemory, manage: ManageView | null, now: Moment): ShellView['cut'] {
  if (!heard || !manage) return null;
  const asOfMs = heard.managed.asOfMs;
  if (link && !link.up) return { sinceMs: Math.min(manage.nowMs, link.sinceMs + manage.nowMs - now.wallMs), asOfMs };
  return manage.fresh ? null : { sinceMs: manage.nowMs - sinceMs(heard.at, now), asOfMs };
}
