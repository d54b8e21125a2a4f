// Whoever never agreed to be located checks in as everybody else does: the same steps and the same answers, at the wall and
// on the own page (statement 5).

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import { type PadSession, SignInReply } from '#shared/wire/check-in.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { employee } from '#test/integration/employee.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';
import { ask } from './callers.ts';

let office: OfficeGateway;
let agreed: Holder;
let never: Holder;
type Holder = { readonly who: DemoPerson; readonly booking: Booking };

beforeAll(async () => {
  office = await officeGateway();
  const [one, other] = holders();
  if (!one || !other) throw new Error('the demo company has no two people with one desk each to check in at');
  [agreed, never] = [one, other];
  const policy = office.population.policy;
  const location = {
    scopes: ['group', 'company', 'wall'],
    documentVersion: policy.consentDocument.version,
    tags: [],
    phones: [],
  };
  await office.administrate(`people/${never.who.person.ref}`, { location: null, roles: ['user'] });
  const givenAtMs = Math.floor(machineClock.wallMs());
  await office.administrate(`people/${agreed.who.person.ref}`, { location: { ...location, givenAtMs }, roles: ['user'] });
});
afterAll(() => office.stop());

/** People with one booking today, of a desk, that has begun and can be checked in. */
function holders(): Holder[] {
  const { people, bookings } = office.population;
  const nowMs = machineClock.wallMs();
  const desks = new Set(
    office.config.site.floors.flatMap(({ spaces }) => spaces.filter(({ kind }) => kind === 'desk').map(({ id }) => id)),
  );
  return people.flatMap((who) => {
    const [booking, second] = bookings.filter(({ holder }) => holder === who.person.ref);
    if (!booking || second || booking.state !== 'booked' || !desks.has(booking.space)) return [];
    return booking.fromMs <= nowMs && nowMs < booking.fromMs + minutes(50) ? [{ who, booking }] : [];
  });
}

/** What kind of thing an answer says: words of ours stay, names, ids and moments become their type. */
function shapeOf(value: unknown): unknown {
  const words = ['ok', 'why', 'did', 'delivery', 'state', 'kind', 'canCheckIn', 'canRelease'];
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(shapeOf(one))))];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, words.includes(key) ? one : shapeOf(one)]));
}

const tap = (): { readonly event: string } => ({ event: randomUUID() });
const authorization = `Bearer lobby.${derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', 'lobby')}`;
async function pad(step: string, body: object): Promise<unknown> {
  const { text } = await ask(office.url, { method: 'POST', path: `/api/v1/check-in/${step}`, headers: { authorization }, body });
  return JSON.parse(text);
}

async function padOpened({ person, pin }: DemoPerson): Promise<PadSession> {
  const reply = SignInReply.parse(await pad('sign-in', { identifier: person.identifier, pin }));
  if (!reply.ok) throw new Error(`the pad refused: ${reply.why}`);
  return reply.pad;
}

/** A day at the wall and on the phone, step by step; the answers in their order. */
async function dayOf({ who, booking }: Holder): Promise<unknown[]> {
  const { identifier } = who.person;
  const answers: unknown[] = [await pad('sign-in', { identifier, pin: who.pin === '000000' ? '111111' : '000000' })];
  const page = await employee(office.url, who);
  answers.push((await page.me()).bookings, await page.act(mePaths.checkIn, { booking: booking.id }));
  const first = await padOpened(who);
  answers.push(first);
  answers.push(await pad('confirm', { session: first.session, ...tap(), booking: booking.id }));
  answers.push(await pad('release', { session: first.session, ...tap(), booking: booking.id }));
  answers.push(await pad('done', { session: first.session }));
  answers.push(await pad('confirm', { session: first.session, ...tap(), booking: booking.id }));
  const { session, freeDesks } = await padOpened(who);
  answers.push(await pad('walk-up', { session, ...tap(), space: freeDesks[0]?.space }));
  answers.push((await page.me()).bookings, await page.act(mePaths.extend, { booking: booking.id }));
  return answers;
}

test('S5: who never opted in gets the answers of who did, at the wall and on the own page', async () => {
  const [withConsent, without] = [await dayOf(agreed), await dayOf(never)];
  expect(without.map(shapeOf)).toEqual(withConsent.map(shapeOf));
  expect(without).toMatchObject([
    ...[{ ok: false, why: 'wrong-pin' }, [{ state: 'booked', canCheckIn: true }], { ok: true, delivery: 'sent' }],
    { name: never.who.person.displayName, bookings: [{ state: 'checked-in' }] },
    ...[
      { ok: false, why: 'already-done' },
      { ok: true, did: 'released' },
      { ok: true, did: 'done' },
    ],
    ...[{ ok: false, why: 'session-over' }, { ok: true, did: 'walked-up' }, [{ state: 'checked-in' }]],
    { ok: false, why: 'already-done' },
  ]);
});
