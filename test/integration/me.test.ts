// People decide, through the whole gateway: a yes, a badge and a dot; who sees it; a no that holds at once, also while the
// booking system is away and after a crash; and what somebody finds of somebody else.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { machineClock } from '#gateway/system-clock.ts';
import type { TagId } from '#shared/model/ids.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { openDisplay, type TestDisplay } from './display.ts';
import { type Employee, employee } from './employee.ts';
import { type OfficeGateway, officeGateway } from './office-gateway.ts';

let office: OfficeGateway;
let wall: TestDisplay;
let ana: Employee;
const toTry = (n: number): DemoPerson => {
  const found = office.population.people.filter((one) => one.tryThis !== undefined)[n];
  if (!found) throw new Error('the demo company has nobody like that');
  return found;
};
const badgeOf = ({ tags }: DemoPerson): TagId => tags[0] as TagId;
const printOf = (tag: TagId): string => tag.split(':').slice(2).join('-');
beforeAll(async () => {
  office = await officeGateway();
  wall = await openDisplay(office.url, 'lobby');
  ana = await employee(office.url, toTry(0));
});
afterAll(async () => {
  wall.close();
  await office.stop();
});

/** Lets a scanner of floor 1 hear the tag until the test is over; the one at reception is where badges are brought. */
async function carry(tag: TagId, scanner: 'rx-quarry-1' | 'rx-reception-1' = 'rx-quarry-1', rssiDbm = -45): Promise<() => void> {
  const near = await office.scanner(scanner);
  const heard = { tag, address: 'c1a2b3040506', rssiDbm, measuredPowerDbm: -59, count: 3 };
  return machineClock.every(200, () => {
    for (const message of nativeSightings(near.scanner.room, [heard])) near.send(message);
  });
}

describe('somebody who signs in', () => {
  test('R26: is known by their name, located by nobody, shown to nobody, and told whom to ask about it: S2', async () => {
    expect(ana.landedOn).toBe(`${ana.home}/me`);
    const me = await ana.me();
    expect(me.name).toBe(toTry(0).person.displayName);
    expect(me.location).toEqual({ state: 'off', scopes: [] });
    expect([me.tags, me.dot, me.seenBy]).toEqual([[], null, { wall: 'no', company: false, groups: [] }]);
    expect(me.document).toMatchObject({ version: '2026-1', keptMinutes: 30, dataProtectionOfficer: 'privacy@example.org' });
  });

  test('can read the very document that they are asked to agree to', async () => {
    const text = await (await ana.ask(mePaths.document)).text();
    expect(text).toContain('30 minutes');
  });

  test('can’t bring a badge without a yes, nor say yes to another document than the one in force: R25', async () => {
    expect(await ana.act(mePaths.bringTag, { printed: '100-1' })).toEqual({ ok: false, why: 'no-consent' });
    const other = { scopes: ['wall'], documentVersion: '2025-9', documentSha256: '0'.repeat(64) };
    expect(await ana.act(mePaths.consent, other)).toEqual({ ok: false, why: 'document-changed' });
  });
});

