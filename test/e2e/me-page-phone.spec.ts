// The employee's page as something on a phone: installable, usable without a finger and at twice the size, and leaving
// nothing behind.

import { expect } from '@playwright/test';
import { located, newcomer } from '#test/kiosk/me/me-data.ts';
import { test } from '#test/kiosk/me/me-test.ts';
import { takePicture } from './picture.ts';

const places = ['today', 'find', 'location', 'me'];

test('no name and no place is in the address, the title or anything that stays', async ({ phone: page, server, open }) => {
  await open(located);
  for (const place of places) {
    await page.locator(`nav a[href="#${place}"]`).click();
    await expect(page).toHaveURL(`${server.origin}/me#${place}`);
    await expect(page).toHaveTitle('Waypost');
  }
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
  expect(await page.context().cookies()).toEqual([]);
});

test('Chromium finds nothing that keeps it from being installed', async ({ phone: page, server, open }) => {
  await open(newcomer);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { manifest } = await session.send('Page.getAppManifest', {});
  expect(manifest).toMatchObject({ scope: `${server.origin}/me`, startUrl: `${server.origin}/me`, display: 'kStandalone' });
  const icon = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
  const touch = await page.request.get(new URL(icon ?? '', page.url()).href);
  expect([touch.status(), touch.headers()['content-type']]).toEqual([200, 'image/png']);
});

test('everything can be done with a keyboard, and the focus goes where the eye goes', async ({ phone: page, open }) => {
  await open(newcomer);
  await page.getByRole('switch').focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: 'Let yourself be located?' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('switch')).toBeFocused();
  await page.getByRole('link', { name: 'Location' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Your location' })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Mira Falk' })).toBeFocused();
});

test('at twice the size nothing scrolls across, with the page zoomed or with the letters', async ({ phone: page, open }) => {
  await page.setViewportSize({ width: 195, height: 422 });
  await open(located);
  const wide = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const place of places) {
    await page.locator(`nav a[href="#${place}"]`).click();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await wide(), `${place}, zoomed`).toBe(0);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  for (const place of places) {
    await page.locator(`nav a[href="#${place}"]`).click();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await wide(), `${place}, large letters`).toBe(0);
  }
});

test('on a desk the cards stand beside each other', async ({ phone: page, open }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(located);
  const bookings = await page.getByRole('region', { name: 'Your bookings today' }).boundingBox();
  const location = await page.getByRole('region', { name: 'Your location' }).boundingBox();
  expect(location?.y).toBe(bookings?.y);
  await takePicture(page, { path: new URL('../../.reports/me-page/desk.png', import.meta.url).pathname });
});
