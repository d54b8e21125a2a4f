// The invented company of the demo: who works there, what they carry, what they agreed to and what they booked today.
// Pure and seeded, so that the demo booking system and the simulated office agree without talking to each other.

import { hours } from '#shared/kit/duration.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { ConsentScope, LocationConsent } from '#shared/model/consent.ts';
import { GroupId, type SpaceId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy, type Policy, type Visibility } from '#shared/model/policy.ts';
import type { Site } from '#shared/model/site.ts';
import { privacyDocument } from './booking-system/privacy-document.ts';
import { demoBookings } from './bookings-of-today.ts';
import { demoNames } from './names.ts';
import { digits, hex, pick } from './pick.ts';

/** The one iBeacon UUID of the company's badges. */
const badgeUuid = 'fda50693a4e24fb1afcfc6eb07647825';

/** Why a person is left to whoever tries the demo: never moved and never checked in by the simulation. */
type TryThis = 'booked' | 'no-booking' | 'checked-in';

export type DemoPerson = {
  readonly person: Omit<Person, 'pin'>;
  readonly pin: string;
  /** What the person carries, with or without consent; the booking system knows only consented tags. */
  readonly tags: readonly TagId[];
  /** Where the person sits today because of a booking; absent for the three people to try. */
  readonly desk?: SpaceId;
  readonly tryThis?: TryThis;
};

export type DemoPopulation = {
  readonly people: readonly DemoPerson[];
  /** Phones of passers-by: belong to nobody the company knows. */
  readonly strangers: readonly TagId[];
  readonly bookings: readonly Booking[];
  readonly policy: Policy;
};

/**
 * Sixty people with their day around `nowMs` (epoch, milliseconds). People, tags and PINs depend on `seed` alone;
 * bookings also on the quarter of an hour. Three people carry `tryThis`, and a badge that is nobody's yet.
 */
export function demoPopulation(site: Site, nowMs: number, seed: number): DemoPopulation {
  const random = seededRandom(seed);
  const people = demoNames.map((name, index) => demoPerson(name, index, nowMs, random));
  const strangers = Array.from({ length: 24 }, () => TagId.parse(`mac:${hex(12, random)}`));
  const { bookings, desks } = demoBookings(site, people, nowMs, seed);
  return {
    people: people.map((person) => {
      const desk = desks.get(person.person.ref);
      return desk === undefined || person.tryThis !== undefined ? person : { ...person, desk };
    }),
    strangers,
    bookings,
    policy: {
      ...defaultPolicy,
      mode: 'user-decides-show',
      // Nobody in the simulation checks into a room; with the usual quarter of an hour all meetings would soon be given up.
      graceMin: { desk: 120, room: 60, parking: 60 },
      consentDocument: { version: privacyDocument.version, sha256: privacyDocument.sha256 },
      dataProtectionOfficer: 'privacy@example.org',
      controller: 'Harbour Works, 1 Quay Street',
      mobileApps: true,
      groups: Object.entries(groupNames).map(([id, name]) => ({ id: GroupId.parse(id), name })),
    },
  };
}

/** Of 57 people with a role in the simulation 35 said yes, 15 said no, the rest carry nothing. */
const consenting = 35;
const declining = 15;
const toTry: readonly TryThis[] = ['booked', 'no-booking', 'checked-in'];

function demoPerson(displayName: string, index: number, nowMs: number, random: Random): DemoPerson {
  const tryThis = toTry[index];
  const nth = index - toTry.length;
  const ref = SubjectRef.parse(`p-${hex(12, random)}`);
  const pin = digits(6, random);
  const carried = tagsOf(index, random);
  const visibility = pick<Visibility>(['unset', 'unset', 'unset', 'show', 'hide'], random);
  const scopes = pick(scopeMixes, random);
  // The three to try carry a badge that is nobody's yet: they bring it themselves, on /me.
  const tags = tryThis !== undefined || nth < consenting + declining ? carried : [];
  const consents = tryThis === undefined && nth < consenting;
  return {
    person: {
      ref,
      rev: 0,
      account: accountOf(ref),
      displayName,
      identifier: String(4100 + index * 7),
      visibility: tryThis === undefined ? visibility : 'show',
      groups: [GroupId.parse(pick(Object.keys(groupNames), random))],
      ...rolesOf(index),
      ...dutiesOf(index),
      language: 'en',
      ...(consents ? { location: consent(scopes, tags, nowMs) } : {}),
    },
    pin,
    tags,
    ...(tryThis === undefined ? {} : { tryThis }),
  };
}

/** Their subject at the demo's OpenID provider. */
function accountOf(ref: SubjectRef): string {
  return `demo|${ref}`;
}

/** Four give first aid, one of them without being named; two look after everybody in an emergency. */
function dutiesOf(index: number): Pick<Person, 'duties' | 'dutyNamed'> {
  if ([12, 21, 34].includes(index)) return { duties: ['first-aider'], dutyNamed: true };
  if (index === 27) return { duties: ['first-aider'] };
  return index === 10 || index === 11 ? { duties: ['safety-team'] } : {};
}

/** A few of the sixty manage something; the others are users. */
function rolesOf(index: number): Pick<Person, 'roles' | 'manages'> {
  switch (index) {
    case 5:
      return { roles: ['user', 'group-manager'], manages: { groups: [GroupId.parse('sales')] } };
    case 6:
      return { roles: ['user', 'location-manager-light'], manages: { floors: 'all' } };
    case 7:
      return { roles: ['user', 'location-manager'], manages: { floors: 'all' } };
    case 8:
      return { roles: ['user', 'administrator'] };
    case 9:
      return { roles: ['user', 'privacy-officer'] };
    default:
      return { roles: ['user'] };
  }
}

const groupNames = { sales: 'Sales', product: 'Product', engineering: 'Engineering', finance: 'Finance', people: 'People' };

const scopeMixes: readonly (readonly ConsentScope[])[] = [
  ['group', 'company', 'wall'],
  ['group', 'company', 'wall'],
  ['group', 'wall'],
  ['group', 'company'],
  ['group'],
];

function consent(scopes: readonly ConsentScope[], tags: readonly TagId[], nowMs: number): LocationConsent {
  return {
    scopes: [...scopes],
    documentVersion: privacyDocument.version,
    givenAtMs: nowMs - hours(24 * 30),
    tags: [...tags],
    phones: [],
  };
}

/** A badge for most, a phone with a fixed address for every seventh. */
function tagsOf(index: number, random: Random): TagId[] {
  const mac = `mac:${hex(12, random)}`;
  return [TagId.parse(index % 7 === 6 ? mac : `ib:${badgeUuid}:100:${index + 1}`)];
}
