// The employee's page on a phone, in a real Chromium: what a person can decide there, with how many taps, and what the
// page says about it. It talks to a small gateway that speaks the wire contract.

import { expect, type Page } from '@playwright/test';
import { days, hours } from '#shared/kit/duration.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { foundTwo, located, newcomer } from '#test/kiosk/me/me-data.ts';
import { test } from '#test/kiosk/me/me-test.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const note = (page: Page) => page.locator('[data-result]');

test('whoever is not signed in reads why and has one way on', async ({ phone: page, server, open }) => {
  await open(null, '#why=provider-down');
  await expect(page.getByRole('alert')).toContainText('sign-in does not answer');
  await expect(page.getByRole('link')).toHaveAttribute('href', mePaths.signIn);
  await page.goto(`${server.origin}/me#why=Mira%20is%20here`);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('R23: when the session ends, nothing about the person is left on the page', async ({ phone: page, open }) => {
  await open(located);
  await page.getByRole('link', { name: 'You' }).click();
  await button(page, 'Sign out').click();
  await expect(page.getByRole('heading', { name: 'Your day and your place' })).toBeVisible();
  await expect(page.getByText('You are signed out')).toBeVisible();
  expect(await page.content()).not.toContain('Mira');
  expect(await page.content()).not.toContain('Meadow');
});

test('bookings are checked in, extended and given back, and what is still to be sent is said', async ({
  phone: page,
  server,
  open,
}) => {
  await open(newcomer);
  await button(page, 'Check in to 1-14').click();
  await expect(note(page)).toContainText('You are checked in');
  server.delivery('will-be-sent');
  await button(page, 'Extend to 18:00: 1-14').click();
  await expect(note(page)).toContainText('The booking system hears of it as soon as it answers');
  await button(page, 'Give back 1-14').click();
  await button(page, 'Give it back').click();
  await expect(page.getByRole('heading', { name: '1-14' })).toHaveCount(0);
});

test('when no answer comes the page says so, and trying again repeats the same tap', async ({ phone: page, open }) => {
  await open(newcomer);
  const events: string[] = [];
  await page.route(`**${mePaths.checkIn}`, async (route) => {
    events.push((route.request().postDataJSON() as { event: string }).event);
    await (events.length === 1 ? route.abort() : route.continue());
  });
  await button(page, 'Check in to 1-14').click();
  await expect(note(page)).toContainText('Trying again is safe');
  await button(page, 'Try again').click();
  await expect(note(page)).toContainText('You are checked in');
  expect(events).toEqual([events[0], events[0]]);
});

test('S16: finding asks for two letters, answers in sentences, and says nothing else of whoever can’t be found', async ({
  phone: page,
  server,
  open,
}) => {
  await open(located, '#find');
  const ask = async (text: string): Promise<void> => {
    await page.getByRole('searchbox').fill(text);
    await page.keyboard.press('Enter');
  };
  await ask('j');
  await expect(page.getByText('Type two letters at least.')).toBeVisible();
  expect(server.bodies(mePaths.find)).toEqual([]);
  await ask('nobody');
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('No answer for “nobody”');
  server.found(foundTwo);
  await ask('jo');
  await expect(page.getByText('Was in Quarry, Floor 1, 4 minutes ago.')).toBeVisible();
  await expect(page.getByText('Has booked 1-31, Floor 1, until 15:42.')).toBeVisible();
  await expect(page.getByText('There are more.')).toBeVisible();
  await button(page, 'Show on the plan: Jonas Berg').click();
  await expect(page.getByRole('heading', { name: '1-31, Floor 1' })).toBeFocused();
  await page.clock.runFor(61_000);
  await expect(page.getByText('it is gone. Ask again')).toBeVisible();
  expect(await page.content()).not.toContain('Jonas');
});

test('the board of a floor is asked for while the plan is open, and no longer', async ({ phone: page, server, open }) => {
  await open(located);
  await button(page, /^1-22/).click();
  await expect(page.getByRole('heading', { name: '1-22, Floor 1' })).toBeFocused();
  await expect(page.getByText('you are here').first()).toBeAttached();
  await button(page, 'Floor 2').click();
  await expect(page.getByRole('heading', { name: 'Floor 2' })).toBeVisible();
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByRole('heading', { name: 'Mira Falk' })).toBeFocused();
  await expect.poll(() => server.shown()).toEqual(['floor-1', null, 'floor-2', null]);
});

test('R6: visibility keeps its three states, says what each means, and says why when there is no choice', async ({
  phone: page,
  server,
  open,
}) => {
  await open(located, '#me');
  await expect(page.getByRole('radio', { checked: true })).toHaveAccessibleName(/As the company does Your name is hidden/);
  await page.getByRole('radio', { name: /Show my name/ }).click();
  await expect(page.getByText('Now: your name is shown.')).toBeVisible();
  expect(server.bodies(mePaths.visibility)).toMatchObject([{ visibility: 'show' }]);
  server.change({ visibility: { own: 'show', mode: 'hide-everyone', shown: false, choosable: false } });
  await expect(page.getByText('Your company hides everybody’s name')).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
});

test('R29: a status is declared and taken back with one tap each', async ({ phone: page, server, open }) => {
  await open(newcomer);
  await button(page, 'Remote').tap();
  await expect(button(page, 'Remote')).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Say nothing').tap();
  await expect(button(page, 'Remote')).toHaveAttribute('aria-pressed', 'false');
  expect(server.bodies(mePaths.status).map(({ status }) => status)).toEqual(['remote', null]);
});

test('own data can be taken along, the receipt kept, and everything erased in two steps', async ({
  phone: page,
  server,
  open,
}) => {
  await open(located, '#me');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download my data' }).click();
  expect((await download).suggestedFilename()).toBe('my-data.json');
  await button(page, 'Show my consent receipt').click();
  await expect(page.getByText('Given Tuesday 24 November, 09:12')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Keep it as a file' })).toHaveAttribute('href', mePaths.receipt);
  await page.keyboard.press('Escape');
  await expect(button(page, 'Show my consent receipt')).toBeFocused();
  await button(page, 'Erase my data').click();
  await expect(page.getByRole('dialog')).toContainText('This can’t be undone');
  expect(server.bodies(mePaths.erase)).toEqual([]);
  await button(page, 'Erase now').click();
  await expect(note(page)).toContainText('Erased here');
});

test('S11: The subject can list who used break-glass on them', async ({ phone: page, server, open }) => {
  await open(located, '#me');
  const card = page.getByRole('region', { name: 'Who saw where you are' });
  await expect(card).toContainText('Nobody has looked.');
  const old = { atMs: boardNowMs - days(5), reason: 'other', role: 'administrator' } as const;
  server.change({ lookedAt: [old] });
  await expect(card.getByRole('listitem')).toHaveText([
    'Thursday 19 November, 10:42Another reason, given in writing, asked for by an administrator',
  ]);
  const news = page.getByRole('region', { name: 'News for you' }).getByText('Somebody saw where you were');
  await expect(news).toHaveCount(0);
  server.change({ lookedAt: [{ atMs: boardNowMs - hours(23), reason: 'medical', role: 'location-manager' }, old] });
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await expect(card).toContainText('A medical emergency, asked for by a location manager');
  await expect(card).toContainText('Dr. Ines Holm, dpo@nordkontor.example');
  await page.getByRole('link', { name: 'Today' }).click();
  await expect(news).toContainText('Monday 23 November, 11:42');
  await page.getByRole('link', { name: 'Read who and why' }).click();
  await expect(card).toBeVisible();
});

test('news is said once', async ({ phone: page, open }) => {
  await open({ ...newcomer, notices: [{ id: 'n-1', atMs: boardNowMs, kind: 'tag-claimed-by-other' }] });
  await expect(page.getByText('It stays yours.')).toBeVisible();
  await button(page, 'Understood').click();
  await expect(page.getByText('It stays yours.')).toHaveCount(0);
});
