// How the one window is made. A constant, so that a test can hold every property against Electron's security checklist.

import type { BrowserWindowConstructorOptions } from 'electron';

/** In memory only: a partition without `persist:` leaves no cookie, cache or storage behind. */
export const wallPartition = 'wall';

export const displayWindowOptions = {
  show: false,
  kiosk: true,
  frame: false,
  autoHideMenuBar: true,
  backgroundColor: '#ffffff',
  webPreferences: {
    partition: wallPartition,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    disableDialogs: true,
    spellcheck: false,
    devTools: false,
    // A wall that is covered for a moment must keep its beat.
    backgroundThrottling: false,
  },
} as const satisfies BrowserWindowConstructorOptions;

/** The options with this build's preload. `developer`: a window that can be left and has tools, never in a package. */
export function windowOptions(preload: string, developer: boolean): BrowserWindowConstructorOptions {
  const { webPreferences, ...window } = displayWindowOptions;
  if (!developer) return { ...window, webPreferences: { ...webPreferences, preload } };
  return { ...window, kiosk: false, frame: true, webPreferences: { ...webPreferences, devTools: true, preload } };
}
