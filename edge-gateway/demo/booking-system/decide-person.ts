// The demo booking system's rules about people: what a decision does to a person, and whose a tag is. Pure. What takes a
// consent back is never refused.

import type { Decision, Problem, TagWrite } from '#shared/booking-api/contract.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { LocationConsent } from '#shared/model/consent.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';

type Verdict = Outcome<Person, Problem['code']>;

/** The person as they have to stand after `decision`, or why not. */
export function decidePerson(person: Person, decision: Decision, policy: Policy): Verdict {
  switch (decision.action) {
    case 'consent':
      if (decision.documentVersion !== policy.consentDocument.version) {
        return refused('conflict', 'Another version of the privacy document is in force.');
      }
      return done({ ...person, location: consented(person.location, decision) });
    case 'withdraw':
      return done(withoutLocation(person));
    case 'pause':
      return done(changed(person, (location) => paused(location, decision.untilMs)));
    case 'drop-tags':
      return done(changed(person, ({ rotating: _, ...rest }) => ({ ...rest, tags: [], phones: [] })));
    case 'visibility':
      return done({ ...person, visibility: decision.visibility });
    case 'status':
      return done(withStatus(person, decision.status));
    case 'erase':
      return done({ ...withStatus(withoutLocation(person), null), visibility: 'unset' });
    case 'looked-at':
      return done(person);
    default:
      return assertNever(decision);
  }
}

type Yes = Decision & { action: 'consent' };

function consented(before: LocationConsent | undefined, { scopes, documentVersion, atMs }: Yes): LocationConsent {
  return { tags: [], phones: [], ...before, scopes, documentVersion, givenAtMs: atMs };
}

function paused(location: LocationConsent, untilMs: number): LocationConsent {
  const { pausedUntilMs: _, ...rest } = location;
  return untilMs === 0 ? rest : { ...rest, pausedUntilMs: untilMs };
}

function changed(person: Person, change: (location: LocationConsent) => LocationConsent): Person {
  return person.location ? { ...person, location: change(person.location) } : person;
}

function withoutLocation(person: Person): Person {
  const { location: _, ...rest } = person;
  return rest;
}

function withStatus(person: Person, status: Person['status'] | null): Person {
  const { status: _, ...rest } = person;
  return status ? { ...rest, status } : rest;
}

const mostTags = 8;
const mostKeys = 4;

/** The person with that tag or key as theirs. One of each is one person's, whatever that person has agreed to. */
export function bringTag(person: Person, { what }: TagWrite, everybody: readonly Person[], policy: Policy): Verdict {
  const { location } = person;
  if (location === undefined || location.documentVersion !== policy.consentDocument.version) {
    return refused('not-allowed', 'Only somebody with a consent in force brings a tag.');
  }
  if (everybody.some((other) => other.ref !== person.ref && other.location && has(other.location, what))) {
    return refused('conflict', "It is somebody else's.");
  }
  if (has(location, what)) return done(person);
  const { tags, phones, rotating = [] } = location;
  const next = {
    tags: 'tag' in what ? [...tags, what.tag] : tags,
    phones: 'phone' in what ? [...phones, what.phone] : phones,
    rotating: 'rotating' in what ? [...rotating, what.rotating] : rotating,
  };
  if (next.tags.length > mostTags || next.phones.length > mostKeys || next.rotating.length > mostKeys) {
    return refused('invalid', 'So many tags one person can not have.');
  }
  return done({ ...person, location: { ...location, ...next } });
}

/** The person without it; the same when it was not theirs. */
export function giveUpTag(person: Person, { what }: TagWrite): Person {
  return changed(person, (location) => ({
    ...location,
    tags: location.tags.filter((tag) => !('tag' in what) || tag !== what.tag),
    phones: location.phones.filter((phone) => !('phone' in what) || phone !== what.phone),
    ...(location.rotating ? { rotating: location.rotating.filter((key) => !('rotating' in what) || key !== what.rotating) } : {}),
  }));
}

function has(location: LocationConsent, what: TagWrite['what']): boolean {
  if ('tag' in what) return location.tags.includes(what.tag);
  return 'phone' in what ? location.phones.includes(what.phone) : (location.rotating ?? []).includes(what.rotating);
}
