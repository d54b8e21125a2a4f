// Puts the parts of the main process together. Electron comes in as the slices each part declares, so that the whole of
// it runs in a test without Electron.

import type { BrowserWindowConstructorOptions } from 'electron';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { ToPage } from '#shared/wire/kiosk-bridge.ts';
import { channels } from '#shared/wire/kiosk-channels.ts';
import { appScheme } from './app-address.ts';
import { createPageServer } from './app-protocol.ts';
import { type IpcDoor, serveBridge } from './bridge-ipc.ts';
import type { KioskConfig } from './config.ts';
import { createPostJson } from './gateway-http.ts';
import { startGatewayLink } from './gateway-link.ts';
import { createDialSocket } from './gateway-socket.ts';
import { createIdentity } from './identity.ts';
import { keepPageAlive, type MortalContents, type PageKeeper } from './keep-page-alive.ts';
import type { KioskLog } from './log.ts';
import { type GuardedContents, guardNavigation } from './navigation.ts';
import { createPadCalls } from './pad-calls.ts';
import { createPageFeed, type PageFeed } from './page-feed.ts';
import { readPageManifest } from './page-manifest.ts';
import { type PermissionSession, refusePermissions } from './permissions.ts';
import { withSafePage } from './safe-page.ts';
import type { Notify } from './sd-notify.ts';
import { chooseTokenStore, takeNewToken } from './token/choose-token-store.ts';
import type { SafeStorage } from './token/keyring.ts';
import { windowOptions } from './window-options.ts';

type WallContents = GuardedContents &
  MortalContents & { send(channel: string, ...args: unknown[]): void; isDestroyed(): boolean; isCrashed(): boolean };

/** The window's slice; Electron's BrowserWindow fits. */
export type WallWindow = {
  readonly webContents: WallContents;
  show(): void;
  once(event: 'ready-to-show', listener: () => void): unknown;
};

/** What the kiosk needs of Electron. */
export type ElectronParts = {
  readonly session: PermissionSession & {
    readonly protocol: { handle(scheme: string, handler: (request: Request) => Response): void };
  };
  readonly ipc: IpcDoor;
  readonly safeStorage: SafeStorage;
  readonly openWindow: (options: BrowserWindowConstructorOptions) => WallWindow;
  /** Keeps the panel lit; the returned function lets it sleep again. */
  readonly keepLit: () => () => void;
  readonly exit: (code: number) => void;
};

export type KioskDeps = {
  readonly electron: ElectronParts;
  readonly config: KioskConfig;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: KioskLog;
  readonly notify: Notify;
  /** Folder of the built pages, path of the built preload, and where this kiosk may keep files. */
  readonly paths: { readonly pages: string; readonly preload: string; readonly state: string };
  readonly credentialsFolder: string | undefined;
  readonly developer: boolean;
};

const watchdogEveryMs = seconds(15);

/** Opens the wall and runs it until `stop`. Electron has to be ready. */
export async function startKiosk(deps: KioskDeps): Promise<{ readonly stop: () => void }> {
  const { electron, clock, log, notify } = deps;
  refusePermissions(electron.session);
  electron.session.protocol.handle(appScheme, createPageServer(withSafePage(readPageManifest(deps.paths.pages))));
  const gateway = await reachGateway(deps);
  const contents = openWall(deps);
  const keeper = keepPageAlive(contents, { clock, log, exit: electron.exit });
  const feed = createPageFeed((message) => {
    if (contents.isDestroyed() || contents.isCrashed()) return;
    contents.send(channels.toPage, message);
    if (feed.drawable()) keeper.drawable();
  });
  const link = startGatewayLink({ ...gateway, clock, random: deps.random, log, tell: tellOrReload(feed, keeper) });
  serveBridge(electron.ipc, {
    listen: () => {
      keeper.listening();
      feed.repeat();
    },
    show: link.show,
    askPrivacy: link.askPrivacy,
    mark: link.mark,
    pad: createPadCalls(gateway.post, gateway.identity),
    beat: keeper.beat,
    dropped: (channel, why) => log('warn', 'message of the page dropped', { channel, why }),
  });
  const letSleep = electron.keepLit();
  const stopWatchdog = clock.every(watchdogEveryMs, () => keeper.alive() && notify('WATCHDOG=1'));
  notify('READY=1');
  log('info', 'kiosk started', { gateway: deps.config.gateway.origin });
  return {
    stop: () => {
      notify('STOPPING=1');
      stopWatchdog();
      letSleep();
      keeper.stop();
      link.stop();
    },
  };
}

/** A page is not left to load itself afresh: the rules that keep it alive do that. */
function tellOrReload(feed: PageFeed, keeper: PageKeeper): (message: ToPage) => void {
  return (message) => {
    if (message.kind === 'command' && message.command === 'reload') keeper.reload();
    else feed.tell(message);
  };
}

/** The window, locked before anything is loaded into it, shown when there is something to see. */
function openWall({ electron, paths, developer, log }: KioskDeps): WallContents {
  const window = electron.openWindow(windowOptions(paths.preload, developer));
  guardNavigation(window.webContents, (what) => log('warn', 'navigation refused', { what }));
  window.once('ready-to-show', () => window.show());
  return window.webContents;
}

/** Everything between this wall and its gateway: who we are, how to dial, how to ask. */
async function reachGateway({ config, credentialsFolder, electron, log, paths }: KioskDeps) {
  const tokens = await chooseTokenStore({
    credentialsFolder,
    stateFolder: paths.state,
    allowPlainFile: config.allowPlainFile,
    safeStorage: electron.safeStorage,
  });
  await takeNewToken(paths.state, tokens, log);
  const token = await tokens.load();
  log('info', 'token store', { kind: tokens.kind, token: token.ok ? 'present' : token.why });
  const post = createPostJson(config.gateway, config.ca);
  const identity = createIdentity({ gateway: config.gateway, display: config.display, tokens, post });
  return { post, identity, dial: createDialSocket(config.gateway, config.ca) };
}