describe('a yes', () => {
  test('with a badge becomes a dot on the own page and on the wall, and ends everywhere within a second: S3', async () => {
    expect(await ana.consent(['group', 'wall'])).toEqual({ ok: true, delivery: 'sent' });
    const badge = badgeOf(toTry(0));
    expect(await ana.act(mePaths.bringTag, { printed: printOf(badge) })).toEqual({ ok: true, delivery: 'sent' });
    const page = await ana.page();
    const drop = await carry(badge);
    const seen = await page.me(({ dot, near }) => dot !== null && dot.anchors.length > 0 && near.length > 0);
    expect(seen.dot).toMatchObject({ floor: 'floor-1' });
    expect(seen.dot?.goneInMs).toBeLessThanOrEqual(29.5 * 60_000);
    expect(seen.near[0]?.floor).toBe('floor-1');
    await wall.board((board) => board.people.length + board.somewhere.length === 1);
    const withdrawn = ana.act(mePaths.withdraw);
    await Promise.all([
      wall.board((board) => board.people.length + board.somewhere.length === 0),
      page.me((me) => me.dot === null && me.location.state === 'off' && me.tags.length === 0),
    ]);
    expect(await withdrawn).toEqual({ ok: true, delivery: 'sent' });
    const without = await wall.board(() => true);
    // The badge is still heard; no later board may bring them back.
    const later = await wall.board((board) => board.asOfMs > without.asOfMs + 1_500);
    expect(later.people).toEqual([]);
    drop();
    page.close();
  });

  test('is certified by a receipt with the hash of what was agreed to: S24', async () => {
    expect((await ana.ask(mePaths.receipt)).status).toBe(404);
    await ana.consent(['group']);
    const { document } = await ana.me();
    const receipt = await (await ana.ask(mePaths.receipt)).json();
    expect(receipt).toMatchObject({ notice: { version: document.version, sha256: document.sha256 }, scopes: ['group'] });
    expect(JSON.stringify(receipt)).not.toContain(toTry(0).person.displayName);
    await ana.act(mePaths.withdraw);
  });

  test('can be paused for today with one tap, and the dot is gone at once', async () => {
    await ana.consent(['wall']);
    await ana.act(mePaths.bringTag, { printed: printOf(badgeOf(toTry(0))) });
    const drop = await carry(badgeOf(toTry(0)));
    await wall.board((board) => board.people.length + board.somewhere.length === 1);
    expect(await ana.act(mePaths.pause, { on: true })).toMatchObject({ ok: true });
    await wall.board((board) => board.people.length + board.somewhere.length === 0);
    expect((await ana.me()).location.state).toBe('paused');
    await ana.act(mePaths.pause, { on: false });
    await wall.board((board) => board.people.length + board.somewhere.length === 1);
    drop();
    await ana.act(mePaths.withdraw);
  });
});

describe('a badge', () => {
  test('that is somebody’s stays theirs, and they are told that somebody tried: one tag, one person', async () => {
    const ben = await employee(office.url, toTry(1));
    await ben.consent([]);
    await ana.consent([]);
    const printed = printOf(badgeOf(toTry(0)));
    expect(await ana.act(mePaths.bringTag, { printed })).toMatchObject({ ok: true });
    expect(await ben.act(mePaths.bringTag, { printed })).toEqual({ ok: false, why: 'tag-taken' });
    // Trying badge after badge tells soon no more whose they are.
    for (let n = 1; n < 5; n++) await ben.act(mePaths.bringTag, { printed });
    expect(await ben.act(mePaths.bringTag, { printed })).toEqual({ ok: false, why: 'too-many-tries' });
    expect((await ana.me()).notices.map(({ kind }) => kind)).toEqual(['tag-claimed-by-other']);
    expect((await ben.me()).tags).toEqual([]);
    const [own] = (await ana.me()).tags;
    expect(await ana.act(mePaths.lostTag, { handle: own?.handle ?? '' })).toEqual({ ok: true, delivery: 'sent' });
    const cleo = await employee(office.url, toTry(2));
    await cleo.consent([]);
    expect(await cleo.act(mePaths.bringTag, { printed })).toMatchObject({ ok: true });
    await cleo.act(mePaths.withdraw);
    await ben.act(mePaths.withdraw);
    await ana.act(mePaths.withdraw);
  });

  test('can be brought by holding it to reception, and is asked about before it is theirs', async () => {
    await ana.consent([]);
    const page = await ana.page();
    expect(await ana.act(mePaths.holdTag)).toMatchObject({ ok: true });
    const drop = await carry(badgeOf(toTry(2)), 'rx-reception-1', -38);
    const { holding } = await page.me((me) => me.holding?.state === 'offered');
    expect(holding?.offer?.printed).toBe(printOf(badgeOf(toTry(2))));
    expect((await ana.me()).tags).toEqual([]);
    expect(await ana.act(mePaths.confirmTag, { offer: holding?.offer?.offer ?? '' })).toMatchObject({ ok: true });
    expect((await ana.me()).tags.map(({ printed }) => printed)).toEqual([printOf(badgeOf(toTry(2)))]);
    expect(await ana.act(mePaths.confirmTag, { offer: holding?.offer?.offer ?? '' })).toEqual({ ok: false, why: 'over' });
    drop();
    page.close();
    await ana.act(mePaths.withdraw);
  });
});

