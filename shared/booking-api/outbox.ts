// What the edge owes the booking system. Holds references only: no name, no tag, no place but the booked space, no position.

import type { BreakGlassReason } from '#shared/model/audit.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { DeclaredStatus } from '#shared/model/person.ts';
import type { Visibility } from '#shared/model/policy.ts';

type Common = { readonly event: EventId; readonly person: SubjectRef; readonly atMs: number };

/** Something done with a booking. */
export type BookingEvent = Common & { readonly booking: BookingId } & (
    | { readonly action: 'check-in' }
    | { readonly action: 'release' }
    | { readonly action: 'walk-up'; readonly space: SpaceId; readonly toMs: number }
    /** A checked-in booking goes on until `toMs`. */
    | { readonly action: 'extend'; readonly toMs: number }
  );

/** Something a person decided about themselves at the edge. */
export type PersonEvent = Common &
  (
    | { readonly action: 'consent'; readonly scopes: readonly ConsentScope[]; readonly documentVersion: string }
    /** Ends the consent and gives up every tag and phone. The booking system can't refuse it. */
    | { readonly action: 'withdraw' }
    /** No location until `untilMs` (epoch); 0 ends a pause. Consent and tags stay. */
    | { readonly action: 'pause'; readonly untilMs: number }
    /** Gives up every tag and phone, because the lost one can't be named here. Can't be refused. */
    | { readonly action: 'drop-tags' }
    | { readonly action: 'visibility'; readonly visibility: Visibility }
    | { readonly action: 'status'; readonly status: DeclaredStatus | null }
    /** Withdraws, forgets the status, and asks the booking system to erase what it holds (GDPR article 17). Can't be refused. */
    | { readonly action: 'erase' }
    /** Somebody saw where this person was, under break-glass: the booking system tells them. Can't be refused. */
    | { readonly action: 'looked-at'; readonly reason: BreakGlassReason }
  );

export type OutboxEvent = BookingEvent | PersonEvent;

/** `seq` grows with every entry; entries of one person are delivered in this order. */
export type OutboxEntry = OutboxEvent & { readonly seq: number; readonly attempts: number };

export function isBookingEvent(event: OutboxEvent): event is BookingEvent {
  return 'booking' in event;
}
