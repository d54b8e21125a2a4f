// Real Electron, where its binary is present: the built kiosk opens its page in a sandbox and draws. Elsewhere it says
// that it was left out and why.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { expect, test } from 'vitest';
import { startStubGateway } from './stub-gateway.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function electronBinary(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(path) ? path : null;
}

/** Why the smoke test can't run here, or null. */
function obstacle(): string | null {
  if (electronBinary() === null) return 'the Electron binary is not on this machine (npm run kiosk tries to fetch it)';
  if (process.getuid?.() === 0) return "Electron's sandbox does not work for root";
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display to open a window on';
  if (!existsSync(join(root, '.build/kiosk/main.js'))) return 'the kiosk is not built (npm run build)';
  return null;
}

const why = obstacle();
if (why !== null) process.stdout.write(`Skipped: the kiosk in real Electron, because ${why}.\n`);

test.skipIf(why !== null)(`real Electron shows the wall in a sandbox${why === null ? '' : ` (skipped: ${why})`}`, async () => {
  const gateway = await startStubGateway();
  const app = await _electron.launch({
    executablePath: electronBinary() ?? '',
    args: [root],
    env: { ...process.env, WAYPOST_KIOSK_GATEWAY: gateway.url.origin },
  });
  const page = await app.firstWindow();
  await page.waitForLoadState();
  expect(page.url()).toBe('kiosk://app/wall.html');
  expect(await page.evaluate('typeof window.kiosk.listen')).toBe('function');
  expect(await page.evaluate('typeof window.require')).toBe('undefined');
  expect(await page.evaluate(`fetch('${gateway.url.origin}').then(() => 'reached', () => 'refused')`)).toBe('refused');
  await app.close();
  await gateway.stop();
});
