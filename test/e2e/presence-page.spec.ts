// The console on a desk, in a real Chromium: what the people who look after privacy can do there, with how many taps, and
// what the page says about it. It talks to a small gateway that speaks the wire contract.

import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { privacyPaths } from '#shared/wire/privacy-desk.ts';
import {
  administrator,
  locationManager,
  newestEntries,
  officer,
  openGlass,
  waitingGlass,
  waitingProposal,
} from '#test/kiosk/presence/desk-data.ts';
import { test } from '#test/kiosk/presence/desk-test.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const note = (page: Page) => page.locator('[data-result]');
const named = (page: Page) => page.locator('[data-glass-person]');

test('whoever is not signed in has one way on, which leads back here', async ({ desk: page, open }) => {
  await open('signed-out', { hash: '#why=provider-down' });
  await expect(page.getByRole('alert')).toContainText('sign-in does not answer');
  await expect(page.getByRole('link')).toHaveAttribute('href', '/me/sign-in?to=presence');
});

test('whoever has none of the roles reads one sentence', async ({ desk: page, open }) => {
  await open('no-role');
  await expect(page.getByText(/and you are none of them here\.$/)).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

test('R23: signing out leaves nothing on the page', async ({ desk: page, open }) => {
  await open({ ...officer, glasses: [waitingGlass] });
  await button(page, 'Sign out').click();
  await expect(page.getByText('You are signed out')).toBeVisible();
  expect(await page.content()).not.toMatch(/Mira|Tom Adler|heart/);
});

test('locating is stopped with one tap and one confirmation, and started again only by a proposal', async ({
  desk: page,
  server,
  open,
}) => {
  await open(administrator);
  await button(page, 'Stop locating now').click();
  expect(server.bodies(privacyPaths.stopPositions)).toEqual([]);
  await button(page, 'Stop now').click();
  await expect(note(page)).toContainText('All places are erased');
  await expect(page.getByText('Somebody stopped it on this page')).toBeVisible();
  await expect(button(page, 'Ask to look')).toHaveCount(0);
  await button(page, 'Propose to start again').click();
  await expect(page.getByText('Locating people: off → on')).toBeVisible();
  expect(server.bodies(privacyPaths.propose)).toMatchObject([{ setting: 'positions', to: 1 }]);
  await expect(page.getByText('Somebody of the other role has to answer.')).toBeVisible();
  await expect(button(page, 'Propose to start again')).toHaveCount(0);
});

test('a period is proposed with what it means, and the group can only grow', async ({ desk: page, server, open }) => {
  await open(administrator);
  await button(page, 'Propose a change').click();
  await page.getByRole('radio', { name: 'Smallest group' }).check();
  await page.getByRole('textbox').fill('4');
  await button(page, 'Propose it').click();
  await expect(page.getByRole('alert')).toContainText('from 6 to 100');
  await page.getByRole('radio', { name: 'stay linked' }).check();
  await page.getByRole('textbox').fill('7');
  await expect(page.getByText('After 7 days nobody can tell')).toBeVisible();
  await button(page, 'Propose it').click();
  await expect(note(page)).toContainText('Somebody of the other role has to say yes');
  expect(server.bodies(privacyPaths.propose)).toMatchObject([{ setting: 'linkedDays', to: 7 }]);
});

test('a proposal says who made it, and whoever may answers it', async ({ desk: page, server, open }) => {
  await open({ ...officer, proposals: [waitingProposal] });
  await expect(page.getByText('Proposed by Tom Adler, administrator.')).toBeVisible();
  await button(page, /^Yes, change it/).click();
  await expect(page.getByRole('row', { name: /stay linked/ })).toContainText('7 days');
  expect(server.bodies(privacyPaths.answerProposal)).toMatchObject([{ id: waitingProposal.id, yes: true }]);
});

test('when no answer comes the page says so, and trying again repeats the same tap', async ({ desk: page, open }) => {
  await open(administrator);
  const events: string[] = [];
  await page.route(`**${privacyPaths.stopPositions}`, async (route) => {
    events.push((route.request().postDataJSON() as { event: string }).event);
    await (events.length === 1 ? route.abort() : route.continue());
  });
  await button(page, 'Stop locating now').click();
  await button(page, 'Stop now').click();
  await expect(note(page)).toContainText('Trying again is safe');
  await button(page, 'Try again').click();
  await expect(note(page)).toContainText('All places are erased');
  expect(events).toEqual([events[0], events[0]]);
  await page.unroute(`**${privacyPaths.stopPositions}`);
});

test('the privacy officer reads the audit page by page, as often as they tap, and takes it along', async ({
  desk: page,
  server,
  open,
}) => {
  await open(officer);
  await expect(page.getByText('Unbroken: all 1,204 entries')).toBeVisible();
  expect(server.bodies(privacyPaths.audit)).toEqual([]);
  await button(page, 'Read the audit').click();
  await button(page, 'Show older entries').click();
  await expect(page.getByText('no longer linked').first()).toBeVisible();
  await expect(page.getByText('This is the oldest entry that is kept.')).toBeVisible();
  expect(server.bodies(privacyPaths.audit)).toEqual([{ before: null }, { before: String(newestEntries.nextBefore) }]);
  const download = page.waitForEvent('download');
  await button(page, 'Download these entries').click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n');
  expect([lines.length, JSON.parse(lines[0] ?? '')]).toEqual([22, newestEntries.entries[0]]);
});

test('the desk is asked for every five seconds while the page can be seen, and not while it can’t', async ({
  desk: page,
  server,
  open,
}) => {
  await open(administrator);
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().endsWith(privacyPaths.desk)) asked += 1;
  });
  server.change({ settings: { ...administrator.settings, k: 8 } });
  await page.clock.runFor(5_000);
  await expect(page.getByText('8 people', { exact: true })).toBeVisible();
  const see = (state: string): Promise<void> =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await see('hidden');
  const before = asked;
  await page.clock.runFor(30_000);
  expect(asked).toBe(before);
  await see('visible');
  await expect.poll(() => asked).toBe(before + 1);
});

test('no name is in the address, the title or anything that stays', async ({ desk: page, server, open }) => {
  await open({ ...locationManager, glasses: [openGlass] });
  await button(page, 'Look now').click();
  await expect(named(page)).toHaveCount(7);
  await expect(page).toHaveURL(`${server.origin}/presence`);
  await expect(page).toHaveTitle('Privacy · Waypost');
  const kept = await page.evaluate(async () => ({
    stores: localStorage.length + sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  expect(kept).toEqual({ stores: 0, databases: 0, caches: 0 });
});

test('everything can be done with a keyboard, and the focus goes where the eye goes', async ({ desk: page, open }) => {
  await open(administrator);
  await button(page, 'Stop locating now').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Stop locating everybody?' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button(page, 'Stop locating now')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Propose a change')).toBeFocused();
});
