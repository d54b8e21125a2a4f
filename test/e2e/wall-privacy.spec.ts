// What a wall says about privacy, in a real Chromium: the page one touch away, the banner while somebody may look, and the
// line that says whether people can be located at all.

import { expect, type Locator, type Page, test } from '@playwright/test';
import { minutes } from '#shared/kit/duration.ts';
import type { Board } from '#shared/wire/board.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';
import { type OpenWall, openWall } from '#test/kiosk/harness/open-wall.ts';
import { type PageServer, startPageServer } from '#test/kiosk/harness/page-server.ts';
import { faultsOf } from './accessible.ts';

let server: PageServer;
let opened: OpenWall[] = [];
const plan = demoPlan();
const [ground, upper] = plan.floors;
if (!ground || !upper) throw new Error('The demo office has two floors');
const ownFloor = demoBoard(plan, ground);

const off: Board['positions'] = { on: false, why: 'gates', failing: ['core-dumps', 'swap'], accepted: [] };
const risk: Board['positions'] = { on: true, why: null, failing: [], accepted: ['swap', 'watchdog'] };
const glass = { glassUntilMs: boardNowMs + minutes(13) };
const banner = 'Until 10:55 an authorised person may see where people on this floor are.';

test.use({ viewport: { width: 1920, height: 1080 }, hasTouch: true });
test.beforeAll(async () => {
  server = await startPageServer();
});
test.afterAll(() => server.stop());
test.afterEach(() => {
  expect(opened.flatMap((wall) => wall.complaints)).toEqual([]);
  opened = [];
});

async function open(page: Page, change: Partial<Board> = {}): Promise<OpenWall> {
  const first = [
    { kind: 'link' as const, up: true, sinceMs: boardNowMs },
    { kind: 'plan' as const, plan },
    { kind: 'board' as const, board: { ...ownFloor, ...change } },
  ];
  const wall = await openWall(page, { origin: server.origin, first });
  opened.push(wall);
  await expect(page.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
  return wall;
}

const key = (page: Page): Locator => page.getByRole('button', { name: 'Privacy' });
const title = (page: Page): Locator => page.getByRole('heading', { name: 'Your privacy here' });

async function read(page: Page): Promise<void> {
  await key(page).tap();
  await expect(title(page)).toBeFocused();
}

/** Half a page further, as a finger does it. */
async function swipeUp(page: Page, on: Locator): Promise<void> {
  const box = await on.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 100, (box?.y ?? 0) + 400];
  const finger = await page.context().newCDPSession(page);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  for (const step of [1, 2, 3, 4, 5]) {
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: y - step * 70 }] });
  }
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

for (const [name, width, height] of [
  ['landscape', 1920, 1080],
  ['portrait', 1080, 1920],
  ['a phone', 390, 844],
] as const) {
  test(`on ${name} the page is one touch away, everything on it is large enough, and axe finds nothing`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, glass);
    expect((await key(page).boundingBox())?.height).toBeGreaterThanOrEqual(56);
    await read(page);
    await expect(page.getByText(banner)).toBeVisible();
    const back = page.getByRole('button', { name: 'Back to the plan' });
    await expect(back).toBeInViewport({ ratio: 1 });
    expect((await back.boundingBox())?.height).toBeGreaterThanOrEqual(72);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await faultsOf(page)).toEqual([]);
    await back.tap();
    await expect(key(page)).toBeFocused();
    await expect(page.locator('main svg [data-space]')).toHaveCount(ground.spaces.length);
  });
}

test('it says what is processed, for how long, who changed what, and where one decides oneself', async ({ page }) => {
  await open(page);
  await read(page);
  const said = page.getByRole('region', { name: 'What holds here' });
  await expect(said).toContainText('Yes: those who said yes to it themselves');
  await expect(said).toContainText('only of those who chose to show theirs');
  await expect(said).toContainText('Below 8 no number is told');
  const terms = await said
    .locator('dl > div')
    .evaluateAll((all) => all.map((row) => [...row.children].map((e) => e.textContent)));
  expect(terms).toEqual([
    ['Places', '30 minutes at most, in memory only, never on a disk'],
    ['Check-ins, with their person', '7 days'],
    ['Check-ins and counts, without persons', '365 days'],
    ['Record of who used which power', '90 days, with persons for 7 days'],
    ['What the booking system has yet to hear', '72 hours'],
    ['Smallest group whose size is told', '8 people'],
  ]);
  await expect(said.getByRole('listitem')).toHaveText([
    '18 November 2026 Locating people switched on again',
    '16 November 2026 Locating people switched off',
    '24 October 2026 Smallest group: from 5 to 8',
    '25 September 2026 Days with their person: from 14 to 7',
  ]);
  await expect(page.getByRole('img', { name: 'your own page as a QR code' })).toBeVisible();
  await expect(page.getByText('waypost.nordkontor.example/me')).toBeVisible();
});

