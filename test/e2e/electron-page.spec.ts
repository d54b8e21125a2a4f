// The wall as Electron runs it, with Chromium in Electron's place: the real main process parts, the built preload and the
// built page, the page served by the kiosk's own protocol under its own policy, IPC carried by Playwright.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { startKiosk } from '#kiosk/electron/kiosk.ts';
import { systemClock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import { channels } from '#shared/wire/kiosk-channels.ts';
import { type StubGateway, startStubGateway } from '#test/electron/stub-gateway.ts';
import { demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { type FakeElectron, fakeElectron, wallFrame } from '#test/fakes/electron.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const clock = systemClock(() => performance.now());
let folder = '';

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-electron-page-'));
  await build({ configFile: path('../../kiosk/preload/vite.config.ts'), logLevel: 'error', build: { outDir: folder } });
});
test.afterAll(() => rmSync(folder, { recursive: true }));

/** Joins `page` to the main process: requests to its protocol, messages to its IPC, preload before everything. */
async function connect(
  page: Page,
  electron: FakeElectron,
): Promise<{ readonly channels: string[]; readonly complaints: string[] }> {
  const sent: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const answer = electron.session.serve?.(new Request(`kiosk://app${url.pathname}`));
    if (!answer || url.host !== 'app.test') return route.abort();
    const body = Buffer.from(await answer.arrayBuffer());
    return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  await page.exposeFunction('ipcSend', (channel: string, ...args: unknown[]) => {
    sent.push(channel);
    electron.ipc.send(wallFrame, channel, ...args);
  });
  await page.exposeFunction('ipcInvoke', (channel: string, ...args: unknown[]) =>
    electron.ipc.invoke(wallFrame, channel, ...args),
  );
  await page.addInitScript(`{
    const listeners = new Map();
    window.fromMain = (channel, ...args) => listeners.get(channel)?.({}, ...args);
    const ipcRenderer = {
      on: (channel, listener) => listeners.set(channel, listener),
      send: (...args) => void window.ipcSend(...args),
      invoke: (...args) => window.ipcInvoke(...args),
    };
    const contextBridge = { exposeInMainWorld: (name, api) => Object.assign(window, { [name]: api }) };
    const require = () => ({ contextBridge, ipcRenderer });
    ${readFileSync(join(folder, 'preload.cjs'), 'utf8')}
  }`);
  // As in Electron, what is sent while a page is being replaced is lost.
  electron.window.webContents.send = (channel, ...args) => {
    page.evaluate(`window.fromMain?.(...${JSON.stringify([channel, ...args])})`).catch(() => {});
  };
  return { channels: sent, complaints };
}

/** The main process against `gateway`, with its log lines. */
async function startMain(electron: FakeElectron, gateway: StubGateway) {
  const lines: string[] = [];
  const kiosk = await startKiosk({
    electron,
    config: { gateway: gateway.url, display: undefined, ca: undefined, allowPlainFile: false },
    clock,
    random: systemRandom,
    log: (_level, message) => lines.push(message),
    notify: () => {},
    paths: { pages: path('../../.build/pages'), preload: '', state: folder },
    credentialsFolder: undefined,
    developer: false,
  });
  return { kiosk, lines };
}

test('the built page draws the board of a gateway under the kiosk protocol, beats, and complains of nothing', async ({
  page,
}) => {
  const electron = fakeElectron();
  const gateway = await startStubGateway();
  gateway.reply = () => ({ status: 204, cookie: 'waypost_display=handle' });
  const seen = await connect(page, electron);
  const { kiosk, lines } = await startMain(electron, gateway);
  await page.goto('https://app.test/wall.html');
  await expect.poll(() => gateway.sockets.length).toBe(1);
  const plan = demoPlan();
  const [floor] = plan.floors;
  if (!floor) throw new Error('The plan has no floor');
  const say = (message: unknown): void => gateway.sockets[0]?.socket.send(JSON.stringify(message));
  say({ kind: 'plan', plan });
  say({ kind: 'board', board: demoBoard(plan, floor, 7, clock.wallMs()) });

  await expect(page.getByRole('heading', { name: floor.name })).toBeVisible();
  await expect.poll(() => seen.channels).toContain(channels.beat);
  expect(seen.complaints).toEqual([]);
  expect(await page.evaluate('Object.keys(window.kiosk).join()')).toBe('listen,show,askPrivacy,mark,pad,beat');
  const reach = `fetch('${gateway.url.origin}/api/v1/health').then(() => 'reached', () => 'refused')`;
  expect(await page.evaluate(reach)).toBe('refused');
  expect(seen.complaints.join()).toContain('Content Security Policy');
  expect(gateway.asked.map((asked) => asked.path)).toEqual(['/api/v1/displays/session']);
  expect(lines.filter((line) => line.includes('dropped'))).toEqual([]);
  kiosk.stop();
  await gateway.stop();
});

test('the safe page stands without script, under the same policy', async ({ page }) => {
  const electron = fakeElectron();
  const gateway = await startStubGateway();
  const seen = await connect(page, electron);
  const { kiosk } = await startMain(electron, gateway);
  await page.goto('https://app.test/safe.html');
  await expect(page.getByRole('heading', { name: 'This wall is restarting' })).toBeVisible();
  expect(await page.evaluate('getComputedStyle(document.body).display')).toBe('grid');
  expect(await page.evaluate('document.scripts.length')).toBe(0);
  expect(seen.complaints.filter((text) => !text.includes('404'))).toEqual([]);
  kiosk.stop();
  await gateway.stop();
});
