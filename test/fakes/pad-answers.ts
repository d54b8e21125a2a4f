// A gateway's answers to the pad for one person with one booking today and a few desks free, without a gateway.

import { minutes } from '#shared/kit/duration.ts';
import type { ActionDone, PadSession } from '#shared/wire/check-in.ts';
import { SignInReply } from '#shared/wire/check-in.ts';
import type { PadAnswer, PadCall } from '#shared/wire/kiosk-bridge.ts';
import { boardNowMs } from './board-data.ts';

type Options = { readonly delivery?: ActionDone['delivery']; readonly withBooking?: boolean };

export function demoPad({ delivery = 'sent', withBooking = true }: Options = {}): (call: PadCall) => Promise<PadAnswer> {
  return async (call) => {
    if (call.call === 'sign-in') return { ok: true, pad: padSession(withBooking) };
    if (call.call === 'done') return { ok: true, did: 'done' };
    const did = ({ confirm: 'checked-in', release: 'released', 'walk-up': 'walked-up' } as const)[call.call];
    const spaceName = call.call === 'walk-up' ? String(call.body.space) : '1-14';
    return { ok: true, did, delivery, spaceName, untilMs: boardNowMs + minutes(438) };
  };
}

export function padSession(withBooking = true): PadSession {
  const booking = {
    id: 'b-1',
    space: '1-14',
    spaceName: '1-14',
    kind: 'desk',
    floor: 'floor-1',
    fromMs: boardNowMs - minutes(12),
    toMs: boardNowMs + minutes(438),
    state: 'booked',
    canCheckIn: true,
    canRelease: true,
  };
  const desks = ['1-03', '1-08', '1-19', '1-22', '1-31', '1-40', '1-47', '1-55'];
  const freeDesks = desks.map((space) => ({ space, spaceName: space, kind: 'desk', untilMs: boardNowMs + minutes(438) }));
  const pad = { session: 's-1', name: 'Mira', bookings: withBooking ? [booking] : [], freeDesks };
  const reply = SignInReply.parse({ ok: true, pad });
  if (!reply.ok) throw new Error('The session does not parse');
  return reply.pad;
}