test('R25 R26: at the wall one finds whom to ask, and reads the privacy document to its end with a finger', async ({ page }) => {
  const wall = await open(page);
  await read(page);
  const contact = page.getByRole('region', { name: 'Whom to ask', exact: true });
  await expect(contact).toContainText('Nordkontor GmbH');
  await expect(contact).toContainText('Dr. Ines Holm, dpo@nordkontor.example');
  await expect(page.getByText('Version 2026-10, fingerprint ab12cd34ab12')).toBeVisible();
  const text = page.getByRole('article', { name: 'The privacy document' });
  await expect
    .poll(async () => {
      await swipeUp(page, text);
      return text.evaluate((e) => Math.round(e.scrollHeight - e.clientHeight - e.scrollTop));
    })
    .toBeLessThanOrEqual(1);
  const document = { ...demoPrivacy.document, text: null };
  const nobody = { controller: '', dataProtectionOfficer: '', ownPage: null };
  await wall.tell({ kind: 'privacy', privacy: { ...demoPrivacy, ...nobody, document } });
  await expect(page.getByText('because the booking system does not answer')).toBeVisible();
  await expect(contact.getByText('not named yet')).toHaveCount(2);
  await expect(page.getByText('There is no page for employees here.')).toBeVisible();
});

test('it closes a minute after the last touch, and the plan is back', async ({ page }) => {
  await open(page);
  await read(page);
  await page.clock.fastForward(50_000);
  await page.getByText('Closes by itself').tap();
  await page.clock.fastForward(50_000);
  await expect(title(page)).toBeVisible();
  await page.clock.fastForward(11_000);
  await expect(title(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Check in here' })).toBeVisible();
});

test('without a gateway it claims nothing about now, and it asks again when there is one and when locating goes off', async ({
  page,
}) => {
  const wall = await open(page);
  const gone = { kind: 'link' as const, up: false, sinceMs: boardNowMs, problem: 'unreachable' as const };
  await wall.tell(gone);
  await read(page);
  await expect(page.getByText('What holds here is not known')).toBeVisible();
  expect((await wall.asked()).privacy).toBe(0);
  await wall.tell({ kind: 'link', up: true, sinceMs: boardNowMs });
  await expect(page.getByText('Yes: those who said yes')).toBeVisible();
  await wall.tell(gone);
  await expect(page.getByText('As of 10:42. The gateway can’t be reached now.')).toBeVisible();
  await expect(page.getByText('Not known while the gateway can’t be reached.')).toBeVisible();
  await expect(page.getByText('Yes: those who said yes')).toHaveCount(0);
  await wall.privacyIs({ ...demoPrivacy, positions: off });
  await wall.tell({ kind: 'link', up: true, sinceMs: boardNowMs });
  await expect(page.getByText('Locating people is off: not safe enough (memory dumps, swap on disk).')).toBeVisible();
  const stopped = { ...off, why: 'switched-off' as const, failing: [] };
  await wall.privacyIs({ ...demoPrivacy, positions: stopped });
  await wall.tell({ kind: 'board', board: { ...ownFloor, people: [], somewhere: [], positions: stopped } });
  await expect(page.getByText('Locating people is off: it was switched off.')).toBeVisible();
  expect((await wall.asked()).privacy).toBe(3);
});

test('while somebody may look, the banner stands over plan, pad and list of that floor, and nobody can tap it away', async ({
  page,
}) => {
  const wall = await open(page, glass);
  const shown = page.getByText(banner);
  await expect(shown).toBeVisible();
  await shown.tap();
  await page.getByRole('button', { name: 'Show as a list' }).tap();
  await expect(shown).toBeVisible();
  await page.getByRole('button', { name: 'Check in here' }).tap();
  await expect(shown).toBeVisible();
  expect(await page.locator('[data-glass]').getByRole('button').count()).toBe(0);
  await page.getByRole('button', { name: 'Cancel' }).tap();
  await page.getByRole('button', { name: 'Floor 2' }).tap();
  await wall.tell({ kind: 'board', board: demoBoard(plan, upper) });
  await expect(shown).toHaveCount(0);
  await wall.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
  await page.clock.fastForward(61_000);
  await expect(shown).toBeVisible();
  await page.clock.fastForward(minutes(12));
  await expect(shown).toHaveCount(0);
});

test('a line says that locating is off and why, or which risk was accepted, and nothing while it is not known', async ({
  page,
}) => {
  const wall = await open(page, { positions: off, people: [], somewhere: [] });
  const line = page.locator('[data-positions]');
  await expect(line).toHaveText('Locating people is off: not safe enough (memory dumps, swap on disk).');
  await page.getByRole('button', { name: 'Show as a list' }).tap();
  await expect(page.getByText('Nobody is located: not safe enough (memory')).toBeVisible();
  await expect(page.getByText('Nobody who chose to be seen')).toHaveCount(0);
  await wall.tell({ kind: 'board', board: { ...ownFloor, positions: risk } });
  await expect(line).toHaveText('Locating runs with an accepted risk: swap on disk, no watchdog.');
  expect(await faultsOf(page)).toEqual([]);
  await wall.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
  await page.clock.fastForward(91_000);
  await expect(line).toHaveCount(0);
});
