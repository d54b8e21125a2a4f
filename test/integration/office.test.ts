// What crosses the rooms: a tag becomes a dot for those who said yes, and for nobody else; a change of mind is on every
// wall within a second; a tap reaches the booking system, also after an outage.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { espresenseSighting } from '#gateway/demo/scanner/espresense.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { machineClock } from '#gateway/system-clock.ts';
import type { TagId } from '#shared/model/ids.ts';
import { eventually } from '#test/eventually.ts';
import { newEvent, padClient } from '#test/faults/pad-client.ts';
import { openDisplay, type TestDisplay } from './display.ts';
import { type OfficeGateway, officeGateway } from './office-gateway.ts';

let office: OfficeGateway;
let wall: TestDisplay;
beforeAll(async () => {
  office = await officeGateway();
  wall = await openDisplay(office.url, 'lobby');
});
afterAll(async () => {
  wall.close();
  await office.stop();
});

const strong = (tag: TagId) => ({ tag, address: 'c1a2b3040506', rssiDbm: -45, measuredPowerDbm: -59, count: 3 });

/** Lets a native and an ESPresense scanner of floor 1 hear the tag loudly until the test is over. */
async function carry(tag: TagId): Promise<() => void> {
  const near = await office.scanner('rx-quarry-1');
  const far = await office.scanner('esp-harbour-1');
  return machineClock.every(200, () => {
    for (const message of nativeSightings(near.scanner.room, [strong(tag)])) near.send(message);
    far.send(espresenseSighting(far.scanner.room, { ...strong(tag), rssiDbm: -88 }));
  });
}

function somebody(fits: (person: DemoPerson) => boolean): DemoPerson {
  const found = office.population.people.find(fits);
  if (!found) throw new Error('the demo company has nobody like that');
  return found;
}

const allowsWall = ({ person }: DemoPerson): boolean =>
  person.location?.scopes.includes('wall') === true && person.visibility !== 'hide';

describe('a person who allowed the wall', () => {
  test('appears on it, and is gone by withdrawing although the tag is still heard', async () => {
    const { person } = somebody(allowsWall);
    const tag = person.location?.tags[0];
    if (!tag) throw new Error('no tag');
    const drop = await carry(tag);
    await wall.board((board) => board.people.length === 1);
    await office.administrate(`people/${person.ref}`, { location: null });
    const without = await wall.board((board) => board.people.length === 0);
    // The scanners go on; no later board may bring the person back.
    const later = await wall.board((board) => board.asOfMs > without.asOfMs + 1_500);
    expect(later.people).toEqual([]);
    drop();
    await office.administrate(`people/${person.ref}`, { location: person.location });
  });

  test('loses dot and name at once when the company hides everyone', async () => {
    const { person } = somebody((one) => allowsWall(one) && one.person.visibility === 'unset');
    const drop = await carry(person.location?.tags[0] as TagId);
    await wall.board((board) => board.people.length === 1);
    await office.administrate('policy', { mode: 'hide-everyone' });
    const hidden = await wall.board((board) => board.people.length === 0);
    expect(hidden.spaces.filter((space) => space.label !== undefined)).toEqual([]);
    await office.administrate('policy', { mode: 'user-decides-show' });
    drop();
  });
});

test('a person who said no, and a stranger, leave no trace: no dot, no log line, no metric', async () => {
  const no = somebody(({ person, tags }) => person.location === undefined && tags.length > 0);
  const stranger = office.population.strangers[0] as TagId;
  const tags = [no.tags[0] as TagId, stranger];
  const counted = async (): Promise<number> => {
    const text = await (await fetch(`${office.url}/metrics`)).text();
    return Number(/^waypost_sightings_total\{result="dropped"\} (\d+)/m.exec(text)?.[1] ?? 0);
  };
  const before = await counted();
  const drops = await Promise.all(tags.map(carry));
  await eventually(async () => expect(await counted()).toBeGreaterThan(before + 10));
  for (const drop of drops) drop();
  const metrics = await (await fetch(`${office.url}/metrics`)).text();
  for (const tag of tags) {
    const marks = [tag, tag.split(':').at(-1) ?? tag].filter((mark) => mark.length >= 6);
    for (const mark of marks) for (const text of [office.logged(), metrics, wall.frames()]) expect(text).not.toContain(mark);
  }
  expect(office.logged()).not.toContain(no.person.displayName);
});

describe('a tap', () => {
  const Effects = z.array(z.object({ event: z.string(), action: z.string() }));
  const effects = async () => Effects.parse(await (await fetch(`${office.booking.url}/_demo/check-ins`)).json());

  test('made while the booking system is down says "will be sent", shows on the wall, and arrives exactly once when it is back', async () => {
    const { person, pin } = somebody((one) => one.tryThis === 'no-booking');
    await office.administrate('fail', { mode: '503' });
    await eventually(async () => expect((await office.health()).booking.state).toBe('down'));
    const pad = padClient(office.url);
    const signedIn = await pad.signIn(person.identifier, pin);
    if (!signedIn.ok) throw new Error(signedIn.why);
    const desk = signedIn.pad.freeDesks[0];
    const event = newEvent();
    const body = { session: signedIn.pad.session, event, space: desk?.space };
    expect(await pad.act('walk-up', body)).toMatchObject({ ok: true, did: 'walked-up', delivery: 'will-be-sent' });
    const board = await wall.board((b) => b.spaces.some((s) => s.id === desk?.space && s.state === 'checked-in'));
    expect(board.booking.up).toBe(false);
    expect(await pad.act('walk-up', body)).toMatchObject({ ok: true, delivery: 'will-be-sent' });
    await office.administrate('fail', { mode: 'ok' });
    await office.delivered();
    expect((await effects()).filter((effect) => effect.event === event)).toHaveLength(1);
    await wall.board((b) => b.booking.up && b.spaces.some((s) => s.id === desk?.space && s.state === 'checked-in'));
  });

  test('that the booking system confirms at once says "sent", and a release gives the desk back', async () => {
    const { person, pin } = somebody((one) => one.tryThis === 'booked');
    const pad = padClient(office.url);
    const signedIn = await pad.signIn(person.identifier, pin);
    if (!signedIn.ok) throw new Error(signedIn.why);
    const booking = signedIn.pad.bookings.find((b) => b.canCheckIn);
    const { session } = signedIn.pad;
    const confirmed = await pad.act('confirm', { session, event: newEvent(), booking: booking?.id });
    expect(confirmed).toMatchObject({ ok: true, did: 'checked-in', delivery: 'sent' });
    const released = await pad.act('release', { session, event: newEvent(), booking: booking?.id });
    expect(released).toMatchObject({ ok: true, did: 'released', delivery: 'sent' });
    await wall.board((b) => b.spaces.some((s) => s.id === booking?.space && s.state === 'free'));
  });
});
