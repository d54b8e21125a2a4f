// The entry of the Electron main process, and with the preload the only place that imports `electron` by value. Its
// order matters: sandbox and scheme before anything is ready, one instance only, then the configuration, then the kiosk.

import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, powerSaveBlocker, protocol, safeStorage, session } from 'electron';
import { systemClock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import { appSchemePrivileges } from './app-protocol.ts';
import { type KioskConfig, readKioskConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import { startKiosk } from './kiosk.ts';
import { createLog } from './log.ts';
import { createNotify } from './sd-notify.ts';
import { wallPartition } from './window-options.ts';

app.enableSandbox();
protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
app.commandLine.appendSwitch('disable-pinch');
app.commandLine.appendSwitch('overscroll-history-navigation', '0');

const clock = systemClock(() => uptime() * 1000);
const log = createLog((line) => process.stderr.write(line), clock.wallMs);

process.on('uncaughtException', (error) => fatal(error));
process.on('unhandledRejection', (error) => fatal(error));

const config = readKioskConfig(process.env);
if (!config.ok) {
  process.stderr.write(`The kiosk can not start, its configuration is wrong:\n${config.detail ?? ''}\n`);
  app.exit(exitCodes.configWrong);
} else if (!app.requestSingleInstanceLock()) {
  process.stderr.write('The kiosk runs already on this machine; end that one first.\n');
  app.exit(exitCodes.alreadyRunning);
} else {
  // Not awaited: an entry that awaits readiness at its top level is never ready, because Electron waits for its end.
  app.whenReady().then(() => run(config.value), fatal);
}

async function run(config: KioskConfig): Promise<void> {
  const state = process.env.STATE_DIRECTORY ?? app.getPath('userData');
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const kiosk = await startKiosk({
    config,
    clock,
    random: systemRandom,
    log,
    notify: createNotify(process.env.NOTIFY_SOCKET, runProgram, log),
    paths: { pages: join(import.meta.dirname, '../pages'), preload: join(import.meta.dirname, 'preload.cjs'), state },
    credentialsFolder: process.env.CREDENTIALS_DIRECTORY,
    developer: !app.isPackaged && process.env.WAYPOST_KIOSK_WINDOW === '1',
    electron: {
      session: session.fromPartition(wallPartition),
      ipc: ipcMain,
      safeStorage,
      openWindow: (options) => new BrowserWindow(options),
      keepLit,
      exit: (code) => app.exit(code),
    },
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', kiosk.stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

function keepLit(): () => void {
  const id = powerSaveBlocker.start('prevent-display-sleep');
  return () => powerSaveBlocker.stop(id);
}

function runProgram(file: string, args: readonly string[], failed: () => void): void {
  execFile(file, args, { timeout: 5_000 }, (error) => error && failed());
}

/** Dying and being restarted by the supervisor is safer than going on in an unknown state. Places, not the message. */
function fatal(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const at = stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 5);
  log('error', 'unexpected failure', { name: error instanceof Error ? error.name : 'unknown', at: at.join(' ') });
  app.exit(exitCodes.gaveUp);
}
