// What each decision changes in the frame of the person who takes it, in the simplest way that a page can be tested with.

import { minutes, seconds } from '#shared/kit/duration.ts';
import type { Me } from '#shared/wire/me.ts';
import {
  BringTagRequest,
  ConfirmTagRequest,
  ConsentRequest,
  LostTagRequest,
  mePaths,
  OwnBookingRequest,
  PauseRequest,
  SeenRequest,
  StatusRequest,
  TapRequest,
  VisibilityRequest,
} from '#shared/wire/me-actions.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { demoDot, located, newcomer } from './me-data.ts';

type Decided = { readonly me: Me; readonly reply?: { readonly ok: true; readonly key: string } };

export const appKey = 'Q2FuIHlvdSByZWFkIHRoaXM_IEl0IGlzIGEgdGVzdC4';
const nobody = newcomer.seenBy;

/** Throws when the body is not what the contract says. */
export function decide(me: Me, path: string, body: unknown): Decided {
  switch (path) {
    case mePaths.consent:
      return { me: consented(me, ConsentRequest.parse(body)) };
    case mePaths.withdraw:
    case mePaths.erase:
      TapRequest.parse(body);
      return { me: { ...me, location: newcomer.location, dot: null, near: [], tags: [], seenBy: nobody } };
    case mePaths.pause:
      return { me: paused(me, PauseRequest.parse(body).on) };
    case mePaths.forget:
      TapRequest.parse(body);
      return { me: { ...me, dot: null, near: [] } };
    case mePaths.visibility: {
      const { visibility: own } = VisibilityRequest.parse(body);
      return { me: { ...me, visibility: { ...me.visibility, own, shown: own === 'show' } } };
    }
    case mePaths.status:
      return { me: { ...me, status: StatusRequest.parse(body).status } };
    case mePaths.holdTag:
      TapRequest.parse(body);
      return { me: { ...me, holding: { untilMs: boardNowMs + seconds(60), state: 'listening' } } };
    case mePaths.bringTag:
      return { me: withTag(me, BringTagRequest.parse(body).printed) };
    case mePaths.confirmTag:
      ConfirmTagRequest.parse(body);
      return { me: withTag(me, me.holding?.offer?.printed ?? '') };
    case mePaths.lostTag: {
      const { handle } = LostTagRequest.parse(body);
      return { me: { ...me, tags: me.tags.filter((tag) => tag.handle !== handle) } };
    }
    case mePaths.app:
      TapRequest.parse(body);
      return { me, reply: { ok: true, key: appKey } };
    case mePaths.seen: {
      const { notice } = SeenRequest.parse(body);
      return { me: { ...me, notices: me.notices.filter(({ id }) => id !== notice) } };
    }
    default:
      return { me: booked(me, path, OwnBookingRequest.parse(body).booking) };
  }
}

function consented(me: Me, { scopes }: ConsentRequest): Me {
  const seenBy = {
    wall: scopes.includes('wall') ? ('initials' as const) : ('no' as const),
    company: scopes.includes('company'),
    groups: scopes.includes('group') ? ['Design', 'Research'] : [],
  };
  return { ...me, location: { state: 'on', scopes, givenAtMs: boardNowMs }, seenBy };
}

function paused(me: Me, on: boolean): Me {
  const { pausedUntilMs: _, ...location } = me.location;
  if (!on) return { ...me, location: { ...location, state: 'on' }, seenBy: located.seenBy, dot: demoDot };
  const until = { state: 'paused', pausedUntilMs: boardNowMs + minutes(798) } as const;
  return { ...me, location: { ...location, ...until }, seenBy: nobody, dot: null, near: [] };
}

function withTag(me: Me, printed: string): Me {
  return { ...me, holding: null, tags: [...me.tags, { handle: `t-${me.tags.length + 1}`, kind: 'badge', printed }] };
}

function booked(me: Me, path: string, id: string): Me {
  const changed = (booking: Me['bookings'][number]): Me['bookings'][number] => {
    const { canExtendToMs, ...rest } = booking;
    if (path === mePaths.extend) return { ...rest, toMs: canExtendToMs ?? rest.toMs };
    return { ...rest, state: 'checked-in', canCheckIn: false, canExtendToMs: booking.toMs + minutes(60) };
  };
  const others = me.bookings.filter((booking) => path !== mePaths.release || booking.id !== id);
  return { ...me, bookings: others.map((booking) => (booking.id === id ? changed(booking) : booking)) };
}
