// Tells systemd that the kiosk is ready and, while it is, that it lives. By the systemd-notify program, because Node has
// no datagram sockets for Unix addresses; not at all where nobody asked.

import type { KioskLog } from './log.ts';

export type Notify = (what: 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1') => void;

/** Starts a program without a shell; `failed` is called when it could not run or ended badly. */
export type RunProgram = (file: string, args: readonly string[], failed: () => void) => void;

export function createNotify(notifySocket: string | undefined, run: RunProgram, log: KioskLog): Notify {
  if (!notifySocket) return () => {};
  let told = false;
  return (what) =>
    run('systemd-notify', [what], () => {
      if (!told) log('warn', 'systemd could not be told; it will restart this kiosk when its watchdog is on');
      told = true;
    });
}
