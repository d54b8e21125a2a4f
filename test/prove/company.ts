// A company made of canaries: the demo office with other zones, and people whose names, references, accounts and tags stand
// nowhere else. It lives at a real (demo) booking system in this process, in memory: names belong there, and not on the disk.

import { createHmac, randomBytes, randomInt, scryptSync } from 'node:crypto';
import { openDatabase } from '#gateway/demo/booking-system/database.ts';
import { createLedger, type Ledger } from '#gateway/demo/booking-system/ledger.ts';
import { privacyDocument } from '#gateway/demo/booking-system/privacy-document.ts';
import { startBookingSystem } from '#gateway/demo/booking-system/server.ts';
import { startSignInProvider } from '#gateway/demo/sign-in/provider.ts';
import type { Running } from '#gateway/running.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { hours } from '#shared/kit/duration.ts';
import { Booking } from '#shared/model/booking.ts';
import { Person } from '#shared/model/person.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import type { Site } from '#shared/model/site.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import type { CanaryBook } from './canaries.ts';

export type CanaryPerson = { readonly person: Person; readonly pin: string; readonly tag: string };

export type Company = Running & {
  readonly url: string;
  readonly issuer: string;
  /** Consented, carry a tag, and never touch anything: of these nothing at all may be found. */
  readonly located: readonly CanaryPerson[];
  /** Check in, sign in and change their minds: their references may be owed to the booking system. */
  readonly acting: readonly CanaryPerson[];
  /** Everybody located consents, but for these, who withdraw: as the booking system would tell. */
  readonly withdrawn: (these: readonly CanaryPerson[]) => void;
  /** From now on the booking system takes no writes, so that the gateway has to keep what it owes. */
  readonly refuseWrites: () => Promise<void>;
};

const howManyLocated = 40;
const howManyActing = 12;

export async function startCompany(site: Site, canaries: CanaryBook): Promise<Company> {
  const located = Array.from({ length: howManyLocated }, () => somebody(canaries, false));
  const acting = Array.from({ length: howManyActing }, () => somebody(canaries, true));
  const everybody = [...located, ...acting];
  const db = openDatabase(':memory:');
  const ledger = createLedger(db);
  const apply = (...changes: Parameters<Ledger['apply']>[0][]): void => {
    db.transaction(() => {
      for (const change of changes) ledger.apply(change);
    });
    ledger.announce();
  };
  const consentDocument = { version: privacyDocument.version, sha256: privacyDocument.sha256 };
  apply(
    { kind: 'policy', policy: { ...defaultPolicy, mode: 'user-decides-show', consentDocument } },
    ...everybody.map(({ person }) => ({ kind: 'person', person }) as const),
    ...bookings(site, acting).map((booking) => ({ kind: 'booking', booking }) as const),
  );
  const system = { port: 0, token: testSecrets.WAYPOST_BOOKING_TOKEN, site, db, ledger, clock: machineClock };
  const server = await startBookingSystem(system);
  const signIn = await startSignInProvider({
    port: 0,
    people: () => acting.map(({ person, pin }) => ({ ...person, account: person.account ?? '', pin })),
    clientId: 'waypost',
    redirectUris: ['http://localhost/me/callback', 'http://127.0.0.1/me/callback'],
  });
  return {
    ...{ url: server.url, issuer: signIn.issuer, located, acting },
    withdrawn: (these) =>
      apply(
        ...located.map((one) => {
          const { location, ...rest } = one.person;
          const person: Person = these.includes(one) || location === undefined ? rest : { ...rest, location };
          return { kind: 'person', person } as const;
        }),
      ),
    refuseWrites: async () => {
      const body = JSON.stringify({ mode: '503', only: 'writes' });
      await fetch(`${server.url}/_demo/fail`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    },
    stop: async () => {
      await signIn.stop();
      await server.stop();
      db.close();
    },
  };
}

function somebody(canaries: CanaryBook, acting: boolean): CanaryPerson {
  const tag = randomInt(4) === 0 ? canaries.address().id : canaries.badge().id;
  const pin = String(randomInt(1_000_000)).padStart(6, '0');
  const person = Person.parse({
    ref: canaries.ref(acting),
    account: canaries.account(),
    displayName: canaries.name(),
    identifier: canaries.identifier(),
    pin: verifierOf(pin),
    visibility: 'show',
    groups: ['canaries'],
    roles: ['user'],
    location: {
      scopes: ['group', 'company', 'wall'],
      documentVersion: privacyDocument.version,
      givenAtMs: machineClock.wallMs() - hours(24),
      tags: [tag],
    },
  });
  return { person, pin, tag };
}

/** As the booking system makes them (shared/model/person.ts), cheap because nobody will ever guess these. */
function verifierOf(pin: string): Person['pin'] {
  const salt = randomBytes(16);
  const peppered = createHmac('sha256', testSecrets.WAYPOST_PIN_PEPPER).update(pin).digest();
  const cost = { n: 1_024, r: 8, p: 1 };
  const hash = scryptSync(peppered, salt, 32, { N: cost.n, r: cost.r, p: cost.p });
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), ...cost };
}

/** A desk for every second of them from now on; the others walk up. */
function bookings(site: Site, people: readonly CanaryPerson[]): Booking[] {
  const desks = site.floors.flatMap((floor) => floor.spaces.filter((space) => space.kind === 'desk'));
  const fromMs = machineClock.wallMs() - (machineClock.wallMs() % 900_000);
  return people.flatMap(({ person }, i) => {
    const space = desks[i]?.id;
    if (i % 2 === 1 || space === undefined) return [];
    const id = `b-${randomBytes(6).toString('hex')}`;
    return [Booking.parse({ id, space, holder: person.ref, fromMs, toMs: fromMs + hours(8), state: 'booked' })];
  });
}
