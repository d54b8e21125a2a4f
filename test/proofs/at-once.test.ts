// The same changes while the gateway's clock stands still: no round that is due anyway, no tick and no radio can bring a
// frame, so what arrives was sent because of the change, in the turn in which it was heard (rules 10 and 17; statement 3).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { openDisplay, type TestDisplay } from '#test/integration/display.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';

let office: OfficeGateway;
let wall: TestDisplay;
let ada: Employee;
let adaIs: DemoPerson;
let page: Awaited<ReturnType<Employee['page']>>;
let colleague: Awaited<ReturnType<Employee['page']>>;
const tell = (path: string, body: object): Promise<void> => office.administrate(path, body);
const ofAda = (body: object): Promise<void> => tell(`people/${adaIs.person.ref}`, body);

beforeAll(async () => {
  office = await officeGateway(undefined, undefined, fakeClock(machineClock.wallMs()));
  const { people } = office.population;
  adaIs = people.find(({ tryThis }) => tryThis === 'checked-in') as DemoPerson;
  const other = people.find(({ person, tryThis }) => !tryThis && person.roles.length === 1) as DemoPerson;
  ada = await employee(office.url, adaIs);
  wall = await openDisplay(office.url, 'floor-2');
  wall.show('floor-1');
  page = await ada.page();
  colleague = await (await employee(office.url, other)).page();
  colleague.show('floor-1');
});
afterAll(async () => {
  for (const one of [wall, page, colleague]) one.close();
  await office.stop();
});

/** Whether Ada's name stands at her desk, on the wall with full names and on a colleague's page. */
async function named(isNamed: boolean): Promise<void> {
  const fits = (board: { spaces: readonly { label?: string | undefined }[] }): boolean =>
    board.spaces.some(({ label }) => label === adaIs.person.displayName) === isNamed;
  await Promise.all([wall.board(fits), colleague.board(fits)]);
}

describe('with a clock that stands still', () => {
  test('a mode and a flag reach every wall and page, and the sentence on the own one: R3 R4 R10', async () => {
    await named(true);
    await tell('policy', { mode: 'hide-everyone' });
    await Promise.all([named(false), page.me(({ visibility }) => !visibility.shown && !visibility.choosable)]);
    await tell('policy', { mode: 'user-decides-show' });
    await Promise.all([named(true), page.me(({ visibility }) => visibility.shown)]);
    await ofAda({ visibility: 'hide' });
    await Promise.all([named(false), page.me(({ visibility }) => !visibility.shown)]);
    expect(await ada.act(mePaths.visibility, { visibility: 'show' })).toMatchObject({ ok: true });
    await Promise.all([named(true), page.me(({ visibility }) => visibility.own === 'show')]);
  });

  test('groups, a consent and a new document reach the own page: S3 S24', async () => {
    await ada.consent(['group']);
    await page.me(({ location, seenBy }) => location.state === 'on' && seenBy.groups.length === 1);
    await ofAda({ groups: ['sales', 'product'] });
    await page.me(({ seenBy }) => seenBy.groups.join() === 'Sales,Product');
    await tell('policy', { consentDocument: { version: '2099-1', sha256: 'e'.repeat(64) } });
    await page.me(({ location, seenBy }) => location.state === 'outdated' && seenBy.groups.length === 0);
    await ofAda({ location: null });
    await page.me(({ location }) => location.state === 'off');
  });

  test('somebody who leaves is gone from every board, and signed out: R17', async () => {
    await fetch(`${office.booking.url}/_demo/people/${adaIs.person.ref}`, { method: 'DELETE' });
    await named(false);
    expect(await page.closed()).toBe(4401);
  });
});
