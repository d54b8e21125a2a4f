// An emergency on the phone of one person, in a real Chromium: where to go, one button, and for a warden the roll call.

import { expect, type Page } from '@playwright/test';
import { emergencyPaths } from '#shared/wire/emergency.ts';
import { demoOwn, emergencyId } from '#test/kiosk/emergency/roll-data.ts';
import { newcomer } from '#test/kiosk/me/me-data.ts';
import { test } from '#test/kiosk/me/me-test.ts';
import { faultsOf } from './accessible.ts';
import { takePicture } from './picture.ts';

const pictures = new URL('../../.reports/me-page/', import.meta.url).pathname;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const card = (page: Page) => page.locator('[data-emergency]');

test('an emergency comes above everything, one tap says that the person is safe, and it goes when it ends', async ({
  phone: page,
  server,
  open,
}) => {
  await open(newcomer, '#find');
  server.emergency(demoOwn());
  await expect(page.getByRole('alert')).toContainText('EMERGENCY');
  await expect(page.getByRole('alert')).toContainText('Go to: Car park west');
  expect((await card(page).boundingBox())?.y).toBeLessThan(20);
  expect((await button(page, 'I am safe').boundingBox())?.height).toBeGreaterThanOrEqual(72);
  await takePicture(page, { path: `${pictures}emergency-light.png` });
  expect(await faultsOf(page)).toEqual([]);
  await button(page, 'I am safe').tap();
  await expect(page.getByText('You are marked safe, 10:42.')).toBeVisible();
  expect(server.bodies(emergencyPaths.safe)).toMatchObject([{ id: emergencyId }]);
  await expect(button(page, 'I am safe')).toHaveCount(0);
  server.emergency(null);
  await expect(card(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('what did not arrive is said, the next tap repeats it, and without a gateway the words say what to do', async ({
  phone: page,
  server,
  open,
}) => {
  await open(newcomer);
  server.emergency(demoOwn());
  const events: unknown[] = [];
  await page.route(`**${emergencyPaths.safe}`, async (route) => {
    events.push((route.request().postDataJSON() as { event: string }).event);
    await (events.length === 1 ? route.abort() : route.continue());
  });
  await button(page, 'I am safe').tap();
  await expect(page.getByText('This did not arrive. Tap again')).toBeVisible();
  await button(page, 'I am safe').tap();
  await expect(page.getByText('You are marked safe')).toBeVisible();
  expect(events).toEqual([events[0], events[0]]);
  await page.unroute(`**${emergencyPaths.safe}`);
  server.emergency(demoOwn());
  server.away(true);
  await page.clock.runFor(3_000);
  await expect(page.getByText('Tell somebody in charge at the assembly point')).toBeVisible();
});

test('a drill says so, and a warden finds and marks people and those without a name', async ({ phone: page, server, open }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(newcomer);
  server.emergency(demoOwn({ drill: true, warden: true }));
  await expect(page.getByRole('alert')).toContainText('This is only a drill.');
  const roll = page.getByRole('region', { name: 'Roll call (drill)' });
  await expect(roll.getByRole('listitem')).toHaveCount(13);
  await page.getByRole('searchbox').fill('ada qui');
  await expect(roll.getByRole('listitem')).toHaveCount(1);
  await button(page, 'Mark safe: Ada Quill').tap();
  await expect(button(page, 'Take back: Ada Quill')).toBeVisible();
  expect(server.bodies(emergencyPaths.mark)).toMatchObject([{ key: 'k0', safe: true }]);
  await page.getByRole('searchbox').fill('');
  await button(page, 'One more without a name is safe').tap();
  await expect.poll(() => server.bodies(emergencyPaths.unnamed)).toMatchObject([{ floor: 'floor-1', safe: 2 }]);
  expect(await faultsOf(page)).toEqual([]);
  await takePicture(page, { path: `${pictures}drill-warden-dark.png`, fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
