// Being located, decided on the employee's page in a real Chromium: the yes and its end, who may see, the dot and what
// explains it, and the tags.

import { expect, type Page } from '@playwright/test';
import { mePaths } from '#shared/wire/me-actions.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { demoDot, located, newcomer } from '#test/kiosk/me/me-data.ts';
import { appKey } from '#test/kiosk/me/me-decisions.ts';
import { test } from '#test/kiosk/me/me-test.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const note = (page: Page) => page.locator('[data-result]');

test('S4: saying yes takes two taps and taking it back takes no more', async ({ phone: page, server, open }) => {
  await open(newcomer);
  await page.evaluate(() => {
    const counted = window as unknown as { taps: number };
    counted.taps = 0;
    window.addEventListener('pointerdown', () => (counted.taps += 1), true);
  });
  const taps = (): Promise<number> => page.evaluate(() => (window as unknown as { taps: number }).taps);
  await page.getByRole('switch', { checked: false }).tap();
  for (const box of await page.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
  await button(page, 'Yes, locate me').tap();
  await expect(page.getByRole('switch', { checked: true })).toBeVisible();
  const toSayYes = await taps();
  expect(server.bodies(mePaths.consent)).toMatchObject([
    { scopes: [], documentVersion: '2026-10', documentSha256: 'ab'.repeat(32) },
  ]);
  await page.getByRole('switch').tap();
  await button(page, 'Yes, stop').tap();
  await expect(page.getByRole('switch', { checked: false })).toBeVisible();
  expect([toSayYes, (await taps()) - toSayYes]).toEqual([2, 2]);
});

test('R31: each scope is chosen separately, beside document, purpose, time and contact, and can be changed', async ({
  phone: page,
  server,
  open,
}) => {
  await open(newcomer);
  await page.getByRole('switch').click();
  const sheet = page.getByRole('dialog');
  for (const fact of ['version 2026-10', '30 minutes', 'Nordkontor GmbH', 'dpo@nordkontor.example', 'For nothing else']) {
    await expect(sheet.getByText(fact)).toBeVisible();
  }
  await page.getByRole('checkbox', { name: 'The walls' }).check();
  await button(page, 'Yes, locate me').click();
  await expect(page.getByText('Where you are can be seen by whoever stands at a wall (your initials).')).toBeVisible();
  await page.getByRole('link', { name: 'Location' }).click();
  await button(page, 'Change who may see it').click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'The walls' }).uncheck();
  await page.getByRole('checkbox', { name: 'Colleagues of my groups' }).check();
  await button(page, 'Save').click();
  await expect(page.getByText('Where you are can be seen by colleagues of Design and Research.')).toBeVisible();
  expect(server.bodies(mePaths.consent).map(({ scopes }) => scopes)).toEqual([['wall'], ['group']]);
});

test('R53 S24: a changed document asks again, with nothing ticked, and a yes to the old one is refused in words', async ({
  phone: page,
  server,
  open,
}) => {
  await open({ ...newcomer, location: { state: 'outdated', scopes: ['group', 'wall'] } });
  await expect(page.getByText('until you have said yes to the new one')).toBeVisible();
  await page.getByRole('switch', { checked: false }).click();
  await expect(page.getByRole('heading', { name: 'Say yes to the new document?' })).toBeVisible();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await button(page, /Read the privacy document/).click();
  await expect(page.getByText('It is kept for thirty minutes')).toBeVisible();
  await page.keyboard.press('Escape');
  server.change({ document: { ...newcomer.document, version: '2026-11', sha256: 'cd'.repeat(32) } });
  await expect(button(page, /version 2026-11/)).toBeVisible();
  server.refuse('document-changed');
  await button(page, 'Yes, locate me').click();
  await expect(note(page)).toContainText('Read the new one and decide again');
  expect(server.bodies(mePaths.consent)).toMatchObject([{ documentVersion: '2026-10' }]);
});

test('a pause is one tap and its end another', async ({ phone: page, server, open }) => {
  await open(located);
  await button(page, 'Pause for today').tap();
  await expect(page.getByText('Paused until 00:00')).toBeVisible();
  await button(page, 'Go on now').tap();
  await expect(page.getByText('You are in Meadow')).toBeVisible();
  expect(server.bodies(mePaths.pause).map(({ on }) => on)).toEqual([true, false]);
});

test('while locating is off for everybody the page says why, that it is nobody’s choice, and still takes one', async ({
  phone: page,
  server,
  open,
}) => {
  await open({ ...located, positions: { on: false, why: 'switched-off', failing: [], accepted: [] } }, '#location');
  await expect(page.getByText('Locating is off for everybody here: it was switched off.')).toBeVisible();
  await expect(page.getByText('That is not your choice.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Your dot, explained' })).toContainText('There is no dot of anybody');
  for (const gone of ['You are in Meadow', 'Where you are can be seen', 'Gone in'])
    await expect(page.getByText(gone)).toHaveCount(0);
  await page.getByRole('switch', { checked: true }).tap();
  await button(page, 'Yes, stop').tap();
  await expect(page.getByRole('switch', { checked: false })).toBeVisible();
  expect(server.bodies(mePaths.withdraw)).toHaveLength(1);
  server.change({ positions: { on: true, why: null, failing: [], accepted: [] } });
  await expect(page.getByText('off for everybody')).toHaveCount(0);
});

