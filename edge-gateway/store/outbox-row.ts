// A row of the outbox as it is written and read back: also from a damaged file, so nothing in it is believed before it is
// parsed. Columns that an action does not use are null; the table's own checks see to it.

import { z } from 'zod';
import type { OutboxEntry, OutboxEvent } from '#shared/booking-api/outbox.ts';
import { BreakGlassReason } from '#shared/model/audit.ts';
import { ConsentScope } from '#shared/model/consent.ts';
import { BookingId, EventId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import { DeclaredStatus } from '#shared/model/person.ts';
import { Visibility } from '#shared/model/policy.ts';

const ofSchema1 = 'seq, event, person, action, booking, at_ms AS atMs, space, to_ms AS toMs, attempts';
const ofSchema2 =
  `${ofSchema1}, document AS documentVersion, scope_group AS "group", scope_company AS company, scope_wall AS wall, ` +
  'until_ms AS untilMs, visibility, status';
export const outboxColumns = `${ofSchema2}, reason`;

/** The columns of a file of that schema, which may be too damaged to be brought to the newest. */
export function outboxColumnsOf(schema: number): string {
  if (schema < 2) return ofSchema1;
  return schema < 3 ? ofSchema2 : outboxColumns;
}

const common = { seq: z.int(), attempts: z.int(), event: EventId, person: SubjectRef, atMs: z.int() };
const booked = { ...common, booking: BookingId };
const flag = z.union([z.literal(0), z.literal(1)]);

const Row = z.discriminatedUnion('action', [
  z.object({ ...booked, action: z.literal('check-in') }),
  z.object({ ...booked, action: z.literal('release') }),
  z.object({ ...booked, action: z.literal('walk-up'), space: SpaceId, toMs: z.int() }),
  z.object({ ...booked, action: z.literal('extend'), toMs: z.int() }),
  z.object({ ...common, action: z.literal('consent'), documentVersion: z.string(), group: flag, company: flag, wall: flag }),
  z.object({ ...common, action: z.literal('withdraw') }),
  z.object({ ...common, action: z.literal('pause'), untilMs: z.int() }),
  z.object({ ...common, action: z.literal('drop-tags') }),
  z.object({ ...common, action: z.literal('visibility'), visibility: Visibility }),
  z.object({ ...common, action: z.literal('status'), status: DeclaredStatus.nullable() }),
  z.object({ ...common, action: z.literal('erase') }),
  z.object({ ...common, action: z.literal('looked-at'), reason: BreakGlassReason }),
]);

export const OutboxRow = Row.transform((row): OutboxEntry => {
  if (row.action !== 'consent') return row;
  const { group, company, wall, ...rest } = row;
  const chosen = { group, company, wall };
  return { ...rest, scopes: ConsentScope.options.filter((scope) => chosen[scope] === 1) };
});

/** Puts an event at the end of the table; its parameters are what `rowOf` gives. */
export const insertRow = `
  INSERT INTO outbox (event, person, action, at_ms, booking, space, to_ms, document, scope_group, scope_company, scope_wall,
    until_ms, visibility, status, reason)
  VALUES (@event, @person, @action, @atMs, @booking, @space, @toMs, @documentVersion, @group, @company, @wall,
    @untilMs, @visibility, @status, @reason)
  ON CONFLICT (event) DO NOTHING`;

const unused = {
  booking: null,
  space: null,
  toMs: null,
  documentVersion: null,
  group: null,
  company: null,
  wall: null,
  untilMs: null,
  visibility: null,
  status: null,
  reason: null,
};

export function rowOf(event: OutboxEvent): object {
  if (event.action !== 'consent') return { ...unused, ...event };
  const chosen = (scope: ConsentScope): 0 | 1 => (event.scopes.includes(scope) ? 1 : 0);
  return { ...unused, ...event, group: chosen('group'), company: chosen('company'), wall: chosen('wall') };
}
