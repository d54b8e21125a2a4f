// Somebody who has everything that could be stolen from a page: a consent, a badge, a booking, a status, a notice and the
// offer of a second badge.

import type { DemoPerson } from '#gateway/demo/population.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { TagId } from '#shared/model/ids.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import type { OfficeGateway } from '#test/integration/office-gateway.ts';

export type Victim = Awaited<ReturnType<typeof openVictim>>;

/** Signs them in as a colleague of sales alone. Their ids are real ones, of this moment. */
export async function openVictim(office: OfficeGateway) {
  const toTry = (what: DemoPerson['tryThis']) => office.population.people.find(({ tryThis }) => tryThis === what) as DemoPerson;
  const who = toTry('booked');
  await office.administrate(`people/${who.person.ref}`, { groups: ['sales'] });
  const victim = await employee(office.url, who);
  await victim.consent(['group']);
  const printed = who.tags[0]?.split(':').slice(2).join('-') ?? '';
  await victim.act(mePaths.bringTag, { printed });
  await victim.act(mePaths.status, { status: 'travelling' });
  const other = await employee(office.url, toTry('no-booking'));
  await other.consent([]);
  await other.act(mePaths.bringTag, { printed });
  const offer = await offered(office, victim);
  const { bookings, tags, notices } = await victim.me();
  const [booking = '', handle = '', notice = ''] = [bookings[0]?.id, tags[0]?.handle, notices[0]?.id];
  return { ...victim, who, ids: { booking, handle, notice, offer }, state: () => stateOf(victim) };
}

async function stateOf(victim: Employee): Promise<object> {
  const { location, tags, visibility, status, bookings, notices, holding } = await victim.me();
  return { location, tags, visibility, status, bookings, notices, offer: holding?.offer?.offer };
}

/** A badge of nobody is held to reception until it is offered to them. */
async function offered(office: OfficeGateway, victim: Employee): Promise<string> {
  const { scanner, send } = await office.scanner('rx-reception-1');
  const tag = TagId.parse('ib:fda50693a4e24fb1afcfc6eb07647825:100:4321');
  const heard = { tag, address: 'c1a2b3040506', rssiDbm: -38, measuredPowerDbm: -59, count: 3 };
  const stop = machineClock.every(200, () => {
    for (const message of nativeSightings(scanner.room, [heard])) send(message);
  });
  await victim.act(mePaths.holdTag);
  const page = await victim.page();
  const { holding } = await page.me((me) => me.holding?.state === 'offered');
  page.close();
  stop();
  return holding?.offer?.offer ?? '';
}
