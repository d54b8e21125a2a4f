// Break-glass at the console, in a real Chromium: asking, answering, looking, and that what was shown does not stay. It
// talks to a small gateway that speaks the wire contract.

import { expect, type Page } from '@playwright/test';
import { privacyPaths } from '#shared/wire/privacy-desk.ts';
import { caseId, locationManager, nineSeen, officer, openGlass, waitingGlass } from '#test/kiosk/presence/desk-data.ts';
import { test } from '#test/kiosk/presence/desk-test.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const note = (page: Page) => page.locator('[data-result]');
const named = (page: Page) => page.locator('[data-glass-person]');

test('S10: break-glass is asked for with floor, reason and text, and answered by somebody else', async ({
  desk: page,
  server,
  open,
}) => {
  await open(locationManager);
  await button(page, 'Ask to look').click();
  await expect(page.getByText('The people on this floor will be told that you looked, and why.')).toBeVisible();
  await page.getByRole('radio', { name: 'Missing person' }).check();
  await page.getByRole('textbox').fill('too short');
  await button(page, 'Ask a privacy officer').click();
  await expect(page.getByRole('alert')).toContainText('at least 10 characters');
  await page.getByRole('textbox').fill('A colleague did not come out.');
  await button(page, 'Ask a privacy officer').click();
  await expect(page.getByText('A privacy officer who is another person has to answer.')).toBeVisible();
  await expect(button(page, 'Look now')).toHaveCount(0);
  expect(server.bodies(privacyPaths.askGlass)).toMatchObject([{ floor: 'floor-1', reason: 'missing-person' }]);

  await open({ ...officer, glasses: [{ ...waitingGlass, mayAnswer: true }] });
  await button(page, /^Yes, for 15 minutes/).click();
  await expect(note(page)).toContainText('The walls of the floor say so');
  await expect(page.getByText('Ends in 14:1')).toBeVisible();
});

test('S10: every look is a request of its own, said to be recorded, and shown as a plan and a table that say the same', async ({
  desk: page,
  server,
  open,
}) => {
  await open({ ...locationManager, glasses: [openGlass] });
  await button(page, 'Look now').click();
  await expect(page.getByText('This look was recorded. As of 10:42.')).toBeVisible();
  const table = page.getByRole('table', { name: 'People on Floor 1 by zone' });
  for (const { name } of nineSeen.people) await expect(table.getByRole('rowheader', { name })).toBeVisible();
  const onPlan = nineSeen.people.filter(({ place }) => place).map(({ name }) => name);
  expect(await named(page).evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual(onPlan);

  await page.clock.runFor(20_000);
  server.seen({ ...nineSeen, people: nineSeen.people.slice(0, 1) });
  await button(page, 'Look again').click();
  await expect(named(page)).toHaveCount(1);
  const events = server.bodies(privacyPaths.lookGlass).map(({ id, event }) => `${id} ${event}`);
  expect([events.length, new Set(events).size, events[0]?.startsWith(caseId)]).toEqual([2, 2, true]);
  await page.clock.runFor(20_000);
  await expect(named(page)).toHaveCount(1);
  await page.clock.runFor(10_000);
  await expect(page.getByText('nobody looked again for 30 seconds')).toBeVisible();
  expect(await page.content()).not.toMatch(/Adele|Harbour<\/th/);
});

test('S10: when its time is over a case and what it showed are gone, though nobody says so', async ({
  desk: page,
  server,
  open,
}) => {
  await open({ ...locationManager, glasses: [{ ...openGlass, untilMs: locationManager.asOfMs + 10_000 }] });
  await button(page, 'Look now').click();
  await expect(named(page)).toHaveCount(7);
  server.away(true);
  await page.clock.runFor(11_000);
  await expect(page.getByText('No case is waiting or open.')).toBeVisible();
  expect(await page.content()).not.toContain('Adele');
  await expect(page.getByText(/^No answer from the gateway since 10:42/)).toBeVisible();
});

test('a look that could not be recorded shows nothing and takes away what was shown', async ({ desk: page, server, open }) => {
  await open({ ...locationManager, glasses: [openGlass] });
  await button(page, 'Look now').click();
  await expect(named(page)).toHaveCount(7);
  await page.clock.runFor(3_000);
  server.refuse('not-stored');
  await button(page, 'Look again').click();
  await expect(page.getByText('The audit could not be written')).toBeVisible();
  expect(await page.content()).not.toContain('Adele');
  await button(page, /^Close the case/).click();
  await expect(page.getByText('No case is waiting or open.')).toBeVisible();
});
