// People as this edge sees them: the mirror's word with what they decided here laid over it. What consent, mask and the
// employee's page read. A withdrawal also outlasts its own delivery: until the mirror has shown that it is through, a
// consent from before it does not count, whatever a late answer or snapshot says (privacy.md 2.3, statement 3).

import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { withDecisions, withoutLocation } from './with-decisions.ts';

/** The reads of the mirror that are needed here. */
type Mirrored = {
  readonly person: (ref: SubjectRef) => Person | undefined;
  readonly people: () => readonly Person[];
};

/** Decisions the booking system has not heard yet; asked at every look. */
type Pending = {
  readonly ofPerson: (ref: SubjectRef) => readonly PersonEvent[];
  readonly pendingPeople: () => readonly SubjectRef[];
};

export type PersonView = {
  readonly person: (ref: SubjectRef) => Person | undefined;
  readonly people: () => readonly Person[];
  /**
   * To be called when the mirror's word about this person changed, and when a decision of theirs was delivered or refused.
   * Tells the listener, who then finds the person as they are now.
   */
  readonly changed: (ref: SubjectRef) => void;
  /** To be called with every decision in the turn in which it was made, stored or not. Tells the listener too. */
  readonly decided: (event: PersonEvent) => void;
};

/**
 * `mirror` is not asked before the first look; withdrawals that are `pending` at that moment (from before a restart) are
 * remembered, so create the view before the relay. `onPerson` hears of a person who is new, may have changed, or is gone.
 */
export function createPersonView(
  mirror: Mirrored,
  pending: Pending,
  onPerson: (ref: SubjectRef, person: Person | null) => void,
): PersonView {
  /** Epoch ms of the newest withdrawal that the mirror has not shown to be through. */
  const withdrawn = new Map<SubjectRef, number>();
  const remember = (event: PersonEvent): void => {
    if (event.action !== 'withdraw' && event.action !== 'erase') return;
    withdrawn.set(event.person, Math.max(event.atMs, withdrawn.get(event.person) ?? event.atMs));
  };
  for (const ref of pending.pendingPeople()) pending.ofPerson(ref).forEach(remember);

  const seen = (known: Person): Person => {
    const atMs = withdrawn.get(known.ref);
    const believed = isOutdated(known, atMs) ? withoutLocation(known) : known;
    return withDecisions(believed, pending.ofPerson(known.ref));
  };
  const person = (ref: SubjectRef): Person | undefined => {
    const known = mirror.person(ref);
    return known && seen(known);
  };
  const changed = (ref: SubjectRef): void => {
    const known = mirror.person(ref);
    const owed = pending.ofPerson(ref).some(({ action }) => action === 'withdraw' || action === 'erase');
    if (known && !owed && isThrough(known, withdrawn.get(ref))) withdrawn.delete(ref);
    onPerson(ref, known ? seen(known) : null);
  };
  return {
    person,
    people: () => {
      const known = mirror.people();
      return withdrawn.size === 0 && pending.pendingPeople().length === 0 ? known : known.map(seen);
    },
    changed,
    decided: (event) => {
      remember(event);
      changed(event.person);
    },
  };
}

/**
 * Whether no word can bring a consent from before the withdrawal back any more: there is a newer one; or there is none, and
 * words are numbered, so that the mirror passes over late ones.
 */
function isThrough(known: Person, withdrawnAtMs: number | undefined): boolean {
  return known.location === undefined ? known.rev !== undefined : !isOutdated(known, withdrawnAtMs);
}

/** Whether the mirror still shows a consent that is not newer than the withdrawal. */
function isOutdated(known: Person, withdrawnAtMs: number | undefined): boolean {
  return known.location !== undefined && withdrawnAtMs !== undefined && known.location.givenAtMs <= withdrawnAtMs;
}
