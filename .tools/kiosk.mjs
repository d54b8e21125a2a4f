// `npm run kiosk`: the wall in Electron, against a gateway that already runs (`npm start`). The Electron binary is not
// part of the packages; where it can't be had, one sentence says how to open the same page in a browser.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, ensurePages, projectNode, root, run, toolEnv } from './install.mjs';

const help = `npm run kiosk -- [options]      show the wall in Electron

  --gateway URL   the gateway to show (default http://localhost:8080, which is where npm start puts it)
  --display ID    this wall's id; without it the gateway's first display for its own machine
  --config FILE   a kiosk configuration instead of these options
  --window        a window that can be left, with developer tools, instead of the whole screen
  --help          this text
`;
const noBinary =
  'Electron could not be had on this machine, so open the same wall in a browser instead: run npm start, then go to http://localhost:8080/wall.';
const asRoot = "Electron's sandbox does not work for root; start the kiosk as an ordinary user.";
/** Long enough for the download on a slow line, short enough for a person who waits. */
const downloadLimitMs = 90_000;

process.exitCode = await main();

async function main() {
  const options = readOptions();
  if (options.wrong) return said(`${options.wrong} Allowed are --gateway, --display, --config, --window and --help.`, 2);
  if (options.help) return said(help, 0);
  ensureInstalled();
  const electron = electronBinary() ?? fetchedElectron();
  if (!electron) return said(noBinary, 3);
  if (process.getuid?.() === 0) return said(asRoot, 1);
  ensurePages();
  for (const part of ['electron', 'preload']) {
    const vite = ['build', '--config', `kiosk/${part}/vite.config.ts`, '--logLevel', 'warn'];
    const code = await run(projectNode(), [join(root, 'node_modules/.bin/vite'), ...vite]);
    if (code !== 0) return said('The kiosk could not be built; the lines above say why.', 1);
  }
  return run(electron, [root], { env: { ...toolEnv, ...environment(options) } });
}

function readOptions() {
  try {
    const text = { type: 'string' };
    const flag = { type: 'boolean' };
    return parseArgs({ options: { gateway: text, display: text, config: text, window: flag, help: flag } }).values;
  } catch (error) {
    return { wrong: error.message.split('\n')[0].split('. ')[0].replace(/\.?$/, '.') };
  }
}

function environment({ gateway, display, config, window }) {
  return {
    ...(config ? { WAYPOST_KIOSK_CONFIG: config } : { WAYPOST_KIOSK_GATEWAY: gateway ?? 'http://localhost:8080' }),
    ...(config && gateway ? { WAYPOST_KIOSK_GATEWAY: gateway } : {}),
    ...(display ? { WAYPOST_KIOSK_DISPLAY: display } : {}),
    ...(window ? { WAYPOST_KIOSK_WINDOW: '1' } : {}),
  };
}

/** Electron's installer leaves the binary's path, which differs by platform, in path.txt. */
function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'path.txt'))) return undefined;
  const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

/** One try of Electron's own installer, in silence: the sentence at the end says all that helps. */
function fetchedElectron() {
  console.error('Fetching the Electron binary ...');
  spawnSync(projectNode(), [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root,
    env: toolEnv,
    stdio: 'ignore',
    timeout: downloadLimitMs,
  });
  return electronBinary();
}

function said(text, code) {
  (code === 0 ? console.log : console.error)(text);
  return code;
}
