// A row of the outbox as it is read back: also from a damaged file, so nothing in it is believed before it is parsed.

import { z } from 'zod';
import { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';

export const outboxColumns = 'seq, event, person, action, booking, at_ms AS atMs, space, to_ms AS toMs, attempts';

const common = {
  seq: z.int(),
  attempts: z.int(),
  event: EventId,
  person: SubjectRef,
  booking: BookingId,
  atMs: z.int(),
};

export const OutboxRow = z.discriminatedUnion('action', [
  z.object({ ...common, action: z.literal('check-in') }),
  z.object({ ...common, action: z.literal('release') }),
  z.object({ ...common, action: z.literal('walk-up'), space: SpaceId, toMs: z.int() }),
]);
