// A phone beside a wall, in the real office: an employee says yes, is seen by exactly those they chose, says no, and is
// gone everywhere; with real sign-ins, real radio messages and nothing faked.

import { type Browser, expect, type Page, test } from '@playwright/test';
import { type DemoPerson, demoPopulation } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { committedSite } from '#test/firmware-config/committed-site.ts';
import { faultsOf } from './accessible.ts';
import { complaintsOf, type House, startHouse } from './house.ts';

test.describe.configure({ mode: 'serial' });

const company = demoPopulation(committedSite('demo-office'), machineClock.wallMs(), 1).people;
const somebody = (fits: (one: DemoPerson) => boolean): DemoPerson => {
  const found = company.find(fits);
  if (!found) throw new Error('the demo company has nobody like that');
  return found;
};
/** The one who decides, a colleague of theirs, and somebody of no common group. */
const own = somebody((one) => one.tryThis === 'checked-in');
const sharesGroup = ({ person }: DemoPerson): boolean => person.groups.some((group) => own.person.groups.includes(group));
const colleague = somebody((one) => one.tryThis === undefined && sharesGroup(one));
const stranger = somebody((one) => one.tryThis === undefined && !sharesGroup(one));
const badge = own.tags[0]?.split(':').slice(2).join('-') ?? '';

let house: House;
let phone: Page;
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await startHouse();
  phone = await signedIn(browser, own, { width: 390, height: 844 });
});
test.afterAll(() => house.stop());

const home = (): string => `http://localhost:${new URL(house.gateway.url).port}`;

async function signedIn(browser: Browser, who: DemoPerson, viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ viewport, hasTouch: true })).newPage();
  await page.goto(`${home()}/me`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('#number').fill(who.person.identifier);
  await page.locator('#pin').fill(who.pin);
  await page.locator('#pin').press('Enter');
  await expect(page.getByRole('heading', { name: who.person.displayName })).toBeVisible();
  return page;
}

async function located(on: boolean): Promise<void> {
  await phone.goto(`${home()}/me#location`);
  await phone.getByRole('switch', { checked: !on }).tap();
}

const initials = own.person.displayName
  .split(' ')
  .map((word) => word[0])
  .join('');
/** Whoever of the office shares the initials would be taken for them. */
const marksOf = (wall: Page) => wall.locator('main [data-person]').filter({ hasText: initials });

test('signed in, their own desk carries their name for them, whatever others see of it: R7', async () => {
  const complaints = complaintsOf(phone);
  await expect(phone.getByRole('heading', { name: 'Your bookings today' })).toBeVisible();
  await expect(phone.getByText('checked in').first()).toBeVisible();
  expect(await faultsOf(phone)).toEqual([]);
  expect(complaints.all()).toEqual([]);
});

test('a yes for group and wall and a badge make a dot for the own page, the wall and colleagues, and nobody else: S17 S18', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  await located(true);
  await phone.getByRole('checkbox', { name: /Colleagues of my groups/ }).check();
  await phone.getByRole('checkbox', { name: /walls/ }).check();
  await phone.getByRole('button', { name: 'Yes, locate me' }).tap();
  await phone.getByRole('button', { name: 'Bring a tag' }).first().tap();
  await phone.getByRole('textbox').fill(badge);
  await phone.getByRole('textbox').press('Enter');
  await expect(phone.getByText('The tag is yours now.')).toBeVisible();
  await expect(phone.getByText(/You are in .*Floor \d/)).toBeVisible({ timeout: 90_000 });
  await expect(phone.getByText('Your dot, explained')).toBeVisible();

  const beside = await signedIn(browser, colleague, { width: 390, height: 844 });
  const afar = await signedIn(browser, stranger, { width: 390, height: 844 });
  await expect.poll(() => found(beside), { timeout: 60_000 }).toMatch(/(Is|Was) (in|on) /);
  expect(await found(afar)).toBe('You read the same whether somebody is away, prefers not to be found, or does not exist.');
  await beside.context().close();
  await afar.context().close();
});

/** What the page shows when it is asked for the person by name. */
async function found(page: Page): Promise<string> {
  await page.goto(`${home()}/me#find`);
  await page.getByRole('searchbox').fill(own.person.displayName);
  const answered = page.waitForResponse((response) => response.url().endsWith(mePaths.find));
  await page.getByRole('button', { name: 'Find', exact: true }).tap();
  await answered;
  const results = page.getByRole('region', { name: 'Answer' });
  await expect(results).not.toHaveText(/^(Looking.*)?$/);
  return (await results.innerText()).replace(/^No answer.*/, '').trim();
}

test('a no is two taps, and within a second the dot is gone from the phone and every wall, and does not come back: S3 S4', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  let frames = 0;
  const walls = await Promise.all(
    ['Floor 1', 'Floor 2'].map(async (floor, n) => {
      const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
      wall.on('websocket', (socket) => socket.on('framereceived', () => (frames += 1)));
      await wall.goto(`${house.gateway.url}/wall`);
      await expect(wall.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
      if (n > 0)
        await wall
          .getByRole('button', { name: new RegExp(`^${floor.slice(-1)}\\b|${floor}`) })
          .first()
          .click();
      return wall;
    }),
  );
  const marks = async (): Promise<number> => {
    const counts = await Promise.all(walls.map((wall) => marksOf(wall).count()));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  await expect.poll(marks, { timeout: 90_000 }).toBeGreaterThan(0);
  await located(false);
  await phone.getByRole('button', { name: 'Yes, stop' }).tap();
  const since = machineClock.bootMs();
  await expect.poll(marks, { intervals: [20] }).toBe(0);
  const goneMs = Math.round(machineClock.bootMs() - since);
  test.info().annotations.push({ type: 'figure', description: `gone from both walls ${goneMs} ms after the tap` });
  await expect(phone.getByRole('switch', { checked: false })).toBeVisible();
  await expect(phone.getByText('Your dot, explained')).toBeHidden();
  // The badge is still on the air; many more boards bring nobody back.
  for (let n = 0; n < 5; n++) {
    const before = frames;
    await expect.poll(() => frames, { timeout: 30_000 }).toBeGreaterThan(before + 4);
    expect(await marks()).toBe(0);
  }
  for (const wall of walls) await wall.context().close();
});
