// What the page gets: the six functions of KioskBridge over seven channels. The page never receives an IPC event object,
// and what it sends is checked by the main process, not here: a page that broke in could bend this code.

import type { KioskBridge, PadAnswer, ToPage } from '#shared/wire/kiosk-bridge.ts';
import { channels } from '#shared/wire/kiosk-channels.ts';

/** The slice of Electron's ipcRenderer in use. */
export type IpcLine = {
  on(channel: string, listener: (event: unknown, message: ToPage) => void): unknown;
  send(channel: string, ...args: unknown[]): void;
  invoke(channel: string, ...args: unknown[]): Promise<PadAnswer>;
};

/** Makes the bridge; the main process hears of the first listener and answers with the newest of everything. */
export function createBridge(line: IpcLine): KioskBridge {
  const newest = new Map<ToPage['kind'], ToPage>();
  const listeners = new Set<(message: ToPage) => void>();
  let asked = false;
  line.on(channels.toPage, (_event, message) => {
    // A new line begins with a plan: the end of an emergency may have been missed.
    if (message.kind === 'plan') newest.delete('emergency');
    if (message.kind !== 'privacy' && message.kind !== 'command') newest.set(message.kind, message);
    for (const listener of listeners) listener(message);
  });
  return {
    listen: (listener) => {
      listeners.add(listener);
      for (const message of newest.values()) listener(message);
      if (!asked) line.send(channels.listen);
      asked = true;
      return () => listeners.delete(listener);
    },
    show: (floor) => line.send(channels.show, { floor }),
    askPrivacy: () => line.send(channels.privacy),
    mark: (mark) => line.send(channels.mark, mark),
    pad: (call) => line.invoke(channels.pad, call),
    beat: (sequence) => line.send(channels.beat, sequence),
  };
}
