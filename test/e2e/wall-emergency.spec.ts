// The wall in an emergency and in a drill, in a real Chromium: it gives way whole, people are marked with two taps, and the
// plan is back at once. And what whoever looks after displays asks of it.

import { expect, type Page, test } from '@playwright/test';
import { minutes } from '#shared/kit/duration.ts';
import type { Emergency } from '#shared/wire/emergency.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { demoPad } from '#test/fakes/pad-answers.ts';
import { demoRoll, emergencyId, withMark } from '#test/kiosk/emergency/roll-data.ts';
import { demoMessages, type OpenWall, openWall } from '#test/kiosk/harness/open-wall.ts';
import { type PageServer, startPageServer } from '#test/kiosk/harness/page-server.ts';
import { faultsOf } from './accessible.ts';

let server: PageServer;
let opened: OpenWall[] = [];

test.use({ viewport: { width: 1920, height: 1080 }, hasTouch: true });
test.beforeAll(async () => {
  server = await startPageServer();
});
test.afterAll(() => server.stop());
test.afterEach(() => {
  expect(opened.flatMap((wall) => wall.complaints)).toEqual([]);
  opened = [];
});

async function open(page: Page, emergency: Emergency | null, query = ''): Promise<OpenWall> {
  const first = [...demoMessages(), { kind: 'emergency' as const, emergency }];
  const wall = await openWall(page, { origin: server.origin, query, first, answer: demoPad() });
  opened.push(wall);
  return wall;
}

const ada = (page: Page) => page.getByRole('button', { name: /^Ada Quill/ });

test('an emergency takes over the wall whole, ends the pad that is in use, and gives the plan back at once', async ({ page }) => {
  const wall = await open(page, null);
  await page.getByRole('button', { name: 'Check in here' }).tap();
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await page.keyboard.type('123456');
  await expect(page.getByRole('heading', { name: 'Hello Mira' })).toBeVisible();
  await wall.tell({ kind: 'emergency', emergency: demoRoll() });
  await expect(page.getByRole('heading', { name: 'EMERGENCY' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Car park west');
  await expect(page.getByText('5 of 17', { exact: true })).toBeVisible();
  await expect(page.getByText('Mira')).toHaveCount(0);
  await expect(page.getByText('and 4 people who are not named here: 1 safe')).toBeVisible();
  await expect.poll(() => wall.calls.at(-1)).toEqual({ call: 'done', body: { session: 's-1' } });
  await wall.tell({ kind: 'emergency', emergency: null });
  await expect(page.locator('main [data-space]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check in here' })).toBeVisible();
  expect(await page.content()).not.toContain('Ada Quill');
});

test('somebody is marked safe with two taps, stands at the end with a tick, and it is taken back the same way', async ({
  page,
}) => {
  const wall = await open(page, demoRoll());
  await ada(page).tap();
  await expect(page.getByRole('heading', { name: 'Ada Quill is safe?' })).toBeFocused();
  await page.getByRole('button', { name: 'No, go back' }).tap();
  expect((await wall.asked()).marks).toEqual([]);
  await ada(page).tap();
  await page.getByRole('button', { name: 'Yes, safe' }).tap();
  expect((await wall.asked()).marks).toMatchObject([{ id: emergencyId, key: 'k0', safe: true }]);
  await expect(ada(page)).toContainText('being sent');
  await wall.tell({ kind: 'emergency', emergency: withMark(demoRoll(), 'k0', true) });
  await expect(ada(page)).toHaveText(/^Ada Quill safe, Harbour/);
  const states = await page.locator('[data-state]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-state')));
  expect(states).toEqual([...states].sort());
  await ada(page).tap();
  await page.getByRole('button', { name: 'Yes, take it back' }).tap();
  expect((await wall.asked()).marks.at(-1)).toMatchObject({ key: 'k0', safe: false });
});

test('a mark that the roll call never shows is said to be lost, and a question nobody answers goes away', async ({ page }) => {
  await open(page, demoRoll());
  await ada(page).tap();
  await page.getByRole('button', { name: 'Yes, safe' }).tap();
  await page.clock.runFor(6_500);
  await expect(ada(page)).toContainText('not sent, tap again');
  await ada(page).tap();
  await expect(page.getByRole('heading', { name: 'Ada Quill is safe?' })).toBeVisible();
  await page.clock.runFor(20_500);
  await expect(page.getByRole('heading', { name: 'Ada Quill is safe?' })).toHaveCount(0);
});

