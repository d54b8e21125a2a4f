import { z } from 'zod';
import { BookingId, SpaceId, SubjectRef } from './ids.ts';

/** Where a booking is in its life. `no-show` and `released` and `cancelled` free the space. */
export const BookingState = z.enum(['booked', 'checked-in', 'released', 'no-show', 'cancelled']);
export type BookingState = z.infer<typeof BookingState>;

/**
 * One booking of one space. `holder` is absent when it has been anonymised; `guest` marks a booking for somebody from
 * outside, who is always masked (rule 34). Times are epoch milliseconds, `toMs` exclusive.
 */
export const Booking = z.object({
  id: BookingId,
  space: SpaceId,
  holder: SubjectRef.optional(),
  guest: z.boolean().default(false),
  fromMs: z.int(),
  toMs: z.int(),
  state: BookingState,
});
export type Booking = z.infer<typeof Booking>;
