// What the employee's page says at this moment: pure, from what is remembered and the time.

import type { Moment } from '#kiosk/board/board-memory.ts';
import { type BoardView, viewOf } from '#kiosk/board/board-view.ts';
import { DisplayId, type FloorId } from '#shared/model/ids.ts';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import type { Me, MePlan, OwnDot } from '#shared/wire/me.ts';
import type { Plan } from '#shared/wire/plan.ts';
import { type HeardEmergency, type MeMemory, offsetMs, ownAgeMs } from './me-memory.ts';

export type MeView = {
  /** With the own place as old as it is now, and without it once it is over. */
  readonly me: Me;
  readonly plan: MePlan;
  /** The gateway's time, epoch ms. */
  readonly nowMs: number;
  /** While the gateway can't be reached: since when, and as of when the rest is. */
  readonly gone: { readonly sinceMs: number; readonly asOfMs: number } | null;
  /** What is on; `safeAtMs`: when the person was marked safe, if this page saw it. */
  readonly emergency: { readonly own: OwnEmergency; readonly asOfMs: number; readonly safeAtMs: number | null } | null;
};

/** Null until frame and plan have come. */
export function meViewOf(memory: MeMemory, now: Moment): MeView | null {
  const { own, plan, link, emergency } = memory;
  if (!own || !plan) return null;
  const ageMs = ownAgeMs(own, now);
  const aheadMs = offsetMs(own);
  const nowMs = now.wallMs + aheadMs;
  const dot = agedDot(own.me.dot, ageMs);
  const holding = own.me.holding && own.me.holding.untilMs > nowMs ? own.me.holding : null;
  return {
    me: { ...own.me, dot, near: dot ? own.me.near : [], holding },
    plan,
    nowMs,
    gone: link && !link.up ? { sinceMs: link.sinceMs + aheadMs, asOfMs: own.me.asOfMs } : null,
    emergency: emergency && nowMs < emergency.own.endsMs ? emergencyView(emergency, aheadMs) : null,
  };
}

function emergencyView({ own, at, safeAt }: HeardEmergency, aheadMs: number): MeView['emergency'] {
  return { own, asOfMs: at.wallMs + aheadMs, safeAtMs: safeAt && safeAt.wallMs + aheadMs };
}

function agedDot(dot: OwnDot | null, byMs: number): OwnDot | null {
  if (!dot || byMs >= dot.goneInMs) return null;
  return { ...dot, ageMs: dot.ageMs + byMs, goneInMs: dot.goneInMs - byMs };
}

const thisPhone = DisplayId.parse('this-phone');

/** The board of a floor as the wall's drawings take it: the phone is a display that stands where its person is. */
export function floorViewOf(memory: MeMemory, view: MeView, floor: FloorId, now: Moment): BoardView | null {
  const { dot } = view.me;
  const at = dot?.place;
  const display = { id: thisPhone, name: '', floor: dot?.floor ?? floor, ...(at ? { at } : {}) };
  const plan: Plan = { ...view.plan, display };
  return viewOf({ ...memory.board, plan, link: memory.link }, floor, now);
}
