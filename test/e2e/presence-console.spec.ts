// The console of managers against everything that `npm start` runs: what it says is what a wall says, what is done on it is
// done on the wall, and each role sees its part. Real sign-ins, real radio messages, nothing faked.

import { readFile } from 'node:fs/promises';
import { type Browser, expect as expectSoon, type Page, test } from '@playwright/test';
import { type DemoPerson, demoPopulation } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { NowState } from '#kiosk/presence/now-filter.ts';
import { committedSite } from '#test/firmware-config/committed-site.ts';
import { type Demo, namesOn, startDemo } from './demo.ts';
import { complaintsOf } from './house.ts';
import { takePicture } from './picture.ts';

test.describe.configure({ mode: 'serial' });

/** Several browsers and the whole demo share the machine with other specs. */
const expect = expectSoon.configure({ timeout: 15_000 });
const pictures = new URL('../../.reports/presence-console/', import.meta.url).pathname;
const company = demoPopulation(committedSite('demo-office'), machineClock.wallMs(), 1);
const who = (index: number): DemoPerson => {
  const found = company.people[index];
  if (!found) throw new Error(`the demo company has nobody at ${index}`);
  return found;
};
const [guest, lightManager, locationManager, plainUser] = [who(1), who(6), who(7), who(20)];

const section = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const sheet = (page: Page) => page.getByRole('dialog');
const note = (page: Page) => page.locator('[data-result="done"]');
const onWall = (space: string) => wall.locator(`main svg [data-space="${space}"]`);
const picture = (page: Page, name: string, fullPage = false) =>
  takePicture(page, { path: `${pictures}${name}.png`, fullPage, animations: 'disabled' });

let demo: Demo;
let desk: Page;
let wall: Page;
let complaints: { readonly all: () => readonly string[] };
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  demo = await startDemo();
  wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  desk = await signedIn(browser, locationManager);
  complaints = complaintsOf(desk);
});
test.afterEach(() => expect(complaints.all()).toEqual([]));
test.afterAll(() => demo?.stop());

async function signedIn(browser: Browser, { person, pin }: DemoPerson): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 900 } })).newPage();
  await page.goto(`${demo.url}/presence`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('#number').fill(person.identifier);
  await page.locator('#pin').fill(pin);
  await page.locator('#pin').press('Enter');
  await expect(page).toHaveURL(/\/presence$/);
  return page;
}

/** "1-14 free" for every space that is drawn or listed. */
async function statesOn(page: Page): Promise<readonly string[]> {
  const said = await page
    .locator('main [data-space]')
    .evaluateAll((all) => all.map((one) => `${one.getAttribute('data-space')} ${one.getAttribute('data-state')}`));
  return said.sort();
}

/** The console shows nobody: what is checked in with a name on a wall is occupied here. */
const nameless = (said: readonly string[]) => said.map((one) => one.replace('checked-in', 'occupied'));

async function figuresOn(page: Page): Promise<Readonly<Record<string, number>>> {
  const said = await page
    .locator('main [data-figure]')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('data-figure'), Number.parseInt(one.textContent ?? '', 10)]));
  return Object.fromEntries(said);
}

function countsOf(said: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(NowState.options.map((state) => [state, said.filter((one) => one.endsWith(` ${state}`)).length]));
}

/** A desk of the wall's floor that is free and that nobody has booked for later today. */
async function freeSpace(): Promise<string> {
  const booked = new Set<string>(company.bookings.map(({ space }) => space));
  // Its rooms have names.
  const free = wall.locator('main svg [data-space^="1-"][data-state="free"]');
  await expect(free.first()).toBeVisible();
  const ids = await free.evaluateAll((all) => all.map((one) => one.getAttribute('data-space') ?? ''));
  const found = ids.find((id) => !booked.has(id));
  if (!found) throw new Error('no desk of this floor is free for the rest of the day');
  return found;
}

