// A day of the canary in the watched office: at the wall, on their own page, found by a colleague, looked at under
// break-glass, and gone. Each step is waited for, so that it really happened; what they were shown is handed back.

import { randomUUID } from 'node:crypto';
import { connectAsync } from 'mqtt';
import { z } from 'zod';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { espresenseSighting } from '#gateway/demo/scanner/espresense.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { type Cancel, pause } from '#shared/kit/clock.ts';
import type { TagId } from '#shared/model/ids.ts';
import { type MeReply, mePaths } from '#shared/wire/me-actions.ts';
import { GlassReply, PrivacyDesk, privacyPaths } from '#shared/wire/privacy-desk.ts';
import { phoneLine, rangingPath } from '#shared/wire/ranging.ts';
import { newEvent, padClient } from '#test/faults/pad-client.ts';
import { openDisplay } from '#test/integration/display.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import { ask } from './callers.ts';
import { trolley, type WatchedOffice } from './nothing-on-the-side-office.ts';
import { wrongWord } from './nothing-on-the-side-traces.ts';

const printOf = (tag: TagId | undefined): string => (tag ?? '').split(':').slice(2).join('-');

/** `secrets` is filled with what must not be found either, as it arises. */
export function lifeOf(watched: WatchedOffice, secrets: Record<string, string>) {
  const { office, canary, badge } = watched;
  const shown: string[] = [];
  let own: Employee;
  let drop: Cancel = () => undefined;
  const somebody = (fits: (one: DemoPerson) => boolean): Promise<Employee> => {
    const found = office.population.people.find(fits);
    if (!found) throw new Error('the demo company has nobody like that');
    return employee(office.url, found);
  };
  const sharesGroup = ({ person }: DemoPerson): boolean => person.groups.some((one) => canary.person.groups.includes(one));
  const keep = async (from: Promise<Response>): Promise<void> => void shown.push(await (await from).text());
  const did = (reply: { readonly ok: boolean }): void => {
    if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply)}`);
  };
  /** Asks again when the server says that it was too often: a test is faster than a finger. */
  const act = async (path: string, body: object = {}): Promise<MeReply> => {
    for (;;) {
      const reply = await own.post(path, { event: randomUUID(), ...body });
      if (reply.status !== 429) return z.custom<MeReply>().parse(await reply.json());
      await pause(machineClock, 250);
    }
  };
  return {
    cookie: (): string => own.cookie,

    /** Signs in at the pad wrongly and rightly, checks in, and gives the booking back for another desk. */
    atTheWall: async (): Promise<void> => {
      const pad = padClient(office.url);
      const { identifier } = canary.person;
      await pad.signIn(identifier, '000000');
      await pad.signIn('9999999999', canary.pin);
      const signedIn = await pad.signIn(identifier, canary.pin);
      if (!signedIn.ok) throw new Error(signedIn.why);
      shown.push(JSON.stringify(signedIn));
      const { session, bookings, freeDesks } = signedIn.pad;
      secrets['session of the pad'] = session;
      const booking = { session, booking: bookings[0]?.id };
      did(await pad.act('confirm', { ...booking, event: newEvent() }));
      await pad.act('confirm', { ...booking, booking: wrongWord, event: newEvent() });
      did(await pad.act('release', { ...booking, event: newEvent() }));
      did(await pad.act('walk-up', { session, space: freeDesks[0]?.space, event: newEvent() }));
    },

    /** Says yes, brings a badge, a phone and an app, and is located by badge and by phone, over HTTP and MQTT. */
    onTheirPage: async (): Promise<void> => {
      own = await employee(office.url, canary);
      secrets.session = own.cookie.split('=')[1] ?? '';
      const page = await own.page();
      const wall = await openDisplay(office.url, 'lobby');
      did(await own.consent(['group', 'company', 'wall']));
      did(await act(mePaths.bringTag, { printed: printOf(badge) }));
      drop = await carried(watched);
      shown.push(JSON.stringify(await page.me(({ dot }) => dot !== null)));
      await wall.board(({ people, somewhere }) => people.length + somewhere.length > 0);
      shown.push(JSON.stringify(await own.me()));
      await byPhone(watched, secrets);
      const app = await own.app();
      if (app.ok) secrets['key of an app'] = app.key;
      did(await act(mePaths.visibility, { visibility: 'show' }));
      did(await act(mePaths.status, { status: 'busy' }));
      for (const on of [true, false]) did(await act(mePaths.pause, { on }));
      did(await act(mePaths.forget));
      did(await act(mePaths.holdTag));
      await act(mePaths.confirmTag, { offer: wrongWord });
      const [booking] = (await own.me()).bookings;
      if (booking) await act(mePaths.extend, { booking: booking.id });
      await act(mePaths.checkIn, { booking: wrongWord });
      for (const path of [mePaths.receipt, mePaths.data]) await keep(own.ask(path));
      for (const open of [page, wall]) {
        shown.push(open.frames());
        open.close();
      }
    },

    /** By a colleague, who also tries to bring their badge. */
    found: async (): Promise<void> => {
      const colleague = await somebody((one) => one.tryThis === undefined && !one.person.location && sharesGroup(one));
      did(await colleague.consent([]));
      await colleague.act(mePaths.bringTag, { printed: printOf(badge) });
      const answer = await colleague.find(canary.person.displayName);
      if (answer.hits.length === 0) throw new Error('the colleague finds nobody');
      shown.push(JSON.stringify(answer));
      const [notice] = (await own.me()).notices;
      if (notice?.kind !== 'tag-claimed-by-other') throw new Error('the person is not told that somebody tried their badge');
      await own.post(mePaths.seen, { notice: notice.id });
    },

    /** A manager asks with a sentence about the person, a privacy officer says yes, and the manager looks. */
    lookedAt: async (): Promise<void> => {
      const manager = await somebody(({ person }) => person.roles.includes('location-manager'));
      const officer = await somebody(({ person }) => person.roles.includes('privacy-officer'));
      const text = `${canary.person.displayName} ${randomUUID()} has fallen`;
      secrets['reason in free text'] = text.split(' ').at(-3) ?? text;
      const event = { event: randomUUID() };
      await manager.post(privacyPaths.askGlass, { ...event, floor: 'floor-1', reason: 'medical', text });
      const desk = PrivacyDesk.parse(await (await officer.ask(privacyPaths.desk)).json());
      const id = desk.glasses[0]?.id ?? '';
      await officer.post(privacyPaths.answerGlass, { event: randomUUID(), id, yes: true });
      const look = async (): Promise<GlassReply> =>
        GlassReply.parse(await (await manager.post(privacyPaths.lookGlass, { event: randomUUID(), id })).json());
      let seen = await look();
      while (seen.ok && seen.view.people.length === 0) {
        await pause(machineClock, 100);
        seen = await look();
      }
      did(seen);
      shown.push(JSON.stringify(seen));
      await manager.post(privacyPaths.closeGlass, { event: randomUUID(), id });
      await keep(officer.ask(privacyPaths.audit));
    },

    /** Loses the badge, says no, yes and no again, erases everything, and everything is delivered. Returns what was shown. */
    leaves: async (): Promise<readonly string[]> => {
      drop();
      const [tag] = (await own.me()).tags;
      did(await act(mePaths.lostTag, { handle: tag?.handle ?? '' }));
      did(await act(mePaths.withdraw));
      did(await own.consent(['company']));
      did(await act(mePaths.erase));
      while ((await office.health()).store.outbox > 0) await pause(machineClock, 50);
      return shown;
    },
  };
}

/** Heard by a native scanner and an ESPresense one, whose topic has the tag in it; with them the trolley and somebody else's badge. */
async function carried({ office, badge, mistaken }: WatchedOffice): Promise<Cancel> {
  const near = await office.scanner('rx-quarry-1');
  const far = await office.scanner('esp-harbour-1');
  const strong = (tag: TagId) => ({ tag, address: 'c1a2b3040506', rssiDbm: -45, measuredPowerDbm: -59, count: 3 });
  return machineClock.every(200, () => {
    for (const message of nativeSightings(near.scanner.room, [badge, mistaken, trolley].map(strong))) near.send(message);
    far.send(espresenseSighting(far.scanner.room, { ...strong(badge), rssiDbm: -88 }));
  });
}

/** A phone is given, and says what it hears: over HTTP until the gateway knows it, then over MQTT. */
async function byPhone({ office, canary }: WatchedOffice, secrets: Record<string, string>): Promise<void> {
  const given = await fetch(`${office.booking.url}/_demo/phones/${canary.person.ref}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
  });
  const { secret } = z.object({ secret: z.string() }).parse(await given.json());
  secrets['secret of a phone'] = secret;
  const beacons = office.config.site.floors[0]?.anchors.slice(0, 3).map(({ beacon }, nth) => [beacon, -50 - 12 * nth, -59, 3]);
  const body = { v: 1, t: null, s: beacons };
  const headers = { authorization: `Bearer ${secret}` };
  const post = (): Promise<{ readonly status: number }> => ask(office.url, { method: 'POST', path: rangingPath, headers, body });
  while ((await post()).status !== 204) await pause(machineClock, 50);
  const url = `mqtt://127.0.0.1:${office.gateway.mqttPort}`;
  const line = await connectAsync(url, { username: phoneLine.username, password: secret, reconnectPeriod: 0 });
  for (const filter of ['#', phoneLine.topic]) line.subscribe(filter, () => undefined);
  for (const text of [JSON.stringify(body), `{"v":1,"${secret}"`]) line.publish(phoneLine.topic, text);
  await pause(machineClock, 100);
  await line.endAsync(true);
}
