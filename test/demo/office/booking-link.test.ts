import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#gateway/demo/booking-system/database.ts';
import { createLedger } from '#gateway/demo/booking-system/ledger.ts';
import { startBookingSystem } from '#gateway/demo/booking-system/server.ts';
import { type BookingLink, createBookingLink } from '#gateway/demo/office/booking-link.ts';
import { castOffice } from '#gateway/demo/office/cast.ts';
import { demoPopulation } from '#gateway/demo/population.ts';
import { hours } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { testSecrets } from '../../fakes/secrets.ts';
import { committedSite } from '../../firmware-config/committed-site.ts';

const site = committedSite('demo-office');
const token = testSecrets.WAYPOST_BOOKING_TOKEN;
const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A real demo booking system, an open booking in it that may be checked in now, and a link. */
async function company(): Promise<{
  link: BookingLink;
  url: string;
  nowMs: number;
  open: Booking;
  standing: () => Booking | undefined;
}> {
  const clock = fakeClock();
  const nowMs = clock.wallMs();
  const db = openDatabase(':memory:');
  stops.push(() => db.close());
  const ledger = createLedger(db);
  const population = demoPopulation(site, nowMs, 1);
  ledger.apply({ kind: 'policy', policy: population.policy });
  for (const { person } of population.people) ledger.apply({ kind: 'person', person });
  for (const booking of population.bookings) ledger.apply({ kind: 'booking', booking });
  const server = await startBookingSystem({ port: 0, token, site, db, ledger, clock });
  stops.push(server.stop);
  const bookers = castOffice(site, population, 1).bookers;
  const open = population.bookings.find(
    (one) =>
      one.state === 'booked' && one.fromMs <= nowMs && nowMs < one.toMs && bookers.get(one.holder ?? '')?.desk === one.space,
  );
  if (!open) throw new Error('The demo company has no open desk booking to try');
  const link = createBookingLink(server.url, token, new AbortController().signal);
  return { link, url: server.url, nowMs, open, standing: () => ledger.bookings().find((one) => one.id === open.id) };
}

describe('a simulated person who sits down', () => {
  it('is checked in at the booking system, once', async () => {
    const { link, nowMs, open, standing } = await company();
    if (!open.holder) throw new Error('nobody holds it');
    expect(await link.checkIn(open.holder, open.space, nowMs)).toEqual({ ok: true, value: 'checked-in' });
    expect(standing()?.state).toBe('checked-in');
    expect(await link.checkIn(open.holder, open.space, nowMs)).toEqual({ ok: true, value: 'nothing-due' });
  });

  it('is not checked in at a desk booked by somebody else, nor long before the booking begins', async () => {
    const { link, nowMs, open, standing } = await company();
    const [other] = site.floors[1]?.spaces ?? [];
    if (!open.holder || !other) throw new Error('nobody holds it');
    expect(await link.checkIn(open.holder, other.id, nowMs)).toEqual({ ok: true, value: 'nothing-due' });
    expect(await link.checkIn(open.holder, open.space, open.fromMs - hours(2))).toEqual({ ok: true, value: 'nothing-due' });
    expect(standing()?.state).toBe('booked');
  });

  it('tries again later when the booking system does not answer, refuses or talks nonsense', async () => {
    const { url, nowMs, open } = await company();
    const signal = new AbortController().signal;
    const nonsense = createServer((_, response) => void response.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => nonsense.once('listening', resolve));
    stops.push(() => void nonsense.close());
    const address = nonsense.address();
    const nonsenseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    if (!open.holder) throw new Error('nobody holds it');
    for (const link of [
      createBookingLink(url, 'not the token of this company', signal),
      createBookingLink(nonsenseUrl, token, signal),
      createBookingLink('http://127.0.0.1:1', token, signal),
      createBookingLink(url, token, AbortSignal.abort()),
    ]) {
      expect(await link.checkIn(open.holder, open.space, nowMs)).toEqual({ ok: false, why: 'no-answer' });
    }
  });
});
