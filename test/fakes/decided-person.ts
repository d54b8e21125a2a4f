// What the fake booking system makes of people. It folds decisions as the edge does, so that the contract test holds the
// edge's own view of a decision to what the demo booking system makes of it.

import type { RefusalCode } from '#gateway/booking/booking-system.ts';
import { withDecisions } from '#gateway/booking/with-decisions.ts';
import type { TagWrite } from '#shared/booking-api/contract.ts';
import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';

export function decided(person: Person, event: PersonEvent, policy: Policy): Person | RefusalCode {
  if (event.action === 'consent' && event.documentVersion !== policy.consentDocument.version) return 'conflict';
  return withDecisions(person, [event]);
}

export function tagged(
  person: Person,
  { what }: TagWrite,
  which: 'bring' | 'give-up',
  everybody: readonly Person[],
): Person | RefusalCode {
  const [key] = Object.values(what);
  const has = ({ location }: Person): boolean =>
    [...(location?.tags ?? []), ...(location?.phones ?? []), ...(location?.rotating ?? [])].some((one) => one === key);
  const { location } = person;
  if (which === 'give-up') return location && has(person) ? { ...person, location: without(location, key) } : person;
  if (!location) return 'not-allowed';
  if (everybody.some((other) => other.ref !== person.ref && has(other))) return 'conflict';
  if (has(person)) return person;
  const { tags, phones, rotating = [] } = location;
  if ('tag' in what) return { ...person, location: { ...location, tags: [...tags, what.tag] } };
  if ('phone' in what) return { ...person, location: { ...location, phones: [...phones, what.phone] } };
  return { ...person, location: { ...location, rotating: [...rotating, what.rotating] } };
}

function without(location: NonNullable<Person['location']>, key: string): NonNullable<Person['location']> {
  const rotating = location.rotating?.filter((one) => one !== key);
  return {
    ...location,
    tags: location.tags.filter((one) => one !== key),
    phones: location.phones.filter((one) => one !== key),
    ...(rotating ? { rotating } : {}),
  };
}
