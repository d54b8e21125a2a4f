// Stands in for the module `electron` when the built main.js runs under Node: it writes each call as a line of JSON on
// stdout. As in Electron, nothing becomes ready before the entry has come to its end.

import { EventEmitter } from 'node:events';

/** One line of stdout: what was called with what. */
export type Call = readonly [what: string, ...args: unknown[]];

function say(...call: Call): void {
  process.stdout.write(`${JSON.stringify(call)}\n`);
}

const events = new EventEmitter();
let ready = (): void => {};
const whenReady = new Promise<void>((resolve) => {
  ready = resolve;
});

/** Called by the runner after the entry was evaluated. */
export function becomeReady(): void {
  say('ready');
  ready();
}

export const app = {
  isPackaged: true,
  commandLine: { appendSwitch: (...args: unknown[]) => say('switch', ...args) },
  enableSandbox: () => say('enableSandbox'),
  requestSingleInstanceLock: () => process.env.FAKE_SECOND_INSTANCE === undefined,
  whenReady: () => whenReady,
  getPath: () => process.env.FAKE_USER_DATA,
  on: (event: string, listener: () => void) => events.on(event, listener),
  exit: (code: number) => process.exit(code),
  quit: () => {
    events.emit('will-quit');
    say('quit');
    process.exit(0);
  },
};

export const protocol = { registerSchemesAsPrivileged: (schemes: unknown) => say('schemes', schemes) };

const onlySay = (name: string) => () => say(name);
export const session = {
  fromPartition: (name: string) => ({
    protocol: { handle: (scheme: string) => say('handle', scheme, name) },
    setPermissionRequestHandler: onlySay('setPermissionRequestHandler'),
    setPermissionCheckHandler: onlySay('setPermissionCheckHandler'),
    setDevicePermissionHandler: onlySay('setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: onlySay('setDisplayMediaRequestHandler'),
    setBluetoothPairingHandler: onlySay('setBluetoothPairingHandler'),
    setUSBProtectedClassesHandler: onlySay('setUSBProtectedClassesHandler'),
  }),
};

export const safeStorage = { isAsyncEncryptionAvailable: async () => false };

export const ipcMain = {
  on: (channel: string) => say('ipc', channel),
  handle: (channel: string) => say('ipc', channel),
};

export const powerSaveBlocker = {
  start: (kind: string) => {
    say('blockPowerSave', kind);
    return 1;
  },
  stop: (id: number) => say('allowPowerSave', id),
};

export class BrowserWindow {
  readonly webContents = {
    on: (event: string) => say('guard', event),
    setWindowOpenHandler: onlySay('setWindowOpenHandler'),
    send: () => {},
    isDestroyed: () => false,
    isCrashed: () => false,
    loadURL: async (url: string) => say('loadURL', url),
  };
  constructor(options: unknown) {
    say('window', options);
  }
  once(event: string): void {
    say('once', event);
  }
}
