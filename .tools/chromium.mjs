// Finds a Chromium for the end-to-end tests, or gets one: CHROMIUM_PATH, Playwright's own, Debian's headless shell (installed
// when we are root), the system's browser, then `playwright install`, then Debian's browser. The headless shell is the same
// Chromium without the desktop around it, and does the tests in two thirds of the time.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensurePackage } from './debian.mjs';
import { projectNode, root, toolEnv } from './install.mjs';

const advice =
  'No Chromium was found and none could be installed. Install it with `npx playwright install --only-shell chromium` or `apt-get install chromium-headless-shell`, or set CHROMIUM_PATH to one.';

export const debiansShell = '/usr/bin/chromium-headless-shell';
const playwrightFiles = [
  'chrome-headless-shell-linux64/chrome-headless-shell',
  'chrome-linux/headless_shell',
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
];
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {{path: string} | {path: undefined, advice: string}} */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  const path = given ? [given].find((file) => existsSync(file)) : (present() ?? installed());
  return path ? { path } : { path: undefined, advice };
}

function present() {
  const shell = () => [...playwrightsOwn(), debiansShell].find((file) => existsSync(file));
  const found = shell();
  if (found) return found;
  ensurePackage('chromium-headless-shell', debiansShell);
  return shell() ?? browsers.find((file) => existsSync(file));
}

function installed() {
  console.log("Installing Playwright's Chromium ...");
  const tool = join(root, 'node_modules/.bin/playwright');
  spawnSync(projectNode(), [tool, 'install', '--only-shell', 'chromium'], {
    cwd: root,
    env: toolEnv,
    stdio: 'ignore',
    timeout: 120_000,
  });
  const own = playwrightsOwn()[0];
  if (own) return own;
  ensurePackage('chromium', ...browsers);
  return browsers.find((file) => existsSync(file));
}

function playwrightsOwn() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright');
  const kept = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith('chromium')) : [];
  return playwrightFiles.flatMap((file) => kept.map((name) => join(cache, name, file))).filter((file) => existsSync(file));
}
