// What the edge owes the booking system. Holds references only: no name, no place but the booked space, no position.

import type { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';

type Common = { readonly event: EventId; readonly person: SubjectRef; readonly booking: BookingId; readonly atMs: number };

export type OutboxEvent =
  | (Common & { readonly action: 'check-in' })
  | (Common & { readonly action: 'release' })
  | (Common & { readonly action: 'walk-up'; readonly space: SpaceId; readonly toMs: number });

/** `seq` grows with every entry; entries of one person are delivered in this order. */
export type OutboxEntry = OutboxEvent & { readonly seq: number; readonly attempts: number };
