// The console's section "Safety" in a real Chromium: first aid against the rule, and an emergency from its two taps to its
// end, by hand of a warden.

import { expect, type Page } from '@playwright/test';
import { EmergencyReply, emergencyPaths } from '#shared/wire/emergency.ts';
import { demoOwn, emergencyId, withMark } from '#test/kiosk/emergency/roll-data.ts';
import { administrator } from '#test/kiosk/presence/desk-data.ts';
import { test } from '#test/kiosk/presence/desk-test.ts';
import { busyManaged } from '#test/kiosk/presence/manage-data.ts';
import { faultsOf } from './accessible.ts';
import { takePicture } from './picture.ts';

const pictures = new URL('../../.reports/presence/', import.meta.url).pathname;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const note = (page: Page) => page.locator('[data-result]');
const band = (page: Page) => page.getByRole('main').locator('section[data-emergency]');

type Bodies = { readonly path: string; readonly body: Record<string, unknown> }[];

/** What the page says about an emergency, answered with `reply`. */
async function answering(page: Page, reply: EmergencyReply = { ok: true }): Promise<Bodies> {
  const bodies: Bodies = [];
  await page.route('**/api/v1/emergency/*', async (route) => {
    bodies.push({ path: new URL(route.request().url()).pathname, body: route.request().postDataJSON() });
    await route.fulfill({ json: EmergencyReply.parse(reply), status: reply.ok ? 200 : 409 });
  });
  return bodies;
}
test.afterEach(({ desk: page }) => page.unrouteAll());

const safety = { managed: busyManaged, hash: '#safety' };

test('R13: first aid on every floor is said against the rule, with a warning before it runs out', async ({
  desk: page,
  server,
  open,
}) => {
  await open(administrator, safety);
  const states = [
    { state: 'enough' as const, gapFromMs: busyManaged.asOfMs + 1_080_000, named: [{ label: 'Ada Quill', zoneName: 'Harbour' }] },
    { state: 'none' as const, gapFromMs: null, named: [] },
  ];
  const firstAid = busyManaged.firstAid.map((one, i) => ({ ...one, safety: states[i % 2] ?? one.safety }));
  server.manage({ ...busyManaged, firstAid });
  await expect(page.getByRole('row', { name: /^Floor 1/ })).toHaveText('Floor 1enough; too few from 11:00Ada Quill in Harbour');
  await expect(page.getByRole('row', { name: /^Floor 2/ })).toContainText('none, though people are here');
  await expect(page.getByText('2 floors have too few first aiders, or soon will.')).toBeVisible();
  await takePicture(page, { path: `${pictures}safety-light.png`, fullPage: true });
  expect(await faultsOf(page)).toEqual([]);
});

test('R43: starting an emergency or a drill takes two taps, and the second one says what every wall will show', async ({
  desk: page,
  open,
}) => {
  const bodies = await answering(page);
  await open(administrator, safety);
  await button(page, 'Start an emergency').click();
  await expect(page.getByRole('dialog')).toContainText('Every wall in the building shows EMERGENCY');
  await button(page, 'No, go back').click();
  await button(page, 'Start a drill').click();
  await expect(page.getByRole('dialog')).toContainText('Every wall in the building shows DRILL');
  await takePicture(page, { path: `${pictures}safety-ask.png` });
  expect(await faultsOf(page)).toEqual([]);
  expect(bodies).toEqual([]);
  await button(page, 'Start the drill now').click();
  await expect(note(page)).toContainText('The drill is on.');
  expect(bodies).toMatchObject([{ path: emergencyPaths.start, body: { drill: true } }]);
});

test('who may not start one has no button for it, and a refusal is said in words', async ({ desk: page, server, open }) => {
  await answering(page, { ok: false, why: 'already' });
  await open(administrator, safety);
  await button(page, 'Start an emergency').click();
  await button(page, 'Start the emergency now').click();
  await expect(note(page)).toContainText('An emergency is on already');
  server.manage({ ...busyManaged, may: { ...busyManaged.may, startEmergency: false } });
  await expect(page.getByText('Administrators, location managers and the fire panel can start one.')).toBeVisible();
  await expect(button(page, 'Start an emergency')).toHaveCount(0);
});

test('a warden finds people by name and place, marks them, prints the list, and ends it in two taps', async ({
  desk: page,
  server,
  open,
}) => {
  const bodies = await answering(page);
  const own = demoOwn({ warden: true });
  await open(administrator, safety);
  server.emergency(own);
  await expect(band(page)).toContainText('EMERGENCY');
  await expect(band(page)).toContainText('Assembly point: Car park west');
  const roll = page.getByRole('region', { name: 'Roll call' });
  await expect(roll.getByRole('listitem')).toHaveCount(13);
  await takePicture(page, { path: `${pictures}safety-on-light.png`, fullPage: true });
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('searchbox').fill('harbour');
  await expect(roll.getByRole('listitem')).toHaveCount(3);
  await button(page, 'Mark safe: Ada Quill').click();
  if (!own.roll) throw new Error('A warden has a roll call');
  server.emergency({ ...own, roll: withMark(own.roll, 'k0', true) });
  await expect(button(page, 'Take back: Ada Quill')).toBeVisible();
  const list = page.getByRole('link', { name: 'Print the list' });
  await expect(list).toHaveAttribute('href', emergencyPaths.list);
  await expect(list).toHaveAttribute('target', '_blank');
  await button(page, 'End the emergency').click();
  await expect(page.getByRole('dialog')).toContainText('12 people are not confirmed yet.');
  await button(page, 'End it now').click();
  await expect
    .poll(() => bodies)
    .toMatchObject([
      { path: emergencyPaths.mark, body: { id: emergencyId, key: 'k0', safe: true } },
      { path: emergencyPaths.end, body: { id: emergencyId } },
    ]);
  server.emergency(null);
  await expect(band(page)).toHaveCount(0);
  expect(await page.content()).not.toContain('Ada Quill');
});

test('a drill is called one, and who is no warden sees no name', async ({ desk: page, server, open }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(administrator, safety);
  server.emergency(demoOwn({ drill: true }));
  await expect(band(page)).toContainText('DRILL');
  await expect(page.getByText('The roll call is shown on the walls')).toBeVisible();
  await expect(button(page, 'End the drill')).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await takePicture(page, { path: `${pictures}safety-drill-dark.png`, fullPage: true });
  expect(await faultsOf(page)).toEqual([]);
});
