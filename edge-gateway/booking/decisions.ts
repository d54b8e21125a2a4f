// What people decide about themselves on the employee's page: written to the outbox before it is answered, believed here
// in the same turn, told to the booking system as soon as it listens. The id of the tap is the key to hearing the same
// answer again, also after a restart; an old yes that comes twice never undoes the no after it.

import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import { mustStand } from './must-stand.ts';

type Stored<T> = Outcome<T, 'not-stored'>;

/** The slice of the store. Writes inside one `transaction` are on disk together or not at all. */
type DecisionStore = {
  readonly transaction: <T>(task: () => T) => Stored<T>;
  readonly outbox: {
    readonly append: (event: PersonEvent) => Stored<number>;
    readonly fate: (event: EventId) => 'owed' | 'refused' | 'clear';
    readonly size: () => number;
    readonly ofPerson: (ref: SubjectRef) => readonly PersonEvent[];
  };
  /** What each tap decided; a tap of a booking is found in `settled`. */
  readonly decided: {
    readonly find: (event: EventId) => { readonly action: string } | null;
    readonly add: (decided: { readonly event: EventId; readonly action: string; readonly atMs: number }) => Stored<void>;
  };
  readonly settled: { readonly find: (event: EventId) => object | null };
};

type DecisionDeps = {
  readonly store: DecisionStore;
  /** `settled` answers true once the booking system has answered for the event, false when `waitMs` passed first. */
  readonly relay: { readonly wake: () => void; readonly settled: (event: EventId, waitMs: number) => Promise<boolean> };
  /** Everything here must follow it now. Called in the turn of the tap, after the commit; see `person-view.ts`. */
  readonly onDecided: (event: PersonEvent) => void;
};

/**
 * `not-stored`: the disk is full or the outbox is. `document-changed`: the booking system has another document in force
 * than the one consented to. `gone`: it refused for another reason; what was decided holds no more.
 */
type DecisionReply =
  | { readonly ok: true; readonly delivery: 'sent' | 'will-be-sent' }
  | { readonly ok: false; readonly why: 'not-stored' | 'document-changed' | 'gone' };

export type Decisions = {
  /** Decides once, however often the same event comes. `atMs` is the moment of the tap (epoch). */
  readonly decide: (event: PersonEvent) => Promise<DecisionReply>;
};

/** How long an answer waits for the booking system before it says "will be sent". */
const deliveryWaitMs = seconds(1.5);
/** Days of an office without its booking system; what takes a consent back is always let in. */
const mostOwed = 10_000;
/** Nobody fills the outbox of the whole building by changing their mind. */
const mostOwedByOne = 100;

export function createDecisions({ store, relay, onDecided }: DecisionDeps): Decisions {
  const hasRoom = (event: PersonEvent): boolean =>
    mustStand(event) || (store.outbox.size() < mostOwed && store.outbox.ofPerson(event.person).length < mostOwedByOne);
  const write = (event: PersonEvent): boolean =>
    hasRoom(event) &&
    store.transaction(() => {
      store.outbox.append(event);
      store.decided.add({ event: event.event, action: event.action, atMs: event.atMs });
    }).ok;
  return {
    decide: async (event) => {
      const before = store.decided.find(event.event);
      // An id that stood for something else decides nothing.
      if (before ? before.action !== event.action : store.settled.find(event.event) !== null) return notStored;
      if (before === null) {
        const stored = write(event);
        // A withdrawal holds from the tap on even if the disk is full; that it may not outlast a restart is said.
        if (stored || mustStand(event)) onDecided(event);
        if (!stored) return notStored;
        relay.wake();
      }
      if (store.outbox.fate(event.event) === 'owed') await relay.settled(event.event, deliveryWaitMs);
      return answerOf(event, store.outbox.fate(event.event));
    },
  };
}

const notStored: DecisionReply = { ok: false, why: 'not-stored' };

function answerOf({ action }: PersonEvent, fate: 'owed' | 'refused' | 'clear'): DecisionReply {
  // Refused for good: saying "will be sent" would be a lie.
  if (fate === 'refused') return { ok: false, why: action === 'consent' ? 'document-changed' : 'gone' };
  return { ok: true, delivery: fate === 'owed' ? 'will-be-sent' : 'sent' };
}
