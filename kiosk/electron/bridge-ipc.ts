// Where the page's words arrive. Each message is believed only when it comes from the top frame of our own page and has
// the one shape that was agreed; anything else is dropped and counted, never answered.

import { z } from 'zod';
import type { FloorId } from '#shared/model/ids.ts';
import { MarkRequest } from '#shared/wire/emergency.ts';
import { type PadAnswer, PadCall, ShowFloor } from '#shared/wire/kiosk-bridge.ts';
import { channels } from '#shared/wire/kiosk-channels.ts';
import { parseAppUrl } from './app-address.ts';

/** The slice of an IPC event that says who speaks. */
export type IpcSender = {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
};

/** The slice of Electron's IpcMain in use. */
export type IpcDoor = {
  on(channel: string, listener: (event: IpcSender, ...args: unknown[]) => void): unknown;
  handle(channel: string, handler: (event: IpcSender, ...args: unknown[]) => Promise<unknown>): void;
};

export type BridgeTasks = {
  /** The page listens from now on: tell it the newest of everything. */
  readonly listen: () => void;
  readonly show: (floor: FloorId) => void;
  readonly askPrivacy: () => void;
  readonly mark: (mark: MarkRequest) => void;
  readonly pad: (call: PadCall) => Promise<PadAnswer>;
  readonly beat: () => void;
  /** A message was dropped. */
  readonly dropped: (channel: string, why: 'sender' | 'shape') => void;
};

const Beat = z.int().min(0);
const Nothing = z.undefined();

/** Serves the six channels of the kiosk bridge. */
export function serveBridge(ipc: IpcDoor, tasks: BridgeTasks): void {
  const accept = <S extends z.ZodType>(channel: string, schema: S, event: IpcSender, args: readonly unknown[]) => {
    const fault = faultOf(schema, event, args);
    if (fault === null) return schema.safeParse(args[0]);
    tasks.dropped(channel, fault);
    return null;
  };
  ipc.on(channels.listen, (event, ...args) => {
    if (accept(channels.listen, Nothing, event, args)?.success) tasks.listen();
  });
  ipc.on(channels.show, (event, ...args) => {
    const asked = accept(channels.show, ShowFloor, event, args);
    if (asked?.success) tasks.show(asked.data.floor);
  });
  ipc.on(channels.privacy, (event, ...args) => {
    if (accept(channels.privacy, Nothing, event, args)?.success) tasks.askPrivacy();
  });
  ipc.on(channels.mark, (event, ...args) => {
    const asked = accept(channels.mark, MarkRequest, event, args);
    if (asked?.success) tasks.mark(asked.data);
  });
  ipc.on(channels.beat, (event, ...args) => {
    if (accept(channels.beat, Beat, event, args)?.success) tasks.beat();
  });
  ipc.handle(channels.pad, async (event, ...args) => {
    const asked = accept(channels.pad, PadCall, event, args);
    if (asked?.success) return tasks.pad(asked.data);
    throw new Error('Not a call of the check-in pad');
  });
}

function faultOf(schema: z.ZodType, event: IpcSender, args: readonly unknown[]): 'sender' | 'shape' | null {
  const frame = event.senderFrame;
  if (!frame || frame.parent !== null || parseAppUrl(frame.url) === null) return 'sender';
  return args.length <= 1 && schema.safeParse(args[0]).success ? null : 'shape';
}
