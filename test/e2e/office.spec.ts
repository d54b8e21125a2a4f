// A person at the wall of the demo office: sees people move, checks in, and is served through an outage of either side.

import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { root } from '#test/source-files.ts';
import { faultsOf } from './accessible.ts';
import { complaintsOf, type House, startHouse } from './house.ts';

test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1920, height: 1080 }, hasTouch: true });

let house: House;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  house = await startHouse();
});
test.afterAll(() => house.stop());

async function openWall(page: Page): Promise<{ readonly all: () => readonly string[] }> {
  const complaints = complaintsOf(page);
  await page.goto(`${house.gateway.url}/wall`);
  await expect(page.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
  return complaints;
}

async function signIn(page: Page, who: 'has a booking' | 'no booking' | 'checked in'): Promise<void> {
  const person = house.booking.tryThese.find((one) => one.hint.includes(who));
  if (!person) throw new Error(`nobody to try who ${who}`);
  await page.getByRole('button', { name: 'Check in here' }).tap();
  const keys = page.getByRole('group', { name: 'Number keys' });
  for (const digit of person.identifier) await keys.getByRole('button', { name: digit, exact: true }).tap();
  await page.getByRole('button', { name: 'Next' }).tap();
  for (const digit of person.pin) await keys.getByRole('button', { name: digit, exact: true }).tap();
}

const people = (page: Page) => page.locator('main svg [data-person]');

test('the wall shows people who chose to be seen, and they move', async ({ page }) => {
  const complaints = await openWall(page);
  await expect(people(page).first()).toBeVisible({ timeout: 30_000 });
  const places = (): Promise<string> => people(page).evaluateAll((all) => all.map((one) => one.outerHTML).join());
  const before = await places();
  await expect.poll(places, { timeout: 30_000 }).not.toBe(before);
  expect(await faultsOf(page)).toEqual([]);
  // `npm run screenshot` renews the picture of the README.
  await expect(page.getByText(/\d+\+|^few/).first()).toBeVisible({ timeout: 30_000 });
  if (process.env.README_SCREENSHOT) await page.screenshot({ path: join(root, 'test/e2e/wall.png') });
  expect(complaints.all()).toEqual([]);
});

test('a booking is checked in with number, PIN and one tap, and the desk turns solid on the wall', async ({ page }) => {
  const complaints = await openWall(page);
  await signIn(page, 'has a booking');
  await page.getByRole('button', { name: /^Check in to / }).tap();
  await expect(page.getByRole('heading', { name: 'Checked in', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).tap();
  await expect(page.getByRole('button', { name: 'Check in here' })).toBeVisible();
  const desk = /on (\S+)/.exec(house.booking.tryThese.find((one) => one.hint.includes('has a booking'))?.hint ?? '')?.[1];
  await expect(page.locator(`main svg [data-space="${desk}"]`)).toHaveAttribute('data-state', 'checked-in');
  expect(complaints.all()).toEqual([]);
});

test('a person without a booking takes a free desk while the booking system is down: "will be sent", and it arrives', async ({
  page,
}) => {
  await house.failBooking('503');
  const complaints = await openWall(page);
  await expect(page.getByText(/booking system .*will be sent/)).toBeVisible({ timeout: 30_000 });
  await signIn(page, 'no booking');
  await page.getByRole('button', { name: 'Take a free desk' }).tap();
  await page
    .getByRole('button', { name: /^Take \S+$|free until/ })
    .first()
    .tap();
  await page.getByRole('button', { name: 'Take it' }).tap();
  await expect(page.getByRole('heading', { name: 'Checked in – will be sent' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).tap();
  await house.failBooking('ok');
  await expect(page.getByText(/booking system .*will be sent/)).toBeHidden({ timeout: 60_000 });
  const outbox = async (): Promise<number> =>
    (await (await fetch(`${house.gateway.url}/api/v1/health`)).json()).store.outbox as number;
  await expect.poll(outbox, { timeout: 60_000 }).toBe(0);
  expect(complaints.all()).toEqual([]);
});

test('a wrong PIN is told in words, and the pad can be left at once', async ({ page }) => {
  await openWall(page);
  await page.getByRole('button', { name: 'Check in here' }).tap();
  for (const key of '9999') await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  for (const key of '000000') await page.keyboard.press(key);
  await expect(page.getByRole('alert')).toContainText('do not match');
  await page.getByRole('button', { name: 'Cancel' }).tap();
  await expect(page.getByRole('button', { name: 'Check in here' })).toBeVisible();
});

test('without the gateway the wall says since when, people vanish after 90 s, and all comes back by itself', async ({ page }) => {
  await page.clock.install();
  const complaints = await openWall(page);
  await expect(people(page).first()).toBeVisible({ timeout: 30_000 });
  await house.stopGateway();
  await expect(page.getByText(/not reached since/).first()).toBeVisible({ timeout: 20_000 });
  await page.clock.fastForward(95_000);
  await expect(people(page)).toHaveCount(0);
  await expect(page.locator('main svg [data-space]').first()).toBeVisible();
  await house.startGateway();
  await page.clock.fastForward(40_000);
  await expect(page.getByText('live', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(people(page).first()).toBeVisible({ timeout: 30_000 });
  expect(complaints.all()).toEqual([]);
});
