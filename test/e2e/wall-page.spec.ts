// The wall page in a real Chromium with the gateway's own policy, fed by the fake bridge: what a person sees and can do.

import { expect, type Page, test } from '@playwright/test';
import { boardNowMs, crowdedBoard, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { demoMessages, type OpenWall, openWall } from '#test/kiosk/harness/open-wall.ts';
import { type PageServer, startPageServer } from '#test/kiosk/harness/page-server.ts';
import { faultsOf } from './accessible.ts';

// The longest of the specs: its tests are shared out among the workers.
test.describe.configure({ mode: 'parallel' });
let server: PageServer;
let opened: OpenWall[] = [];
const plan = demoPlan();
const [ground, upper] = plan.floors;
if (!ground || !upper) throw new Error('The demo office has two floors');

const somewhere = 'Somewhere on this floor: HC, SO';

test.beforeAll(async () => {
  server = await startPageServer();
});
test.afterAll(() => server.stop());
test.afterEach(() => {
  expect(opened.flatMap((wall) => wall.complaints)).toEqual([]);
  opened = [];
});

async function open(page: Page, query = ''): Promise<OpenWall> {
  const wall = await openWall(page, { origin: server.origin, query });
  opened.push(wall);
  await expect(page.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
  return wall;
}

const sizes = [
  { name: 'landscape', width: 1920, height: 1080 },
  { name: 'portrait', width: 1080, height: 1920 },
  { name: 'a small laptop', width: 1366, height: 768 },
  { name: 'a phone', width: 390, height: 844 },
];

for (const { name, width, height } of sizes) {
  test.describe(`on ${name}`, () => {
    test.use({ viewport: { width, height } });

    test('shows the whole plan, without a scroll bar across, and axe finds nothing', async ({ page }) => {
      await open(page);
      const outline = await page.locator('main svg').first().boundingBox();
      const drawn = await page
        .locator('main svg [data-space]')
        .evaluateAll((shapes) => shapes.map((s) => s.getBoundingClientRect().toJSON()));
      expect(drawn).toHaveLength(ground.spaces.length);
      for (const box of drawn) {
        expect(box.left >= (outline?.x ?? 0) && box.right <= (outline?.x ?? 0) + (outline?.width ?? 0)).toBe(true);
        expect(box.top >= (outline?.y ?? 0) && box.bottom <= (outline?.y ?? 0) + (outline?.height ?? 0)).toBe(true);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await faultsOf(page, name === 'landscape')).toEqual([]);
    });

    test('has keys of 72 px on the pad and touch targets of 56 px everywhere', async ({ page }) => {
      await open(page);
      const small = async (least: number): Promise<string[]> =>
        page
          .getByRole('button')
          .evaluateAll(
            (buttons, px) => buttons.filter((b) => b.getBoundingClientRect().height < px).map((b) => b.textContent ?? ''),
            least,
          );
      expect(await small(56)).toEqual([]);
      await page.getByRole('button', { name: 'Check in here' }).click();
      expect(await small(56)).toEqual([]);
      const keys = await page.getByRole('group', { name: 'Number keys' }).getByRole('button').all();
      for (const key of keys) expect((await key.boundingBox())?.height).toBeGreaterThanOrEqual(72);
      await expect(page.getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 });
      expect(await faultsOf(page, name === 'landscape')).toEqual([]);
    });
  });
}

test('the list says the same about every space as the plan', async ({ page }) => {
  await open(page);
  const read = (selector: string): Promise<Record<string, string | undefined>> =>
    page.locator(selector).evaluateAll((all) => Object.fromEntries(all.map((e) => [e.dataset.space, e.dataset.state])));
  const onPlan = await read('main svg [data-space]');
  const people = await page.locator('main [data-person]').count();
  await page.getByRole('button', { name: 'Show as a list' }).click();
  expect(await read('main li[data-space]')).toEqual(onPlan);
  await expect(page.locator('main li[data-person]')).toHaveCount(people);
  const vague = page.getByRole('region', { name: 'Somewhere on this floor' });
  await expect(vague.getByRole('listitem')).toHaveText(['HC', 'SO']);
  expect(await faultsOf(page)).toEqual([]);
});

for (const theme of ['dark', 'mono']) {
  test(`the ${theme} theme keeps its contrast`, async ({ page }) => {
    await open(page, `?theme=${theme}`);
    expect(await faultsOf(page)).toEqual([]);
  });
}

test('when the gateway is gone the board says since when, people vanish after 90 s, and the plan stays', async ({ page }) => {
  const wall = await open(page);
  await expect(page.locator('main [data-person]')).toHaveCount(5);
  await wall.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
  await expect(page.getByText('Gateway not reached since 10:42')).toBeVisible();
  await page.clock.runFor(85_000);
  await expect(page.locator('main [data-person]')).toHaveCount(5);
  await expect(page.getByText(somewhere)).toBeVisible();
  await page.clock.runFor(6_000);
  await expect(page.locator('main [data-person]')).toHaveCount(0);
  await expect(page.getByText(somewhere)).toHaveCount(0);
  await expect(page.getByText('People and presence are not known')).toBeVisible();
  await expect(page.locator('main svg [data-space]')).toHaveCount(ground.spaces.length);
  await wall.tell({ kind: 'link', up: true, sinceMs: boardNowMs });
  await wall.tell({ kind: 'board', board: demoBoard(plan, ground) });
  await expect(page.locator('main [data-person]')).toHaveCount(5);
  await expect(page.getByText('Gateway not reached')).toHaveCount(0);
});

test('who can only be placed on the floor leaves the plan for a line of words, and nobody else moves', async ({ page }) => {
  const wall = await open(page);
  const board = demoBoard(plan, ground);
  const [gone, ...others] = board.people;
  if (!gone) throw new Error('The demo board has people');
  const places = (): Promise<string[]> =>
    page
      .locator('main [data-person]')
      .evaluateAll((all) => all.map((e) => `${e.ariaLabel} ${JSON.stringify(e.getBoundingClientRect())}`));
  const before = await places();
  const { key, label, ageMs } = gone;
  await wall.tell({ kind: 'board', board: { ...board, people: others, somewhere: [{ key, label, ageMs }] } });
  await expect(page.getByText('Somewhere on this floor: TH')).toBeVisible();
  expect(await places()).toEqual(before.filter((place) => !place.startsWith('TH')));
  await wall.tell({ kind: 'board', board: { ...board, people: [...others, { ...gone, x: gone.x + 8 }], somewhere: [] } });
  await expect(page.locator('main [data-person]')).toHaveCount(5);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await expect(page.getByText('Somewhere on this floor')).toHaveCount(0);
});

test('with nobody who can’t be placed there is no line, no section and no claim that nobody is here', async ({ page }) => {
  const wall = await open(page);
  const board = demoBoard(plan, ground);
  await wall.tell({ kind: 'board', board: { ...board, somewhere: [] } });
  await expect(page.getByText('Somewhere on this floor')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show as a list' }).click();
  await expect(page.getByText('Somewhere on this floor')).toHaveCount(0);
  await wall.tell({ kind: 'board', board: { ...board, people: [] } });
  await expect(page.getByText('Nobody who chose to be seen')).toHaveCount(0);
  await wall.tell({ kind: 'board', board: { ...board, people: [], somewhere: [] } });
  await expect(page.getByText('Nobody who chose to be seen')).toBeVisible();
});

for (const [name, site] of [
  ['a long floor', 'demo-office'],
  ['a square floor', 'tetam-hall'],
] as const) {
  test.describe(`in portrait with ${name}`, () => {
    test.use({ viewport: { width: 1080, height: 1920 } });

    test('the plan keeps its size whoever can’t be placed, and a crowd of them is cut short', async ({ page }) => {
      const [link, planMessage, first] = demoMessages(site);
      if (first?.kind !== 'board' || !link || !planMessage) throw new Error('The demo tells a board last');
      const wall = await openWall(page, { origin: server.origin, first: [link, planMessage, first] });
      opened.push(wall);
      const size = (): Promise<unknown> => page.locator('main svg').first().boundingBox();
      await expect(page.getByText(somewhere)).toBeVisible();
      const before = await size();
      await wall.tell({ kind: 'board', board: { ...first.board, somewhere: [] } });
      await expect(page.getByText(somewhere)).toHaveCount(0);
      expect(await size()).toEqual(before);
      await wall.tell({ kind: 'board', board: crowdedBoard(first.board) });
      await expect(page.getByText('Somewhere on this floor: AK, BM')).toBeVisible();
      expect(await size()).toEqual(before);
      expect(await faultsOf(page)).toEqual([]);
    });
  });
}

test('people glide, and with reduced motion they do not', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page);
  const glide = (): Promise<string> =>
    page
      .locator('main [data-person] > g')
      .first()
      .evaluate((disc) => getComputedStyle(disc).transitionDuration);
  expect(await glide()).toBe('0.3s');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await glide()).toBe('0s');
});

test('a floor key asks for the other floor, and the wall comes home after a minute', async ({ page }) => {
  const wall = await open(page);
  await page.getByRole('button', { name: 'Floor 2' }).click();
  expect((await wall.asked()).floors).toEqual([upper.id]);
  await expect(page.getByRole('heading', { name: 'Floor 2' })).toBeVisible();
  await wall.tell({ kind: 'board', board: demoBoard(plan, upper) });
  await page.clock.runFor(61_000);
  expect((await wall.asked()).floors).toEqual([upper.id, ground.id]);
  await expect(page.getByRole('heading', { name: 'Floor 1' })).toBeVisible();
});

test('the page says every five seconds that it draws', async ({ page }) => {
  const wall = await open(page);
  await page.clock.runFor(11_000);
  expect((await wall.asked()).beat).toBeGreaterThanOrEqual(3);
});
