// A person with what they have decided at this edge laid over what the booking system said last: between a tap on the
// employee's page and its arrival in the mirror everything here must already follow it. Pure.

import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import type { LocationConsent } from '#shared/model/consent.ts';
import type { Person } from '#shared/model/person.ts';

/** `person` after `events`, in their order; the same object when there are none. */
export function withDecisions(person: Person, events: readonly PersonEvent[]): Person {
  return events.reduce(after, person);
}

function after(person: Person, event: PersonEvent): Person {
  switch (event.action) {
    case 'consent':
      return { ...person, location: consented(person.location, event) };
    case 'withdraw':
      return withoutLocation(person);
    case 'pause':
      return person.location ? { ...person, location: paused(person.location, event.untilMs) } : person;
    case 'drop-tags':
      return person.location ? { ...person, location: withoutTags(person.location) } : person;
    case 'visibility':
      return { ...person, visibility: event.visibility };
    case 'status':
      return withStatus(person, event.status);
    case 'erase':
      return { ...withStatus(withoutLocation(person), null), visibility: 'unset' };
    case 'looked-at':
      return person;
    default:
      return assertNever(event);
  }
}

type Consented = Extract<PersonEvent, { action: 'consent' }>;

/** Tags, phones and a pause stay: choosing other scopes neither gives a tag up nor ends a pause. */
function consented(before: LocationConsent | undefined, { scopes, documentVersion, atMs }: Consented): LocationConsent {
  return { tags: [], phones: [], ...before, scopes: [...scopes], documentVersion, givenAtMs: atMs };
}

function paused(location: LocationConsent, untilMs: number): LocationConsent {
  const { pausedUntilMs: _, ...rest } = location;
  return untilMs === 0 ? rest : { ...rest, pausedUntilMs: untilMs };
}

function withoutTags(location: LocationConsent): LocationConsent {
  const { rotating: _, ...rest } = location;
  return { ...rest, tags: [], phones: [] };
}

export function withoutLocation(person: Person): Person {
  const { location: _, ...rest } = person;
  return rest;
}

function withStatus(person: Person, status: Person['status'] | null): Person {
  const { status: _, ...rest } = person;
  return status ? { ...rest, status } : rest;
}
