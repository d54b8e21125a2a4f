// The port to the central booking system. Whoever speaks another dialect than shared/booking-api/contract.ts gets an
// adapter of its own in adapters/; nothing else in the gateway knows how the booking system is reached.

import type { z } from 'zod';
import type {
  Changes,
  ManagerAct,
  ManagerActResult,
  Occupancy,
  Problem,
  Snapshot,
  TagWrite,
  WriteResult,
} from '#shared/booking-api/contract.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import type { Refusal } from '#shared/kit/outcome.ts';
import type { Person } from '#shared/model/person.ts';

/**
 * An answer or a reason. `retryAfterMs` is what the system itself asked for; `code` is its own word for a refusal.
 * Assignable to Outcome<T, Why>.
 */
export type Answer<T, Why extends string> = { readonly ok: true; readonly value: T } | Refused<Why>;
export type Refused<Why extends string> = Refusal<Why> & {
  readonly retryAfterMs?: number;
  readonly code?: RefusalCode;
};
export type RefusalCode = z.infer<typeof Problem>['code'];

/**
 * Why nothing could be read. `unreachable`: no answer in time. `unavailable`: it answered that it can't now.
 * `unauthorized`: our token is not accepted. `garbage`: the answer is not the contract's, too large, or a redirect.
 */
export type LinkRefusal = 'unreachable' | 'unavailable' | 'unauthorized' | 'garbage';

/** `later`: try again with the same event. `refused`: never try again, see `code`. `unauthorized`: a person must act. */
export type DeliveryRefusal = 'later' | 'refused' | 'unauthorized';

export type BookingSystem = {
  /** Everything the edge may know, at one cursor. */
  readonly snapshot: (signal: AbortSignal) => Promise<Answer<Snapshot, LinkRefusal>>;
  /** What happened after `cursor`, in order; waits up to `waitMs` for the first change. */
  readonly changes: (
    cursor: string,
    waitMs: number,
    signal: AbortSignal,
  ) => Promise<Answer<Changes, LinkRefusal | 'cursor-expired'>>;
  /**
   * Hands over one event. Repeating an event is safe: it has one effect and the same answer, which is about the booking or,
   * of a decision, the person.
   */
  readonly deliver: (event: OutboxEvent, signal: AbortSignal) => Promise<Answer<WriteResult, DeliveryRefusal>>;
  /**
   * A person brings a tag or a phone's key, or gives it up, and waits for the answer: how they stand now. Refused with
   * `conflict`: it is somebody else's; `not-allowed`: no consent in force. `later` is for the person to try, because the
   * edge keeps no tag.
   */
  readonly writeTag: (
    write: TagWrite,
    which: 'bring' | 'give-up',
    signal: AbortSignal,
  ) => Promise<Answer<Person, DeliveryRefusal>>;
  /**
   * What a manager does for others, who waits for the answer: how it stands now. Repeating an act, unchanged, is safe as with
   * `deliver`. Refused with `conflict`: the space is taken, or it is done already; `not-allowed`: the system knows no such
   * right of theirs. After `later` nobody knows whether it was done.
   */
  readonly manage: (act: ManagerAct, signal: AbortSignal) => Promise<Answer<ManagerActResult, DeliveryRefusal>>;
  /** The text of this version of the privacy document, of at most `longestDocumentBytes`; whoever shows it compares its hash. */
  readonly privacyDocument: (version: string, signal: AbortSignal) => Promise<Answer<string, LinkRefusal>>;
  /** Publishes the known presence of one tick; an older tick than the newest known one changes nothing. */
  readonly putOccupancy: (occupancy: Occupancy, signal: AbortSignal) => Promise<Answer<null, DeliveryRefusal>>;
};
