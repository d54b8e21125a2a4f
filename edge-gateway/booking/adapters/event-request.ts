// Where an event of the outbox goes in shared/booking-api/contract.ts, and as what. Field by field, because an entry of
// the outbox carries more than the contract wants to hear.

import { type CheckIn, type Decision, type Extension, paths, type WalkUp } from '#shared/booking-api/contract.ts';
import { type BookingEvent, isBookingEvent, type OutboxEvent, type PersonEvent } from '#shared/booking-api/outbox.ts';
import { assertNever } from '#shared/kit/assert-never.ts';

type Request = { readonly path: string; readonly body: CheckIn | WalkUp | Extension | Decision };

export function eventRequest(event: OutboxEvent): Request {
  return isBookingEvent(event) ? ofBooking(event) : { path: paths.decisions, body: decision(event) };
}

function ofBooking(event: BookingEvent): Request {
  const { event: id, booking, person, atMs } = event;
  const common = { event: id, booking, person, atMs };
  switch (event.action) {
    case 'check-in':
      return { path: paths.checkIns, body: common };
    case 'release':
      return { path: paths.releases, body: common };
    case 'walk-up':
      return { path: paths.walkUps, body: { ...common, space: event.space, toMs: event.toMs } };
    case 'extend':
      return { path: paths.extensions, body: { ...common, toMs: event.toMs } };
    default:
      return assertNever(event);
  }
}

function decision({ event, person, atMs, ...rest }: PersonEvent): Decision {
  const common = { event, person, atMs };
  switch (rest.action) {
    case 'consent':
      return { ...common, action: rest.action, scopes: [...rest.scopes], documentVersion: rest.documentVersion };
    case 'pause':
      return { ...common, action: rest.action, untilMs: rest.untilMs };
    case 'visibility':
      return { ...common, action: rest.action, visibility: rest.visibility };
    case 'status':
      return { ...common, action: rest.action, status: rest.status };
    case 'looked-at':
      return { ...common, action: rest.action, reason: rest.reason };
    case 'withdraw':
    case 'drop-tags':
    case 'erase':
      return { ...common, action: rest.action };
    default:
      return assertNever(rest);
  }
}
