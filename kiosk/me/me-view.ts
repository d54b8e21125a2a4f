// What the employee's page says at this moment: pure, from what is remembered and the time.

import type { Moment } from '#kiosk/board/board-memory.ts';
import { type BoardView, viewOf } from '#kiosk/board/board-view.ts';
import { seconds } from '#shared/kit/duration.ts';
import { DisplayId, type FloorId } from '#shared/model/ids.ts';
import type { Me, MePlan, OwnDot } from '#shared/wire/me.ts';
import type { Plan } from '#shared/wire/plan.ts';
import { type MeMemory, ownAgeMs } from './me-memory.ts';

export type MeView = {
  /** With the own place as old as it is now, and without it once it is over. */
  readonly me: Me;
  readonly plan: MePlan;
  /** The gateway's time, epoch ms. */
  readonly nowMs: number;
  /** While the gateway can't be reached: since when, and as of when the rest is. */
  readonly gone: { readonly sinceMs: number; readonly asOfMs: number } | null;
};

/** Clocks that differ by less than this are taken for equal, so that the shown time does not follow network delays. */
const clockToleranceMs = seconds(5);

/** Null until frame and plan have come. */
export function meViewOf(memory: MeMemory, now: Moment): MeView | null {
  const { own, plan, link } = memory;
  if (!own || !plan) return null;
  const ageMs = ownAgeMs(own, now);
  const offset = own.me.asOfMs - own.at.wallMs;
  const offsetMs = Math.abs(offset) < clockToleranceMs ? 0 : offset;
  const nowMs = now.wallMs + offsetMs;
  const dot = agedDot(own.me.dot, ageMs);
  const holding = own.me.holding && own.me.holding.untilMs > nowMs ? own.me.holding : null;
  return {
    me: { ...own.me, dot, near: dot ? own.me.near : [], holding },
    plan,
    nowMs,
    gone: link && !link.up ? { sinceMs: link.sinceMs + offsetMs, asOfMs: own.me.asOfMs } : null,
  };
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
