// The built main process, run under Node with a module that plays Electron: order of the first calls, exit codes, and that
// the bundle needs no node_modules.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { displayWindowOptions } from '#kiosk/electron/window-options.ts';
import { eventually } from '#test/eventually.ts';
import type { Call } from './fake-electron-module.ts';
import { startStubGateway } from './stub-gateway.ts';

const fakeElectron = new URL('./fake-electron-module.ts', import.meta.url).href;
let folder = '';
let code = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-main-'));
  const configFile = new URL('../../kiosk/electron/vite.config.ts', import.meta.url).pathname;
  await build({ configFile, logLevel: 'error', build: { outDir: join(folder, 'kiosk') } });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'pages/wall.html'), '<!doctype html>');
  code = readFileSync(join(folder, 'kiosk/main.js'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(env: Record<string, string>): ChildProcess & { readonly calls: Call[] } {
  const runner = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) =>
      name === 'electron' ? { url: ${JSON.stringify(fakeElectron)}, shortCircuit: true } : next(name, context) });
    await import(${JSON.stringify(join(folder, 'kiosk/main.js'))});
    (await import('electron')).becomeReady();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', runner], {
    env: { PATH: '/usr/bin:/bin', FAKE_USER_DATA: join(folder, 'state'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const calls: Call[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => calls.push(JSON.parse(line)));
  return Object.assign(child, { calls });
}

/** How a run ended: its exit code and what it said on stderr. */
async function ended(child: ChildProcess): Promise<{ code: unknown; said: string }> {
  const said = child.stderr ? text(child.stderr) : Promise.resolve('');
  const [code] = await once(child, 'close');
  return { code, said: await said };
}

describe('the built main process', () => {
  test('brings its packages along: it imports only Electron and what Node has itself', () => {
    const imported = [...code.matchAll(/^import .* from "([^"]+)";$/gm)].map((match) => match[1] ?? '');
    const required = [...code.matchAll(/__require\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    const foreign = [...imported, ...required].filter((name) => !isBuiltin(name));
    expect([...new Set(foreign)].sort()).toEqual(['bufferutil', 'electron', 'utf-8-validate']);
    expect(code).not.toContain('openExternal');
  });

  test('turns the sandbox on first, is locked before it loads anything, and stops cleanly', async () => {
    const gateway = await startStubGateway();
    const child = run({ WAYPOST_KIOSK_GATEWAY: gateway.url.origin });
    const end = ended(child);
    await eventually(() => expect(child.calls.map(([what]) => what)).toContain('loadURL'));
    child.kill('SIGTERM');
    expect(await end).toMatchObject({ code: 0 });
    const names = child.calls.map(([what]) => what);
    expect(names.slice(0, 2)).toEqual(['enableSandbox', 'schemes']);
    expect(names.indexOf('schemes')).toBeLessThan(names.indexOf('ready'));
    expect(names.lastIndexOf('setWindowOpenHandler')).toBeLessThan(names.indexOf('loadURL'));
    expect(names.lastIndexOf('setPermissionCheckHandler')).toBeLessThan(names.indexOf('window'));
    expect(child.calls).toContainEqual(['handle', 'kiosk', 'wall']);
    expect(child.calls).toContainEqual(['loadURL', 'kiosk://app/wall.html']);
    expect(child.calls).toContainEqual(['blockPowerSave', 'prevent-display-sleep']);
    expect(names.slice(-2)).toEqual(['allowPowerSave', 'quit']);
    const preload = join(folder, 'kiosk/preload.cjs');
    const { webPreferences, ...window } = displayWindowOptions;
    expect(child.calls).toContainEqual(['window', { ...window, webPreferences: { ...webPreferences, preload } }]);
    await gateway.stop();
  });

  test('ends with code 2 and says what is wrong with its configuration', async () => {
    const path = join(folder, 'config.yaml');
    writeFileSync(path, 'gateway: http://gw.example\ncolour: red\n');
    const { code, said } = await ended(run({ WAYPOST_KIOSK_CONFIG: path }));
    expect(code).toBe(2);
    expect(said).toContain('The kiosk can not start, its configuration is wrong:');
    expect(said).toContain('colour');
  });

  test('ends with code 4 when it runs already', async () => {
    const { code, said } = await ended(run({ WAYPOST_KIOSK_GATEWAY: 'http://localhost:9', FAKE_SECOND_INSTANCE: '1' }));
    expect(code).toBe(4);
    expect(said).toContain('runs already');
  });

  test('ends with code 1 when something unexpected happens, such as missing pages', async () => {
    rmSync(join(folder, 'pages'), { recursive: true });
    const { code, said } = await ended(run({ WAYPOST_KIOSK_GATEWAY: 'http://localhost:9' }));
    expect(code).toBe(1);
    expect(said).toContain('unexpected failure');
  });
});
