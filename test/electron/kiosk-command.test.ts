// `npm run kiosk` as a person meets it: its help, a wrong option, and the one sentence where Electron can't be had.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function kiosk(...args: string[]): { code: number | null; out: string; said: string } {
  // A test fetches nothing: the download goes to a port where nobody listens.
  const env = {
    ...process.env,
    ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    electron_config_cache: join(tmpdir(), 'waypost-no-electron'),
  };
  const run = spawnSync(process.execPath, ['.tools/kiosk.mjs', ...args], { cwd: root, encoding: 'utf8', env });
  return { code: run.status, out: run.stdout, said: run.stderr };
}

describe('npm run kiosk', () => {
  test('explains its options', () => {
    const { code, out } = kiosk('--help');
    expect(code).toBe(0);
    for (const option of ['--gateway', '--display', '--config', '--window']) expect(out).toContain(option);
  });

  test.each([[['--screen']], [['--gateway']], [['extra']]])('says which option is wrong and what is allowed: %j', (args) => {
    const { code, said } = kiosk(...args);
    expect(code).toBe(2);
    expect(said).toContain(args[0]);
    expect(said).toContain('Allowed are --gateway, --display, --config, --window and --help.');
  });
});

const binary = existsSync(`${root}/node_modules/electron/path.txt`);
if (binary) {
  process.stdout.write('Skipped: npm run kiosk without Electron, because the Electron binary is on this machine.\n');
}

test.skipIf(binary)('where Electron can not be had, one sentence says how to open the wall in a browser', () => {
  const { code, said } = kiosk();
  expect(code).toBe(3);
  expect(said.trim().split('\n').at(-1)).toMatch(
    /^Electron could not be had .* npm start, then go to http:\/\/localhost:8080\/wall\.$/,
  );
});