test('R42: "Now" says of a floor what its wall says, as plan and as table, and a wall that is opened comes online', async () => {
  await expect(desk.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  const offline = desk.locator('[data-hand="displays"]');
  await expect(offline).toContainText('Lobby');
  await picture(desk, 'now', true);
  await wall.goto(`${demo.url}/wall`);
  await expect(wall.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
  await expect(offline).not.toContainText('Lobby');
  await desk.getByLabel('Floor', { exact: true }).selectOption('Floor 1');
  for (const as of ['Plan', 'Table']) {
    await desk.getByRole('radio', { name: as }).check();
    // A state may turn between two readings.
    await expect(async () => {
      const said = await statesOn(desk);
      expect(said).toEqual(nameless(await statesOn(wall)));
      expect(said.length).toBeGreaterThan(10);
      expect(await figuresOn(desk)).toEqual(countsOf(said));
    }).toPass({ timeout: 10_000 });
    await picture(desk, `now-${as.toLowerCase()}`);
  }
});

test('R43: a desk that is booked for somebody is in the list by name and on the wall, until it is given back', async () => {
  const { displayName: name } = guest.person;
  const space = await freeSpace();
  await section(desk, 'Act');
  await desk.getByRole('searchbox', { name: 'For whom' }).fill(name);
  await button(desk, 'Search').click();
  await button(desk, name).click();
  await desk.getByLabel('Space, and how it is now').selectOption(space);
  await desk.getByLabel('To', { exact: true }).fill('23:59');
  await button(desk, /^Book$/).click();
  await button(desk, 'Book it').click();
  await expect(note(desk)).toContainText(`is booked for ${name}.`);
  await expect(onWall(space)).toHaveAttribute('data-state', 'booked');
  await button(desk, 'Show bookings').click();
  await desk.getByLabel('Find in this list').fill(name);
  const row = desk.locator('tr[data-booking="booked"]');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(name);
  await picture(desk, 'act-bookings');
  await row.getByRole('button').click();
  await button(desk, 'Give it back').click();
  await expect(note(desk)).toContainText('is given back.');
  await expect(onWall(space)).toHaveAttribute('data-state', 'free');
});

test('R42, R38: a block with its reason is on the wall, an issue is answered and closed, a display says its name', async () => {
  const space = await freeSpace();
  await button(desk, 'Block a space').click();
  await sheet(desk).getByRole('combobox', { name: 'Space' }).selectOption(space);
  await desk.getByRole('radio', { name: 'cleaning' }).check();
  await desk.getByRole('radio', { name: 'somebody lifts it' }).check();
  await picture(desk, 'act-block');
  await button(desk, 'Block it').click();
  await expect(onWall(space)).toHaveAttribute('data-state', 'blocked');
  await expect(onWall(space)).toHaveAttribute('aria-label', /cleaning/);
  await picture(wall, 'wall-blocked');
  await button(desk, /^Lift the block of/)
    .and(card(desk, 'Blocked spaces').locator('li', { hasText: 'cleaning' }).getByRole('button'))
    .click();
  await button(desk, 'Lift it').click();
  await expect(onWall(space)).toHaveAttribute('data-state', 'free');
  const issues = card(desk, 'Issues').getByRole('listitem');
  const before = await issues.count();
  await issues.filter({ hasText: 'no longer down' }).getByRole('button').click();
  await sheet(desk).getByRole('textbox', { name: 'Answer' }).fill('Its motor comes on Thursday.');
  await sheet(desk).getByRole('checkbox').check();
  await button(desk, 'Send the answer and close it').click();
  await expect(note(desk)).toContainText('Answered and closed.');
  await expect(issues).toHaveCount(before - 1);
  await button(desk, 'Identify: Lobby').click();
  await expect(wall.getByRole('status').filter({ hasText: 'Lobby' })).toBeVisible();
  await picture(wall, 'wall-identify');
  await picture(desk, 'act', true);
});

test('R39: the year behind lies in figures, plots, tables and a file, and dates the wrong way round are said so', async () => {
  await section(desk, 'Utilisation');
  await desk.getByRole('radio', { name: 'Last year (52 weeks)' }).check();
  const key = card(desk, 'In short');
  await expect(key).toContainText(/2\d\d days with figures/);
  for (const name of ['average', 'peak', 'noShow', 'walkUp', 'rooms']) {
    await expect(key.locator(`[data-figure="${name}"]`)).toContainText(/\d+\s?%/);
  }
  const plots = desk.locator('[role=img]');
  await expect(plots.locator('svg')).toHaveCount(5);
  await expect(plots.locator('svg path').first()).toBeVisible();
  await picture(desk, 'utilisation', true);
  const heat = card(desk, 'When it is full');
  await heat.getByText('The same as a table').click();
  expect(await heat.getByRole('row').count()).toBeGreaterThan(5);
  const download = desk.waitForEvent('download');
  await button(desk, 'Save as CSV').click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n').length).toBeGreaterThan(20);
  expect(csv).toMatch(/average/);
  await desk.getByRole('radio', { name: 'Own dates' }).check();
  await desk.getByLabel('First day').fill('2026-05-20');
  await desk.getByLabel('Last day').fill('2026-05-04');
  await button(desk, 'Show these dates').click();
  await expect(desk.getByLabel('Last day')).toHaveAccessibleDescription(/The last day is before the first one/);
  await picture(desk, 'utilisation-dates');
});

test('R13: a drill takes the wall over; who is confirmed there is safe on the console; after it the wall has its plan', async () => {
  await section(desk, 'Safety');
  await picture(desk, 'safety');
  await button(desk, 'Start a drill').click();
  await picture(desk, 'safety-ask');
  await button(desk, 'Start the drill now').click();
  await expect(wall.getByRole('heading', { name: 'DRILL' })).toBeVisible();
  await expect(wall.locator('main svg [data-space]')).toHaveCount(0);
  const missing = wall.locator('main button[data-state="missing"]').first();
  // The lobby shows initials, in an emergency too; who holds the roll call reads names.
  const initials = await missing.locator('span > span').first().innerText();
  await picture(wall, 'wall-drill');
  await missing.click();
  await button(wall, 'Yes, safe').click();
  const roll = desk.getByRole('main');
  await expect(roll.locator('li[data-state="safe"]')).toHaveCount(1);
  await expect(roll.locator('li[data-state="safe"]')).toHaveText(new RegExp(`^${[...initials].join('\\S+ (.* )?')}\\S+ safe`));
  await expect(roll.locator('[data-counts]')).toHaveText(/^1 of \d+ safe$/);
  await picture(wall, 'wall-drill-marked');
  await picture(desk, 'safety-on', true);
  await button(desk, 'End the drill').click();
  await button(desk, 'End it now').click();
  await expect(onWall(await freeSpace())).toBeVisible();
  await expect(wall.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
  await section(desk, 'Now');
  await expect(async () => {
    const known = await wall.locator('header li', { hasText: 'known here' }).locator('span').first().innerText();
    await expect(card(desk, 'Floor 1')).toContainText(`known here: ${known}`, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
});

test('R42: a light manager is offered no booking and reads no name; a user is told that this is for others', async ({
  browser,
}) => {
  const [light, user] = await Promise.all([signedIn(browser, lightManager), signedIn(browser, plainUser)]);
  await expect(light.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  await expect(light.getByRole('navigation').getByRole('link')).toHaveText(['Now', 'Act', 'Utilisation', 'Safety']);
  await section(light, 'Act');
  await expect(light.getByRole('heading', { level: 2 })).toHaveText(['Blocked spaces', 'Issues', 'Displays']);
  expect(await namesOn(light, company.people)).toEqual([]);
  await section(light, 'Utilisation');
  await expect(card(light, 'In short').locator('[data-figure="average"]')).toContainText('%');
  await expect(button(light, 'Save as CSV')).toHaveCount(0);
  await section(light, 'Safety');
  await expect(light.getByRole('columnheader')).toHaveText(['Floor', 'First aiders here']);
  await picture(light, 'light-safety');
  expect(await namesOn(light, company.people)).toEqual([]);
  await expect(user.getByText(/you are none of them here/)).toBeVisible();
  await expect(user.getByRole('navigation')).toHaveCount(0);
  await picture(user, 'user');
});
