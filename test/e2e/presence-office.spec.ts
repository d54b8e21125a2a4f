// Break-glass in the real office: a location manager asks, a privacy officer says yes, the manager sees one floor, and the
// wall of that floor and the people on it are told. Real sign-ins, real radio messages, nothing faked.

import { type Browser, expect, type Page, test } from '@playwright/test';
import { type DemoPerson, demoPopulation } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import type { Role } from '#shared/model/roles.ts';
import { committedSite } from '#test/firmware-config/committed-site.ts';
import { faultsOf } from './accessible.ts';
import { complaintsOf, type House, startHouse } from './house.ts';

test.describe.configure({ mode: 'serial' });

const company = demoPopulation(committedSite('demo-office'), machineClock.wallMs(), 1).people;
const whoIs = (role: Role): DemoPerson => {
  const found = company.find(({ person }) => person.roles.includes(role));
  if (!found) throw new Error(`the demo company has no ${role}`);
  return found;
};

let house: House;
let manager: Page;
let officer: Page;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startHouse();
  manager = await signedIn(browser, whoIs('location-manager'));
  officer = await signedIn(browser, whoIs('privacy-officer'));
});
test.afterAll(() => house.stop());

async function signedIn(browser: Browser, who: DemoPerson): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`http://localhost:${new URL(house.gateway.url).port}/presence`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('#number').fill(who.person.identifier);
  await page.locator('#pin').fill(who.pin);
  await page.locator('#pin').press('Enter');
  await expect(page).toHaveURL(/\/presence$/);
  // Whoever manages something arrives at "Now".
  await page.getByRole('link', { name: 'Privacy' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
  return page;
}

test('S10: nobody sees a floor before a second person has said yes', async () => {
  const complaints = complaintsOf(manager);
  await manager.getByRole('button', { name: 'Ask to look' }).click();
  await manager.getByRole('radio', { name: 'Floor 1' }).check();
  await manager.getByRole('radio', { name: 'Missing person' }).check();
  await manager.getByRole('textbox').fill('A colleague has not come out to the assembly point.');
  await manager.getByRole('button', { name: 'Ask a privacy officer' }).click();
  await expect(manager.getByText('A privacy officer who is another person has to answer.')).toBeVisible();
  await expect(manager.getByRole('button', { name: 'Look now' })).toHaveCount(0);
  await expect(officer.getByText('A colleague has not come out to the assembly point.')).toBeVisible({ timeout: 15_000 });
  expect(complaints.all()).toEqual([]);
});

test('S10: with the yes, one look shows the floor by name, and the wall says that somebody may look', async ({ browser }) => {
  test.setTimeout(120_000);
  const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await wall.goto(`${house.gateway.url}/wall`);
  await expect(wall.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
  await expect(wall.locator('main svg [data-person]').first()).toBeVisible({ timeout: 60_000 });
  const banner = wall.getByText(/an authorised person may see where people on this floor are/);
  await expect(banner).toHaveCount(0);

  await officer.getByRole('button', { name: /^Yes, for 15 minutes/ }).click();
  await expect(banner).toBeVisible({ timeout: 15_000 });
  await manager.getByRole('button', { name: 'Look now' }).click({ timeout: 15_000 });
  await expect(manager.getByText('This look was recorded.')).toBeVisible();
  const seen = manager.getByRole('table', { name: 'People on Floor 1 by zone' }).locator('tbody tr:not(:first-child) th');
  await expect(seen.first()).toBeVisible();
  const agreed = company.filter(({ person }) => person.location).map(({ person }) => person.displayName);
  for (const name of await seen.allInnerTexts()) expect(agreed).toContain(name);
  expect(await faultsOf(manager)).toEqual([]);
});

test('S12: the privacy officer reads of the whole case, without a place and without whoever was seen', async () => {
  await manager.getByRole('button', { name: /^Close the case/ }).click();
  await expect(manager.getByText('No case is waiting or open.')).toBeVisible();
  await officer.getByRole('button', { name: 'Read the audit' }).click();
  const entries = officer.getByRole('list', { name: 'Entries, newest first' });
  for (const act of ['Asked for break-glass as location manager', 'Approved break-glass', 'Looked under', 'was closed']) {
    await expect(entries.getByText(act)).toBeVisible();
  }
  await expect(officer.getByText(/^Unbroken: all \d+ entries/)).toBeVisible();
  expect(await entries.innerText()).not.toContain('Floor 1');
});
