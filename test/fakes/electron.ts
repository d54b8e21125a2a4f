// The slices of Electron the kiosk uses, without Electron. That the real Electron fits the same slices is proved by the
// compiler in kiosk/electron/main.ts, which passes the real things to the same parameters.

import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import type { IpcDoor, IpcSender } from '#kiosk/electron/bridge-ipc.ts';
import type { ElectronParts, WallWindow } from '#kiosk/electron/kiosk.ts';
import type { PermissionSession } from '#kiosk/electron/permissions.ts';
import type { SafeStorage } from '#kiosk/electron/token/keyring.ts';

export class FakeContents {
  readonly loaded: string[] = [];
  readonly sent: { readonly channel: string; readonly args: readonly unknown[] }[] = [];
  crashes = 0;
  crashed = false;
  /** What the next loads reject with, if anything. */
  loadError: Error | null = null;
  openHandler: (() => { action: 'deny' }) | null = null;
  readonly #events = new EventEmitter();

  on(event: string, listener: (...args: never[]) => void): void {
    this.#events.on(event, listener as () => void);
  }
  emit(event: string, ...args: unknown[]): boolean {
    return this.#events.emit(event, ...args);
  }
  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openHandler = handler;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    if (this.loadError) throw this.loadError;
    this.crashed = false;
  }
  forcefullyCrashRenderer(): void {
    this.crashes += 1;
  }
  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args });
  }
  isDestroyed(): boolean {
    return false;
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  /** The renderer dies as Electron tells it. */
  die(reason: string): void {
    this.crashed = true;
    this.emit('render-process-gone', {}, { reason, exitCode: 1 });
  }
}

class FakeWindow implements WallWindow {
  readonly webContents = new FakeContents();
  shown = 0;
  readonly #events = new EventEmitter();

  show(): void {
    this.shown += 1;
  }
  once(event: 'ready-to-show', listener: () => void): void {
    this.#events.once(event, listener);
  }
  emit(event: 'ready-to-show'): void {
    this.#events.emit(event);
  }
}

type Handlers = { [Name in keyof PermissionSession]?: Parameters<PermissionSession[Name]>[0] };

/** A session that remembers its handlers. */
export class FakeSession implements PermissionSession {
  readonly handlers: Handlers = {};
  serve: ((request: Request) => Response) | null = null;
  readonly protocol = {
    handle: (_scheme: string, handler: (request: Request) => Response): void => {
      this.serve = handler;
    },
  };

  setPermissionRequestHandler(handler: NonNullable<Handlers['setPermissionRequestHandler']>): void {
    this.handlers.setPermissionRequestHandler = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<Handlers['setPermissionCheckHandler']>): void {
    this.handlers.setPermissionCheckHandler = handler;
  }
  setDevicePermissionHandler(handler: NonNullable<Handlers['setDevicePermissionHandler']>): void {
    this.handlers.setDevicePermissionHandler = handler;
  }
  setDisplayMediaRequestHandler(handler: NonNullable<Handlers['setDisplayMediaRequestHandler']>): void {
    this.handlers.setDisplayMediaRequestHandler = handler;
  }
  setBluetoothPairingHandler(handler: NonNullable<Handlers['setBluetoothPairingHandler']>): void {
    this.handlers.setBluetoothPairingHandler = handler;
  }
  setUSBProtectedClassesHandler(handler: NonNullable<Handlers['setUSBProtectedClassesHandler']>): void {
    this.handlers.setUSBProtectedClassesHandler = handler;
  }
}

/** The page's own top frame. */
export const wallFrame: IpcSender = { senderFrame: { url: 'kiosk://app/wall.html', parent: null } };

export class FakeIpc implements IpcDoor {
  readonly #listeners = new Map<string, (event: IpcSender, ...args: unknown[]) => void>();
  readonly #handlers = new Map<string, (event: IpcSender, ...args: unknown[]) => Promise<unknown>>();

  on(channel: string, listener: (event: IpcSender, ...args: unknown[]) => void): void {
    this.#listeners.set(channel, listener);
  }
  handle(channel: string, handler: (event: IpcSender, ...args: unknown[]) => Promise<unknown>): void {
    this.#handlers.set(channel, handler);
  }
  /** As ipcRenderer.send would arrive. */
  send(event: IpcSender, channel: string, ...args: unknown[]): void {
    const listener = this.#listeners.get(channel);
    if (!listener) throw new Error(`Nobody listens on ${channel}`);
    listener(event, ...args);
  }
  /** As ipcRenderer.invoke would arrive. */
  async invoke(event: IpcSender, channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`Nobody handles ${channel}`);
    return handler(event, ...args);
  }
}

/** A keyring whose sealed text is not the plain one. `backend` as Electron names it. */
export function fakeSafeStorage(backend = 'gnome_libsecret', available = true): SafeStorage {
  return {
    isAsyncEncryptionAvailable: async () => available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (plain) => Buffer.from(plain).reverse(),
    decryptStringAsync: async (sealed) => ({ result: Buffer.from(sealed).reverse().toString(), shouldReEncrypt: false }),
  };
}

export type FakeElectron = ElectronParts & {
  readonly session: FakeSession;
  readonly ipc: FakeIpc;
  readonly window: FakeWindow;
  readonly opened: BrowserWindowConstructorOptions[];
  readonly exits: number[];
  readonly lit: () => boolean;
};

export function fakeElectron(): FakeElectron {
  const window = new FakeWindow();
  const opened: BrowserWindowConstructorOptions[] = [];
  const exits: number[] = [];
  let lit = false;
  return {
    session: new FakeSession(),
    ipc: new FakeIpc(),
    safeStorage: fakeSafeStorage('basic_text'),
    window,
    opened,
    exits,
    lit: () => lit,
    openWindow: (options) => {
      opened.push(options);
      return window;
    },
    keepLit: () => {
      lit = true;
      return () => {
        lit = false;
      };
    },
    exit: (code) => exits.push(code),
  };
}
