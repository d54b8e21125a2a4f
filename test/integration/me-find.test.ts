// What somebody finds of somebody else through the whole gateway, and that an answer goes when it may no longer be given.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { type Employee, employee } from './employee.ts';
import { type OfficeGateway, officeGateway } from './office-gateway.ts';

let office: OfficeGateway;
let asking: DemoPerson;
let ana: Employee;
beforeAll(async () => {
  office = await officeGateway();
  asking = office.population.people.find(({ tryThis }) => tryThis !== undefined) as DemoPerson;
  ana = await employee(office.url, asking);
});
afterAll(() => office.stop());

describe('finding a colleague', () => {
  const colleague = (): DemoPerson => {
    const mine = asking.person.groups[0];
    const found = office.population.people.find(
      ({ person, tryThis }) => tryThis === undefined && mine && person.groups.includes(mine) && person.visibility !== 'hide',
    );
    if (!found) throw new Error('nobody shares a group with the person to try');
    return found;
  };

  test('R27 R29: gives the status of somebody of the own groups, and nothing at all of anybody else: S16 S18', async () => {
    const { person } = colleague();
    await office.administrate(`people/${person.ref}`, { status: 'remote' });
    const [given = ''] = person.displayName.split(' ');
    while ((await ana.find(given)).hits.length === 0) await pause(machineClock, 100);
    const { hits } = await ana.find(person.displayName);
    expect(hits).toMatchObject([{ name: person.displayName, status: 'remote' }]);
    const foreign = office.population.people.find(({ person: other }) => !other.groups.some((id) => person.groups.includes(id)));
    expect(await ana.find(foreign?.person.displayName ?? '')).toEqual({ hits: [], more: false });
    expect(await ana.find('Nobody Atall')).toEqual({ hits: [], more: false });
  });

  test('R10: an answer is taken off the page when what may be said of somebody in it changes', async () => {
    const { person } = colleague();
    const page = await ana.page();
    await page.me(() => true);
    while ((await ana.find(person.displayName)).hits.length === 0) await pause(machineClock, 100);
    expect(page.frames()).not.toContain('find-over');
    await office.administrate(`people/${person.ref}`, { visibility: 'hide' });
    while (!page.frames().includes('{"kind":"find-over"}')) await pause(machineClock, 20);
    expect((await ana.find(person.displayName)).hits).toEqual([]);
    await office.administrate(`people/${person.ref}`, { visibility: person.visibility });
    page.close();
  });

  test('answers of hits, hidden people and inventions have one length: S16', async () => {
    const lengths = await Promise.all(
      [colleague().person.displayName, 'Nobody Atall', 'zz'].map(async (text) => {
        const reply = await ana.post(mePaths.find, { text });
        return (await reply.text()).length;
      }),
    );
    expect(new Set(lengths).size).toBe(1);
  });
});
