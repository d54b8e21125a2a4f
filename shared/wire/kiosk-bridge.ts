// The one thing a page can reach: `window.kiosk`. In Electron the preload puts it there and the main process owns token
// and socket; in a plain browser kiosk/bridge makes the same thing over fetch and WebSocket.

import { z } from 'zod';
import type { FloorId } from '#shared/model/ids.ts';
import { FloorId as FloorIdSchema } from '#shared/model/ids.ts';
import { Board } from './board.ts';
import { ActionReply, BookingActionRequest, SignInReply, SignInRequest, WalkUpRequest } from './check-in.ts';
import { Emergency, type MarkRequest } from './emergency.ts';
import { DisplayCommand } from './manage.ts';
import { Plan } from './plan.ts';
import { WallPrivacy } from './wall-privacy.ts';

/** What the page is told. `link` says whether the gateway can be reached and, while it can't, since when and why. */
export const ToPage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), plan: Plan }),
  z.object({ kind: z.literal('board'), board: Board }),
  z.object({ kind: z.literal('privacy'), privacy: WallPrivacy }),
  z.object({ kind: z.literal('emergency'), emergency: Emergency.nullable() }),
  z.object({ kind: z.literal('command'), command: DisplayCommand }),
  z.object({
    kind: z.literal('link'),
    up: z.boolean(),
    sinceMs: z.int(),
    /** `unknown-display`: the gateway does not know this display or its token; a person has to act. */
    problem: z.enum(['unreachable', 'unknown-display']).optional(),
  }),
]);
export type ToPage = z.infer<typeof ToPage>;

/** What the page may ask; `offline` means that no answer came, so nothing is known to have happened. */
export const PadCall = z.discriminatedUnion('call', [
  z.strictObject({ call: z.literal('sign-in'), body: SignInRequest }),
  z.strictObject({ call: z.literal('confirm'), body: BookingActionRequest }),
  z.strictObject({ call: z.literal('release'), body: BookingActionRequest }),
  z.strictObject({ call: z.literal('walk-up'), body: WalkUpRequest }),
  z.strictObject({ call: z.literal('done'), body: z.strictObject({ session: z.string().max(100) }) }),
]);
export type PadCall = z.infer<typeof PadCall>;

export const Offline = z.object({ ok: z.literal(false), why: z.literal('offline') });
export type Offline = z.infer<typeof Offline>;
export const PadAnswer = z.union([SignInReply, ActionReply, Offline, z.object({ ok: z.literal(true), did: z.literal('done') })]);
export type PadAnswer = z.infer<typeof PadAnswer>;

export const ShowFloor = z.strictObject({ floor: FloorIdSchema });

/** The bridge itself. */
export type KioskBridge = {
  /** Calls `listener` with the newest plan, board and link state at once, then with every change. Returns a stop. */
  readonly listen: (listener: (message: ToPage) => void) => () => void;
  readonly show: (floor: FloorId) => void;
  /** Asks for the privacy page; it comes to the listener as soon as the gateway has answered. */
  readonly askPrivacy: () => void;
  /** Somebody at the wall says that a person of the roll call is safe, or that it was a mistake. */
  readonly mark: (mark: MarkRequest) => void;
  readonly pad: (call: PadCall) => Promise<PadAnswer>;
  /** The page drew something: called from a frame after a commit, every 5 s. Electron's watch lives on it. */
  readonly beat: (sequence: number) => void;
};
