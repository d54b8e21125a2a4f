// Messages on a display's websocket, /api/v1/board-socket. One JSON text per frame.

import { z } from 'zod';
import { FloorId } from '#shared/model/ids.ts';
import { Board } from './board.ts';
import { Emergency, MarkRequest } from './emergency.ts';
import { DisplayCommand } from './manage.ts';
import { Plan } from './plan.ts';
import { WallPrivacy } from './wall-privacy.ts';

/** Gateway to display. The plan comes first after every connect; a heartbeat at least every 15 s. */
export const ToDisplay = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), plan: Plan }),
  z.object({ kind: z.literal('board'), board: Board }),
  /** The answer to `privacy`. */
  z.object({ kind: z.literal('privacy'), privacy: WallPrivacy }),
  /** The roll call of the floors this display may show, with every change of it; null when it has ended. After a
   * plan none is on until this says so. */
  z.object({ kind: z.literal('emergency'), emergency: Emergency.nullable() }),
  /** What a manager asks of this display. */
  z.object({ kind: z.literal('command'), command: DisplayCommand }),
  z.object({ kind: z.literal('heartbeat'), atMs: z.int() }),
]);
export type ToDisplay = z.infer<typeof ToDisplay>;

/** Display to gateway: which floor to show from now on; that somebody wants to read the privacy page; that somebody is safe. */
export const FromDisplay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('show'), floor: FloorId }),
  z.strictObject({ kind: z.literal('privacy') }),
  z.strictObject({ kind: z.literal('mark'), mark: MarkRequest }),
]);
export type FromDisplay = z.infer<typeof FromDisplay>;

/** Nothing heard for this long: the link is dead, dial again. */
export const linkDeadAfterMs = 45_000;
/** The gateway says something at least this often. */
export const heartbeatEveryMs = 15_000;
/** A board older than this shows no people any more; the plan stays. */
export const peopleStaleAfterMs = 90_000;
