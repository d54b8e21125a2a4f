import { expect, test } from 'vitest';
import { displayWindowOptions, windowOptions } from '#kiosk/electron/window-options.ts';

test('the window is made with exactly the options of the security checklist', () => {
  expect(displayWindowOptions).toStrictEqual({
    show: false,
    kiosk: true,
    frame: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      partition: 'wall',
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
      backgroundThrottling: false,
    },
  });
});

test('the preload is the only thing added to them', () => {
  const { preload, ...rest } = windowOptions('/app/preload.cjs', false).webPreferences ?? {};
  expect(preload).toBe('/app/preload.cjs');
  expect(rest).toStrictEqual(displayWindowOptions.webPreferences);
});

test("a developer's window can be left and has tools, and is otherwise as tight", () => {
  const wall = windowOptions('p', false);
  const developer = windowOptions('p', true);
  expect(developer).toStrictEqual({
    ...wall,
    kiosk: false,
    frame: true,
    webPreferences: { ...wall.webPreferences, devTools: true },
  });
});

test('nothing of the page is kept: the partition is in memory', () => {
  expect(displayWindowOptions.webPreferences.partition.startsWith('persist:')).toBe(false);
});
