// What a screen leaves behind: wall, /me and /presence are used in a real Chromium by people with names, then it is killed
// (kill -9), and its whole folder is read raw. Electron's session of the wall is one in memory (kiosk/electron/window-options.ts);
// here a context in memory of the same engine, with a folder of its own for profile, home, temporary and crash files,
// stands for it: this is Chromium's part of the promise, not that of Electron's own files.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { type DemoPerson, demoPopulation } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { committedSite } from '#test/firmware-config/committed-site.ts';
import { freshFolder } from '#test/integration/processes.ts';
import { shapesOf } from '#test/proofs/nothing-on-the-side-shapes.ts';
import { type House, startHouse } from './house.ts';

test.describe.configure({ mode: 'serial' });

const company = demoPopulation(committedSite('demo-office'), machineClock.wallMs(), 1);
const somebody = (fits: (one: DemoPerson) => boolean): DemoPerson => {
  const found = company.people.find(fits);
  if (!found) throw new Error('the demo company has nobody like that');
  return found;
};
const employee = somebody(({ tryThis }) => tryThis === 'checked-in');
const atPad = somebody(({ tryThis }) => tryThis === 'booked');
const officer = somebody(({ person }) => person.roles.includes('privacy-officer'));
/** Nobody's name: put on the disk by the test itself, to see that its search finds what is there. */
const planted = 'Quendolín Marksearch';

const folder = freshFolder();
let house: House;
let program: ChildProcess;
let context: BrowserContext;
let onDisk: BrowserContext;
const addresses: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {};
  const starting = startHouse();
  for (const name of ['profile', 'tmp', 'home', 'crashes']) mkdirSync(join(folder.path, name));
  const at = (name: string): string => join(folder.path, name);
  const places = [`--user-data-dir=${at('profile')}`, `--crash-dumps-dir=${at('crashes')}`, '--remote-debugging-port=0'];
  program = spawn(executablePath ?? 'chromium', [...args, ...places, '--headless=new', '--password-store=basic', 'about:blank'], {
    env: { ...process.env, HOME: at('home'), TMPDIR: at('tmp'), XDG_CONFIG_HOME: at('home'), XDG_CACHE_HOME: at('home') },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const browser = await chromium.connectOverCDP(await debuggerOf(program));
  const [persistent] = browser.contexts();
  if (!persistent) throw new Error('this Chromium has no profile');
  onDisk = persistent;
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.on('request', (request) => void addresses.push(request.url()));
  house = await starting;
});
test.afterAll(async () => {
  killed();
  await house.stop();
  folder.remove();
});

/** Where it says, on stderr, that it can be steered. */
async function debuggerOf({ stderr }: ChildProcess): Promise<string> {
  let said = '';
  while (!/ws:\/\/\S+/.test(said)) said += String((await once(stderr ?? process.stdin, 'data'))[0]);
  stderr?.resume();
  return /ws:\/\/\S+/.exec(said)?.[0] ?? '';
}

/** Ends the whole group of processes that we started, with no chance to tidy up. */
function killed(): void {
  if (program.pid !== undefined && program.exitCode === null && program.signalCode === null)
    process.kill(-program.pid, 'SIGKILL');
}

const home = (): string => `http://localhost:${new URL(house.gateway.url).port}`;

async function signedIn(path: string, who: DemoPerson): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${home()}${path}`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('#number').fill(who.person.identifier);
  await page.locator('#pin').fill(who.pin);
  await page.locator('#pin').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

/** What the page's own origin keeps, wherever a page can keep something. */
function keptBy(page: Page): Promise<object> {
  return page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    window: window.name,
    history: history.state,
    readableCookies: document.cookie,
  }));
}
const nothing = { local: {}, session: {}, databases: [], caches: [], workers: 0, window: '', history: null, readableCookies: '' };

async function atTheWall(): Promise<Page> {
  const wall = await context.newPage();
  await wall.goto(`${home()}/wall`);
  await wall.getByRole('button', { name: 'Check in here' }).click();
  const keys = wall.getByRole('group', { name: 'Number keys' });
  for (const digit of atPad.person.identifier) await keys.getByRole('button', { name: digit, exact: true }).click();
  await wall.getByRole('button', { name: 'Next' }).click();
  for (const digit of atPad.pin) await keys.getByRole('button', { name: digit, exact: true }).click();
  await expect(wall.getByText(new RegExp(atPad.person.displayName.split(' ')[0] ?? ''))).toBeVisible();
  await wall.getByRole('button', { name: /^Check in to / }).click();
  await expect(wall.getByRole('heading', { name: 'Checked in', exact: true })).toBeVisible();
  await wall.getByRole('button', { name: 'Done' }).click();
  return wall;
}

test('R21 R23: wall, /me and /presence keep nothing in the browser but the handle of a session, and no name in an address', async () => {
  test.setTimeout(90_000);
  const me = await signedIn('/me', employee);
  await expect(me.getByRole('heading', { name: employee.person.displayName })).toBeVisible();
  await me.goto(`${home()}/me#find`);
  await me.getByRole('searchbox').fill(officer.person.displayName);
  await me.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(me.getByRole('region', { name: 'Answer' })).not.toHaveText(/^(Looking.*)?$/);
  const wall = await atTheWall();
  await context.clearCookies({ name: 'waypost_me' });
  const presence = await signedIn('/presence', officer);
  await expect(presence.getByRole('heading', { name: 'Privacy' })).toBeVisible();
  for (const page of [me, wall, presence]) expect([page.url(), await keptBy(page)]).toEqual([page.url(), nothing]);

  const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('waypost'));
  expect(cookies.length).toBeGreaterThan(0);
  for (const { name, value, httpOnly, expires } of cookies) {
    expect([name, httpOnly, /^[\w.-]{20,200}$/.test(value)]).toEqual([name, true, true]);
    expect(expires).toBeLessThan(machineClock.wallMs() / 1_000 + 168 * 3_600);
  }
  const told = [...addresses, ...[me, wall, presence].map((page) => page.url())].map(decodeURIComponent);
  expect(told.length).toBeGreaterThan(20);
  expect(namesIn(told.join('\n'))).toEqual([]);
});

test('S23: after kill -9 its folder holds no name, reference or tag of anybody, and does hold what was planted there', async () => {
  const page = await onDisk.newPage();
  await page.goto(`${home()}/api/v1/health`);
  await page.evaluate(async (name) => {
    const request = indexedDB.open('control', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('kept');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const writing = request.result.transaction('kept', 'readwrite', { durability: 'strict' });
    writing.objectStore('kept').put(name, 'name');
    await new Promise((resolve) => writing.addEventListener('complete', resolve));
  }, planted);
  const gone = once(program, 'exit');
  killed();
  await gone;
  await pause(machineClock, 200);
  const files = filesOf(folder.path);
  const finds = (word: string): boolean => shapesOf(word).some((shape) => files.some(({ bytes }) => bytes.includes(shape)));
  expect(finds(planted)).toBe(true);
  expect(files.length).toBeGreaterThan(10);
  expect(people.filter(finds)).toEqual([]);
});

const people = company.people.flatMap(({ person, tags }) => [
  person.displayName,
  person.ref,
  person.account ?? person.ref,
  ...tags,
]);
const namesIn = (text: string): string[] => people.filter((word) => text.includes(word));

function filesOf(path: string): { readonly name: string; readonly bytes: string }[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name), 'latin1') }));
}
