// Finds a Chromium for the end-to-end tests, or gets one: CHROMIUM_PATH, Playwright's own, the system's, then
// `playwright install chromium`, then Debian's package when we are root.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensurePackage } from './debian.mjs';
import { projectNode, root, toolEnv } from './install.mjs';

const advice =
  'No Chromium was found and none could be installed. Install it with `npx playwright install chromium` or `apt-get install chromium`, or set CHROMIUM_PATH to one.';

/** @returns {{path: string} | {path: undefined, advice: string}} */
export function findChromium() {
  const found = present();
  if (found) return { path: found };
  console.log('Looking for a Chromium to install ...');
  const own = spawnSync(projectNode(), [join(root, 'node_modules/.bin/playwright'), 'install', 'chromium'], {
    cwd: root,
    env: toolEnv,
    stdio: 'ignore',
    timeout: 120_000,
  });
  const fromPlaywright = own.status === 0 && present();
  if (fromPlaywright) return { path: fromPlaywright };
  ensurePackage('chromium', '/usr/bin/chromium');
  const last = present();
  return last ? { path: last } : { path: undefined, advice };
}

function present() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  return [...playwrightOwn(), '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
    existsSync(path),
  );
}

function playwrightOwn() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((name) => name.startsWith('chromium-'))
    .map((name) => join(cache, name, 'chrome-linux', 'chrome'));
}
