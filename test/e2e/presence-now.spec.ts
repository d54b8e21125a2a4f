// The console of a facility manager, in a real Chromium: the floors now, what needs a hand, and the way from section to
// section. It talks to a small gateway that speaks the wire contract.

import { expect, type Page } from '@playwright/test';
import { administrator, officer } from '#test/kiosk/presence/desk-data.ts';
import { test } from '#test/kiosk/presence/desk-test.ts';
import { alarm, busyManaged, lightManaged, wellManaged } from '#test/kiosk/presence/manage-data.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const sections = (page: Page) => page.getByRole('navigation').getByRole('link');
const hand = (page: Page) => page.getByRole('region', { name: 'What needs a hand' });
/** "1-20: closed: broken" of each space that is shown, whichever way. */
const shown = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-space]')].map(
      (one) => `${one.getAttribute('data-space')} ${one.getAttribute('data-state')}`,
    ),
  );

test('every section has its address, back leads back, and only sections one has a right in are there', async ({
  desk: page,
  open,
}) => {
  await open(administrator, { managed: lightManaged });
  await expect(heading(page)).toHaveText('Now');
  await expect(page).toHaveTitle('Now · Waypost');
  await expect(sections(page)).toHaveText(['Now', 'Act', 'Utilisation', 'Safety', 'Privacy']);
  await page.getByRole('link', { name: 'Privacy' }).click();
  await expect(heading(page)).toBeFocused();
  await expect(page).toHaveTitle('Privacy · Waypost');
  await page.goBack();
  await expect(heading(page)).toHaveText('Now');
  await page.goForward();
  await expect(page.getByRole('link', { name: 'Privacy' })).toHaveAttribute('aria-current', 'page');
  await open('no-role', { managed: { ...lightManaged, may: { ...lightManaged.may, utilisation: false } }, hash: '#utilisation' });
  await expect(heading(page)).toHaveText('Now');
  await expect(sections(page)).toHaveText(['Now', 'Act', 'Safety']);
  await open(officer);
  await expect(heading(page)).toHaveText('Privacy');
});

test('plan and table say the same, and a filter survives a reload', async ({ desk: page, open, server }) => {
  await open(administrator, { managed: busyManaged });
  const all = await shown(page);
  expect(all).toHaveLength(130);
  await page.getByRole('radio', { name: 'Table' }).check();
  await expect(page.getByRole('table')).toHaveCount(2);
  expect((await shown(page)).toSorted()).toEqual(all.toSorted());
  await page.getByLabel('Kind of space').selectOption('Rooms');
  await page.getByLabel('State', { exact: true }).selectOption('Free');
  await expect(page.getByText('5 of 130 spaces match')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /^Birch Room free today$/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Plan' }).check();
  await expect(page).toHaveURL(`${server.origin}/presence#now?kind=room&state=free`);
  await expect(page.locator('[data-space]')).toHaveCount(5);
  await page.goto(`${server.origin}/presence#now?floor=floor-9`);
  await expect(page.getByText('This floor is not among your plans')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.locator('[data-space]')).toHaveCount(130);
});

test('changes come by themselves, and a silent gateway is said with the time of what is shown', async ({
  desk: page,
  open,
  server,
}) => {
  await open(administrator, { managed: wellManaged });
  await expect(hand(page)).toContainText('All is as it should be');
  server.manage(busyManaged);
  await expect(hand(page).getByText('silent: not connected, last heard 12 minutes ago')).toBeVisible();
  server.emergency({ ...alarm, drill: true });
  await expect(page.getByRole('alert')).toContainText('DRILL');
  server.emergency(null);
  await expect(page.getByText('DRILL')).toHaveCount(0);
  server.away(true);
  await page.clock.fastForward(100_000);
  await expect(page.getByText('Gateway not reached since 10:42. Bookings are shown as of 10:42.')).toBeVisible();
  await expect(page.getByText('People and presence are not known until it is back.')).toBeVisible();
  await expect(page.getByText('20+')).toHaveCount(0);
  server.away(false);
  await expect(async () => {
    await page.clock.fastForward(2_000);
    await expect(page.getByText('Gateway not reached')).toHaveCount(0, { timeout: 500 });
  }).toPass();
  server.manage(null);
  await expect(heading(page)).toHaveText('Privacy');
});