test('a risk the company has accepted stands beside the switch and beside the yes', async ({ phone: page, open }) => {
  await open({ ...newcomer, positions: { on: true, why: null, failing: [], accepted: ['swap', 'watchdog'] } }, '#location');
  const risk = page.getByText('with a risk your company has accepted: swap on disk, no watchdog.');
  await expect(risk).toBeVisible();
  await page.getByRole('switch').tap();
  await expect(page.getByRole('dialog').locator(risk)).toBeVisible();
});

test('the dot is explained: plan, circle, a line to each receiver of this floor, and it is forgotten with one tap', async ({
  phone: page,
  open,
}) => {
  await open(located, '#location');
  const plan = page.getByRole('img', { name: 'Plan of Floor 1 with your place' });
  await expect(plan.locator('line')).toHaveCount(4);
  await expect(plan.locator('g circle')).toHaveCount(2);
  await expect(page.getByText('5 receivers heard you in the last seconds. 1 of them is on another floor.')).toBeVisible();
  await expect(page.getByText('within 2.4 m of the dot with 68 % certainty')).toBeVisible();
  await button(page, 'Forget me now').tap();
  await expect(page.getByText('No place of yours is known now.')).toBeVisible();
  await expect(plan).toHaveCount(0);
});

test('S6: without a gateway the page says since when, and the dot goes when its time is over', async ({
  phone: page,
  server,
  open,
}) => {
  await open({ ...located, dot: { ...demoDot, goneInMs: 100_000 } }, '#location');
  await expect(page.getByRole('timer')).toHaveText(/1:[0-3]\d/);
  server.away(true);
  await expect(page.getByText(/No connection since 10:4\d. This is how things stood at 10:42./)).toBeVisible();
  await expect(page.getByRole('img', { name: 'with your place' })).toBeVisible();
  await page.clock.runFor(101_000);
  await expect(page.getByRole('img', { name: 'with your place' })).toHaveCount(0);
  await expect(page.getByText('No place of yours is known now.')).toBeVisible();
  server.away(false);
  // The page waits longer from try to try, and each try takes its time outside the page's clock.
  await expect(async () => {
    await page.clock.runFor(2_000);
    await expect(page.getByText('No connection since')).toHaveCount(0, { timeout: 500 });
  }).toPass();
});

test('S3: a place that is withdrawn elsewhere leaves the open page at once', async ({ phone: page, server, open }) => {
  await open(located);
  await expect(page.getByText('You are in Meadow')).toBeVisible();
  server.change({ location: newcomer.location, dot: null, near: [], tags: [], seenBy: newcomer.seenBy });
  await expect(page.getByText('Off. Nobody sees where you are')).toBeVisible();
  expect(await page.content()).not.toContain('Meadow');
});

test('a tag is brought by its print or at a reader, and a lost one is cut off with one tap', async ({
  phone: page,
  server,
  open,
}) => {
  await open({ ...located, tags: [] }, '#location');
  await button(page, 'Bring a tag').click();
  server.refuse('tag-taken');
  await page.getByLabel('Printed on the tag').fill(' 100-12 ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').locator('[data-result]')).toContainText('belongs to somebody');
  await button(page, 'I am there, start').click();
  await expect(page.getByText(/\d+ seconds left/)).toBeVisible();
  server.change({ holding: { untilMs: boardNowMs + 60_000, state: 'several' } });
  await expect(page.getByText('More than one tag is near')).toBeVisible();
  const offer = { offer: 'o-7', printed: '100-77', anchorName: 'Reception' };
  server.change({ holding: { untilMs: boardNowMs + 60_000, state: 'offered', offer } });
  await expect(page.getByText('100-77, heard by Reception')).toBeVisible();
  await button(page, 'Yes, it is mine').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await button(page, 'Lost: 100-77').tap();
  await expect(page.getByText('You have brought no tag yet.')).toBeVisible();
  expect(server.bodies(mePaths.bringTag)).toMatchObject([{ printed: '100-12' }]);
  expect(server.bodies(mePaths.confirmTag)).toMatchObject([{ offer: 'o-7' }]);
});

test('the key of an app is shown once, as a code and to copy, and is gone with its sheet', async ({
  phone: page,
  server,
  open,
}) => {
  await open(located, '#location');
  await button(page, 'Add an app').click();
  await expect(page.getByText(appKey)).toBeVisible();
  await expect(page.getByRole('img', { name: 'Key for your app' })).toBeVisible();
  await button(page, 'The app has it').click();
  expect(await page.content()).not.toContain(appKey);
  server.change({ apps: false });
  await expect(button(page, 'Add an app')).toHaveCount(0);
  server.change({ booking: { up: false } });
  await expect(button(page, 'Bring a tag')).toHaveCount(0);
  await expect(page.getByText('Tags can be brought as soon as')).toBeVisible();
});
