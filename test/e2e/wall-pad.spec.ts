// Checking in at the wall, in a real Chromium: with the fingers, with a keyboard, and when something is in the way.

import { expect, type Page, test } from '@playwright/test';
import type { PadAnswer, PadCall } from '#shared/wire/kiosk-bridge.ts';
import { demoPad } from '#test/fakes/pad-answers.ts';
import { type OpenWall, openWall } from '#test/kiosk/harness/open-wall.ts';
import { type PageServer, startPageServer } from '#test/kiosk/harness/page-server.ts';
import { faultsOf } from './accessible.ts';

let server: PageServer;
let opened: OpenWall[] = [];

test.use({ viewport: { width: 1920, height: 1080 }, hasTouch: true });
test.beforeAll(async () => {
  server = await startPageServer();
});
test.afterAll(() => server.stop());
test.afterEach(() => {
  expect(opened.flatMap((wall) => wall.complaints)).toEqual([]);
  opened = [];
});

async function open(page: Page, answer: (call: PadCall) => Promise<PadAnswer>): Promise<OpenWall> {
  const wall = await openWall(page, { origin: server.origin, answer });
  opened.push(wall);
  await page.getByRole('button', { name: 'Check in here' }).tap();
  return wall;
}

async function signIn(page: Page): Promise<void> {
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await page.keyboard.type('123456');
  await expect(page.getByRole('heading', { name: 'Hello Mira' })).toBeVisible();
}

test('a person checks in with the fingers alone, and the pad closes by itself', async ({ page }) => {
  const wall = await open(page, demoPad());
  for (const digit of '4711') await page.getByRole('button', { name: digit, exact: true }).tap();
  await expect(page.getByText('1 of 3')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).tap();
  for (const digit of '123456') await page.getByRole('button', { name: digit, exact: true }).tap();
  await expect(page.getByRole('heading', { name: 'Hello Mira' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Check in to 1-14' }).tap();
  await expect(page.getByRole('heading', { name: 'Checked in' })).toBeVisible();
  await page.clock.runFor(10_500);
  await expect(page.getByRole('button', { name: 'Check in here' })).toBeVisible();
  expect(wall.calls.map((call) => call.call)).toEqual(['sign-in', 'confirm', 'done']);
});

test('a walk-up takes a desk from the plan with two more taps, and "will be sent" is said', async ({ page }) => {
  const wall = await open(page, demoPad({ withBooking: false, delivery: 'will-be-sent' }));
  await signIn(page);
  await page.getByRole('button', { name: 'Take a free desk' }).tap();
  await page.getByRole('button', { name: 'Take 1-22' }).tap();
  await expect(page.getByRole('heading', { name: 'Take 1-22 until 18:00?' })).toBeVisible();
  await page.getByRole('button', { name: 'Take it' }).tap();
  await expect(page.getByRole('heading', { name: 'Checked in – will be sent' })).toBeVisible();
  expect(wall.calls.at(-1)).toMatchObject({ call: 'walk-up', body: { space: '1-22' } });
});

test('trying again after no answer repeats the same tap', async ({ page }) => {
  const answers = demoPad();
  let lost = true;
  const wall = await open(page, async (call) => {
    if (call.call !== 'confirm' || !lost) return answers(call);
    lost = false;
    return { ok: false, why: 'offline' };
  });
  await signIn(page);
  await page.getByRole('button', { name: 'Check in to 1-14' }).tap();
  await page.getByRole('button', { name: 'Try again' }).tap();
  await expect(page.getByRole('heading', { name: 'Checked in' })).toBeVisible();
  const [first, second] = wall.calls.filter((call) => call.call === 'confirm');
  expect(second).toEqual(first);
});

test('the pad forgets the person after a minute, and counts the last ten seconds aloud', async ({ page }) => {
  const wall = await open(page, demoPad());
  await signIn(page);
  await page.clock.runFor(49_000);
  await expect(page.getByText('Forgets you in')).toHaveCount(0);
  await page.clock.runFor(3_000);
  await expect(page.getByText('Forgets you in')).toBeVisible();
  await page.getByRole('button', { name: 'I need more time' }).tap();
  await expect(page.getByText('Forgets you in')).toHaveCount(0);
  await page.clock.runFor(61_000);
  await expect(page.getByRole('button', { name: 'Check in here' })).toBeVisible();
  await expect(page.getByText('Mira')).toHaveCount(0);
  expect(wall.calls.at(-1)).toEqual({ call: 'done', body: { session: 's-1' } });
});

test('neither number nor PIN is in the page once they are sent, and the PIN never is', async ({ page }) => {
  await open(page, demoPad());
  await page.keyboard.type('98765');
  await page.keyboard.press('Enter');
  await page.keyboard.type('24680');
  expect(await page.content()).not.toContain('24680');
  await expect(page.getByRole('img', { name: '5 digits entered' })).toBeVisible();
  await page.keyboard.type('2');
  await expect(page.getByRole('heading', { name: 'Hello Mira' })).toBeVisible();
  expect(await page.content()).not.toContain('98765');
});

test('a wrong PIN says what to do, and the person can type it again', async ({ page }) => {
  await open(page, async () => ({ ok: false, why: 'wrong-pin' }));
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await page.keyboard.type('000000');
  await expect(page.getByRole('alert')).toContainText('Number and PIN do not match');
  await expect(page.getByRole('img', { name: 'nothing entered yet' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});