test('while the gateway is away the roll call stays with its time, says that marks are not sent, and ends by itself', async ({
  page,
}) => {
  const wall = await open(page, demoRoll());
  await wall.tell({ kind: 'link', up: false, sinceMs: boardNowMs, problem: 'unreachable' });
  await expect(page.getByText('nobody can be marked here until it is back')).toBeVisible();
  await expect(ada(page)).toBeDisabled();
  await page.clock.runFor(minutes(57) + 1_000);
  await expect(page.getByText('EMERGENCY')).toHaveCount(0);
  expect(await page.content()).not.toContain('Ada Quill');
});

for (const { drill, query, size } of [
  { drill: false, query: '', size: [1080, 1920] },
  { drill: true, query: '', size: [1920, 1080] },
  { drill: false, query: '?theme=dark', size: [1366, 768] },
  { drill: true, query: '?theme=mono', size: [390, 844] },
] as const) {
  test(`${drill ? 'a drill says that it is one in every view' : 'an emergency is never called a drill'} (${query}${size})`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: size[0], height: size[1] });
    const wall = await open(page, demoRoll({ drill, named: 46 }), query);
    const says = drill ? /drill/i : /emergency/i;
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(drill ? 'DRILL' : 'EMERGENCY');
    await expect(page.getByRole('region', { name: drill ? 'Roll call (drill)' : 'Roll call' })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('navigation', { name: 'Places on Floor 1' }).getByRole('button', { name: 'Quarry' }).tap();
    await expect(page.getByRole('listitem')).toHaveCount(11);
    const low = await page
      .getByRole('button')
      .evaluateAll((all) => all.filter((b) => b.getBoundingClientRect().height < 72).map((b) => b.textContent));
    expect(low).toEqual([]);
    await page.getByRole('listitem').first().getByRole('button').tap();
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(drill ? /^Drill: .* is safe\?$/ : /^[A-Z].* is safe\?$/);
    await expect(heading).toHaveText(says);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size[0]);
    await wall.tell({ kind: 'emergency', emergency: null });
  });
}

test('a display shows its own name for ten seconds, goes home and is loaded afresh when it is asked to', async ({ page }) => {
  const wall = await open(page, null);
  await wall.tell({ kind: 'command', command: 'identify' });
  await expect(page.getByText('Lobby', { exact: true }).last()).toBeInViewport();
  await expect(page.getByText('This display is')).toBeVisible();
  await page.clock.runFor(10_500);
  await expect(page.getByText('This display is')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show as a list' }).tap();
  await page.getByRole('button', { name: 'Floor 2' }).tap();
  await wall.tell({ kind: 'command', command: 'home' });
  await expect(page.getByRole('heading', { level: 1, name: 'Floor 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show as a list' })).toBeVisible();
  await Promise.all([page.waitForEvent('load'), wall.tell({ kind: 'command', command: 'reload' })]);
  await expect(page.getByRole('heading', { level: 1, name: 'Floor 1' })).toBeVisible();
});

test('closed spaces and missing first aid are said in words, on the plan and in the list', async ({ page }) => {
  const wall = await open(page, null);
  const [board] = demoMessages().flatMap((message) => (message.kind === 'board' ? [message.board] : []));
  if (!board) throw new Error('The demo office has a board');
  const spaces = board.spaces.map((space, i) =>
    i > 2 ? space : { id: space.id, state: 'blocked' as const, blocked: 'broken' as const },
  );
  const safety = { state: 'too-few' as const, gapFromMs: null, named: [{ label: 'Ada Quill', zoneName: 'Harbour' }] };
  await wall.tell({ kind: 'board', board: { ...board, spaces, safety } });
  await expect(page.locator('main [data-state=blocked]')).toHaveCount(3);
  await expect(page.getByRole('img', { name: /: blocked: broken$/ })).toHaveCount(3);
  await expect(page.locator('[data-first-aid=too-few]')).toHaveText('too fewfirst aiders here');
  await expect(page.getByText('First aid: Ada Quill in Harbour')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show as a list' }).tap();
  await expect(page.locator('li[data-state=blocked]').first()).toContainText('blocked: broken');
  await expect(page.getByRole('region', { name: 'First aiders here' })).toContainText('Ada Quill');
});