describe('while the booking system is away', () => {
  test('a no holds at once and will be sent, a badge can’t be brought, and a lost one takes all of them along', async () => {
    await ana.consent(['wall']);
    await ana.act(mePaths.bringTag, { printed: printOf(badgeOf(toTry(0))) });
    await office.administrate('fail', { mode: '503', only: 'writes' });
    expect(await ana.act(mePaths.bringTag, { printed: '100-60' })).toEqual({ ok: false, why: 'offline' });
    const [own] = (await ana.me()).tags;
    expect(await ana.act(mePaths.lostTag, { handle: own?.handle ?? '' })).toEqual({ ok: true, delivery: 'will-be-sent' });
    expect((await ana.me()).tags).toEqual([]);
    expect(await ana.act(mePaths.withdraw)).toEqual({ ok: true, delivery: 'will-be-sent' });
    expect((await ana.me()).location.state).toBe('off');
    await office.administrate('fail', { mode: 'ok' });
    await office.delivered();
    expect((await ana.me()).location.state).toBe('off');
  });
});

describe('an own booking', () => {
  const states = async (person: Employee): Promise<readonly string[]> => (await person.me()).bookings.map(({ state }) => state);

  test('is checked in from the phone, shows on the wall, reaches the booking system once, and is given back', async () => {
    const { bookings } = await ana.me();
    const booking = bookings[0]?.id ?? '';
    const space = bookings[0]?.space;
    expect(bookings).toMatchObject([{ state: 'booked', canCheckIn: true }]);
    const tap = { booking, event: randomUUID() };
    expect(await ana.act(mePaths.checkIn, tap)).toEqual({ ok: true, delivery: 'sent' });
    expect(await ana.act(mePaths.checkIn, tap)).toEqual({ ok: true, delivery: 'sent' });
    await wall.board(({ spaces }) => spaces.some(({ id, state }) => id === space && state === 'checked-in'));
    expect(await states(ana)).toEqual(['checked-in']);
    const effects = await (await fetch(`${office.booking.url}/_demo/check-ins`)).text();
    expect(effects.split(booking).length - 1).toBe(1);
    expect(await ana.act(mePaths.release, { booking })).toEqual({ ok: true, delivery: 'sent' });
    await wall.board(({ spaces }) => spaces.some(({ id, state }) => id === space && state === 'free'));
    expect(await states(ana)).toEqual([]);
  });

  test('R56: of somebody else is nobody’s to give back', async () => {
    const cleo = await employee(office.url, toTry(2));
    const [foreign] = (await cleo.me()).bookings;
    expect(await ana.act(mePaths.release, { booking: foreign?.id ?? '' })).toEqual({ ok: false, why: 'gone' });
    expect(await states(cleo)).toEqual(['checked-in']);
  });
});

describe('leaving', () => {
  test('R20 S25: the file of my data holds what I decided; erasing leaves no consent, tag or notice and signs me out', async () => {
    await ana.consent(['company']);
    await ana.act(mePaths.status, { status: 'busy' });
    const data = await (await ana.ask(mePaths.data)).text();
    expect(data).toContain('"company"');
    expect(data).toContain('"busy"');
    expect(await ana.act(mePaths.erase)).toMatchObject({ ok: true });
    expect((await ana.ask(mePaths.me)).status).toBe(401);
    ana = await employee(office.url, toTry(0));
    const me = await ana.me();
    expect([me.location.state, me.status, me.tags, me.notices]).toEqual(['off', null, [], []]);
    const nothing = { consentHistory: [], lookedAtUnderBreakGlass: [], notYetConfirmed: [] };
    expect(await (await ana.ask(mePaths.data)).json()).toMatchObject({
      inMemory: { consent: null, tags: [], place: null, notices: [] },
      onDisk: nothing,
    });
  });

  test('R17: somebody who has left the company is signed out at once, on every open page', async () => {
    const leaver = office.population.people.find(({ person, tryThis }) => !tryThis && person.location) as DemoPerson;
    const gone = await employee(office.url, leaver);
    const page = await gone.page();
    await page.me(() => true);
    await fetch(`${office.booking.url}/_demo/people/${leaver.person.ref}`, { method: 'DELETE' });
    expect(await page.closed()).toBe(4401);
    expect((await gone.ask(mePaths.me)).status).toBe(401);
  });
});
