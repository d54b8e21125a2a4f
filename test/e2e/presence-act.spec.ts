// The console's section "Act" in a real Chromium: each thing a manager does for others, once by hand, and what the page says
// when it could not be done. It talks to a small gateway that speaks the wire contract.

import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { type Managed, managePaths } from '#shared/wire/manage.ts';
import { actManaged } from '#test/kiosk/presence/act-data.ts';
import { type ActDesk, startActDesk } from '#test/kiosk/presence/act-desk.ts';
import { administrator } from '#test/kiosk/presence/desk-data.ts';
import type { DeskServer } from '#test/kiosk/presence/desk-server.ts';
import { test } from '#test/kiosk/presence/desk-test.ts';
import { lightManaged, wellManaged } from '#test/kiosk/presence/manage-data.ts';
import { faultsOf } from './accessible.ts';
import { takePicture } from './picture.ts';

const pictures = new URL('../../.reports/presence-act/', import.meta.url).pathname;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const note = (page: Page) => page.locator('[data-result]');
const sheet = (page: Page) => page.getByRole('dialog');

async function openAct(page: Page, server: DeskServer, managed: Managed = actManaged): Promise<ActDesk> {
  server.begin(administrator);
  const desk = await startActDesk(page, server, managed);
  await page.goto(`${server.origin}/presence#act`);
  await page.getByRole('heading', { level: 2, name: 'Displays' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  return desk;
}

/** Axe, nothing that scrolls across, nothing too small, at a desk and at a tablet; a picture of each. */
async function judge(page: Page, name: string): Promise<void> {
  for (const [size, width, height] of [
    ['desk', 1366, 900],
    ['tablet', 820, 1180],
  ] as const) {
    await page.setViewportSize({ width, height });
    await takePicture(page, { path: `${pictures}${name}-${size}.png`, animations: 'disabled' });
    const found = await page.evaluate(
      (least) => {
        const controls = [...document.querySelectorAll('main button, main select, main input, dialog button, label:has(input)')];
        const small = controls.filter((control) => {
          const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
          return width > 0 && (height < least || width < 44);
        });
        const { scrollWidth, clientWidth } = document.documentElement;
        return { small: small.map(({ outerHTML }) => outerHTML), acrossPx: scrollWidth - clientWidth };
      },
      size === 'desk' ? 44 : 56,
    );
    expect(found, size).toEqual({ small: [], acrossPx: 0 });
  }
  expect(await faultsOf(page)).toEqual([]);
}

test('R43: bookings are read when asked for, found by a few letters, and given back after one question', async ({
  desk: page,
  server,
}) => {
  const desk = await openAct(page, server);
  expect(desk.asked(managePaths.bookings)).toEqual([]);
  await button(page, 'Show bookings').click();
  await expect(page.getByText('31 bookings, as of 10:42')).toBeVisible();
  await judge(page, 'bookings');
  expect(desk.asked(managePaths.bookings)).toEqual([{ day: '2026-11-24', floor: null }]);
  await expect(page.locator('tr[data-booking]')).toHaveCount(20);
  await page.getByLabel('Find in this list').fill('angstrom 13:00');
  await expect(page.getByText('1 of 31 bookings match')).toBeVisible();
  await page.getByLabel('Find in this list').fill('quill');
  await button(page, 'Give back 1-14, Ada Quill, 09:00 to 17:00').click();
  await expect(sheet(page)).toContainText('Give back 1-14, Ada Quill?');
  await expect(sheet(page)).toContainText('It is booked until 17:00, and others can book it at once.Ada Quill is told.');
  await button(page, 'Leave it').click();
  expect(desk.asked(managePaths.act)).toEqual([]);
  await button(page, /^Give back 1-14/).click();
  await button(page, 'Give it back').click();
  await expect(note(page)).toContainText('1-14 is given back.');
  await expect(page.getByRole('row', { name: /Ada Quill/ })).toContainText('given back');
  await expect(button(page, /^Give back 1-14/)).toHaveCount(0);
  expect(desk.asked(managePaths.act)).toEqual([{ event: expect.any(String), act: 'release', booking: 'b-1' }]);
  await page.getByLabel('Find in this list').fill('nobody at all');
  await expect(page.getByText('No booking matches “nobody at all”')).toBeVisible();
  await page.clock.fastForward('15:00');
  await expect(page.getByText('The list is gone from this page')).toBeVisible();
  await expect(page.getByText('Ada Quill')).toHaveCount(0);
});

test('R43: a day without bookings says so, and a file of bookings is what the gateway made', async ({ desk: page, server }) => {
  const desk = await openAct(page, server);
  await page.getByRole('combobox', { name: 'Day' }).first().selectOption('tomorrow');
  desk.trouble('not-stored');
  await button(page, 'Show bookings').click();
  await expect(page.getByText('The audit could not be written')).toBeVisible();
  await button(page, 'Show bookings').click();
  await expect(page.getByText('Nobody has booked anything here on this day.')).toBeVisible();
  expect(desk.asked(managePaths.bookings).at(-1)).toEqual({ day: '2026-11-25', floor: null });
  desk.trouble('nothing-there');
  await button(page, 'Save as CSV').click();
  await expect(note(page)).toContainText('There is nothing to show');
  const download = page.waitForEvent('download');
  await button(page, 'Save as CSV').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('bookings-2026-11-25.csv');
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^space,from,to,name,state\r\n1-14,09:00,17:00,Ada Quill/);
  await expect(note(page)).toContainText('delete it when you no longer need it');
});

test('R43: a space is booked for somebody, in the hours of the building, and never twice', async ({ desk: page, server }) => {
  const desk = await openAct(page, server);
  const search = page.getByRole('searchbox', { name: 'For whom' });
  await search.fill('qu');
  await search.press('Enter');
  await expect(page.getByText('Type at least three letters.')).toBeVisible();
  await search.fill('Nobody');
  await search.press('Enter');
  await expect(page.getByText('Nobody of this name.')).toBeVisible();
  await search.fill('qui');
  await search.press('Enter');
  await button(page, 'Adam Quist').click();
  await expect(page.getByRole('group', { name: 'For whom' })).toBeFocused();
  await expect(page.getByText('For Adam Quist')).toBeVisible();
  await button(page, /^Book$/).click();
  await expect(page.getByRole('alert')).toHaveText('Choose a space.');
  await page.getByRole('combobox', { name: 'Space' }).selectOption('1-16');
  await page.getByRole('combobox', { name: 'Day' }).last().selectOption('1');
  await page.getByLabel('From').fill('17.30');
  await expect(page.getByRole('alert')).toHaveText('The end has to come after the beginning.');
  await page.getByLabel('From').fill('9');
  await page.getByLabel('To', { exact: true }).fill('1230');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await takePicture(page, { path: `${pictures}book.png`, animations: 'disabled', fullPage: true });
  await button(page, /^Book$/).click();
  await expect(sheet(page)).toContainText('Book 1-16 for Adam Quist?');
  await expect(sheet(page)).toContainText('Wednesday 25 November, 09:00 to 12:30, on Floor 1.');
  desk.trouble('offline');
  await button(page, 'Book it').click();
  await expect(note(page)).toContainText('Trying again is safe');
  await button(page, /^Book$/).click();
  desk.trouble('lost');
  await button(page, 'Book it').click();
  await button(page, 'Try again').click();
  await expect(note(page)).toContainText('1-16 is booked for Adam Quist.');
  await expect(page.getByText('For Adam Quist', { exact: true })).toHaveCount(0);
  const adamsHandle = '0a6b1c1e-5a2e-4c55-9a33-0d4fb1d2a002';
  const acts = desk.asked(managePaths.act);
  const [fromMs, toMs] = [Date.UTC(2026, 10, 25, 8), Date.UTC(2026, 10, 25, 11, 30)];
  expect(acts[0]).toEqual({ event: expect.any(String), act: 'book', space: '1-16', person: adamsHandle, fromMs, toMs });
  expect(acts).toEqual([acts[0], acts[0], acts[0]]);
  await page.getByRole('link', { name: 'Safety' }).click();
  await expect(note(page)).toHaveCount(0);
});

test('R42: a space is blocked with a reason, and a block is lifted', async ({ desk: page, server }) => {
  const desk = await openAct(page, server);
  await page.emulateMedia({ colorScheme: 'dark' });
  await button(page, 'Block a space').click();
  await button(page, 'Block it').click();
  await expect(sheet(page).getByRole('alert')).toHaveText('Choose a space, a reason and until when.');
  await sheet(page).getByRole('combobox', { name: 'Space' }).selectOption('1-04');
  await page.getByRole('radio', { name: 'cleaning' }).check();
  await page.getByRole('radio', { name: 'tomorrow evening, 20:00' }).check();
  await judge(page, 'block');
  await button(page, 'Block it').click();
  await expect(note(page)).toContainText('1-04 is blocked.');
  const blocks = page.getByRole('region', { name: 'Blocked spaces' });
  await expect(blocks.getByText('cleaning, until Wednesday 25 November, 20:00')).toBeVisible();
  await button(page, 'Lift the block of 1-20').click();
  await button(page, 'Lift it').click();
  await expect(note(page)).toContainText('1-20 can be booked again.');
  await expect(blocks.getByText('1-20')).toHaveCount(0);
  const untilMs = Date.UTC(2026, 10, 25, 19);
  expect(desk.asked(managePaths.act)).toMatchObject([
    { act: 'block', space: '1-04', reason: 'cleaning', untilMs },
    { act: 'unblock', block: 'bl-1' },
  ]);
});

test('R38: an issue is answered; what was typed stays until it was sent', async ({ desk: page, server }) => {
  const desk = await openAct(page, server);
  await expect(page.getByText('A carpenter comes on Thursday.')).toBeVisible();
  await expect(page.getByText('Done.', { exact: true })).toHaveCount(0);
  await button(page, 'Answer the issue about Floor 2').click();
  await button(page, 'Send the answer').click();
  await expect(sheet(page).getByRole('alert')).toHaveText('Write an answer first.');
  await page.getByRole('textbox', { name: 'Answer' }).fill('Mended. <b>Thank you</b>');
  await page.getByRole('checkbox', { name: 'and close it' }).check();
  await judge(page, 'answer');
  desk.trouble('offline');
  await button(page, 'Send the answer and close it').click();
  await expect(note(page)).toContainText('The booking system does not answer');
  await button(page, 'Answer the issue about Floor 2').click();
  await expect(page.getByRole('textbox', { name: 'Answer' })).toHaveValue('Mended. <b>Thank you</b>');
  await button(page, 'Send the answer and close it').click();
  await expect(note(page)).toContainText('Answered and closed.');
  await expect(button(page, 'Answer the issue about Floor 2')).toHaveCount(0);
  const sent = { act: 'answer-issue', issue: 'is-2', answer: 'Mended. <b>Thank you</b>', close: true };
  expect(desk.asked(managePaths.act)).toMatchObject([sent, sent]);
});

test('a display is told what to do, by keyboard too; one that is not connected can’t be', async ({ desk: page, server }) => {
  const desk = await openAct(page, server);
  await expect(page.getByText('Not connected since the gateway started')).toBeVisible();
  for (const name of ['Identify: Kitchen', 'Home: Kitchen', 'Reload: Side door']) await expect(button(page, name)).toBeDisabled();
  await button(page, 'Identify: Lobby').focus();
  await page.keyboard.press('Enter');
  await expect(note(page)).toContainText('Lobby shows its name for ten seconds.');
  await page.keyboard.press('Tab');
  await expect(button(page, 'Home: Lobby')).toBeFocused();
  desk.trouble('not-online');
  await page.keyboard.press('Enter');
  await expect(note(page)).toContainText('This display is not connected');
  expect(desk.asked(managePaths.command)).toMatchObject([
    { display: 'lobby', command: 'identify' },
    { display: 'lobby', command: 'home' },
  ]);
});

test('R42: a light manager is offered no booking and reads no name', async ({ desk: page, server }) => {
  await openAct(page, server, lightManaged);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Blocked spaces', 'Issues', 'Displays']);
  await expect(page.getByText('No space is blocked.')).toBeVisible();
  await expect(page.getByText('No issue is open.')).toBeVisible();
  server.manage({
    ...wellManaged,
    displays: [],
    may: { ...wellManaged.may, block: false, issues: false, exportBookings: false },
  });
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Bookings', 'Book for someone', 'Displays']);
  await expect(button(page, 'Save as CSV')).toHaveCount(0);
});
