// A request that is as the API describes it, for every route that takes one: what is refused then is the caller, not the
// form. None of them changes anything that another one is asked about; who erases, signs out or stops positions comes last.

import { randomUUID } from 'node:crypto';
import { machineClock } from '#gateway/system-clock.ts';

type Sample = {
  readonly body?: object;
  readonly path?: string /** To those it is for; 200 unless said. */;
  readonly status?: number;
};

const tap = () => ({ event: randomUUID() });
const booking = () => ({ ...tap(), booking: 'b-invented' });
const atPad = () => ({ session: 'invented', ...booking() });
const visit = { floor: 'floor-1', x: 5, y: 5, tag: 'mac:000000000001', seconds: 3 };
const emergency = { reason: 'medical', text: 'Somebody has fallen' };
const yes = { scopes: ['wall'], documentVersion: 'none', documentSha256: '0'.repeat(64) };

const today = (): string => new Date(machineClock.wallMs()).toISOString().slice(0, 10);
const lastJuly = { range: { from: '2026-07-01', to: '2026-07-31' }, compare: null, floors: null, kinds: null };

const samples: Readonly<Record<string, () => Sample>> = {
  'POST /api/v1/displays/session': () => ({ body: { display: 'lobby', token: 'wrong' }, status: 401 }),
  'GET /me/sign-in': () => ({ status: 302 }),
  'GET /me/callback': () => ({ path: '/me/callback?code=invented&state=invented', status: 302 }),
  'POST /api/v1/me/sign-out': () => ({ body: {}, status: 204 }),
  'POST /api/v1/check-in/sign-in': () => ({ body: { identifier: '999', pin: '000000' } }),
  'POST /api/v1/check-in/confirm': () => ({ body: atPad() }),
  'POST /api/v1/check-in/release': () => ({ body: atPad() }),
  'POST /api/v1/check-in/walk-up': () => ({ body: { session: 'invented', ...tap(), space: 'invented' } }),
  'POST /api/v1/check-in/done': () => ({ body: { session: 'invented' } }),
  'POST /api/v1/me/ranging': () => ({ body: { v: 1, s: [] }, status: 204 }),
  'POST /api/v1/calibration/visits': () => ({ body: visit }),
  'POST /api/v1/calibration/maps/:id/activate': () => ({ path: '/api/v1/calibration/maps/9999/activate' }),
  'POST /api/v1/me/consent': () => ({ body: { ...tap(), ...yes } }),
  'POST /api/v1/me/withdraw': () => ({ body: tap() }),
  'POST /api/v1/me/pause': () => ({ body: { ...tap(), on: true } }),
  'POST /api/v1/me/forget': () => ({ body: tap() }),
  'POST /api/v1/me/visibility': () => ({ body: { ...tap(), visibility: 'show' } }),
  'POST /api/v1/me/status': () => ({ body: { ...tap(), status: 'busy' } }),
  'POST /api/v1/me/tags/bring': () => ({ body: { ...tap(), printed: '100-999' } }),
  'POST /api/v1/me/tags/hold': () => ({ body: tap() }),
  'POST /api/v1/me/tags/confirm': () => ({ body: { ...tap(), offer: 'invented' } }),
  'POST /api/v1/me/tags/lost': () => ({ body: { ...tap(), handle: 'invented' } }),
  'POST /api/v1/me/tags/app': () => ({ body: tap() }),
  'POST /api/v1/me/bookings/check-in': () => ({ body: booking() }),
  'POST /api/v1/me/bookings/release': () => ({ body: booking() }),
  'POST /api/v1/me/bookings/extend': () => ({ body: booking() }),
  'POST /api/v1/me/notices/seen': () => ({ body: { notice: 'invented' } }),
  'POST /api/v1/me/find': () => ({ body: { text: 'Nobody Atall' } }),
  'POST /api/v1/me/erase': () => ({ body: tap() }),
  'POST /api/v1/manage/bookings': () => ({ body: { day: today(), floor: null } }),
  'POST /api/v1/manage/bookings/export': () => ({ body: { day: today(), floor: null } }),
  'POST /api/v1/manage/people': () => ({ body: { text: 'ann' } }),
  'POST /api/v1/manage/act': () => ({ body: { ...booking(), act: 'release' } }),
  'POST /api/v1/manage/display': () => ({ body: { ...tap(), display: 'invented', command: 'identify' } }),
  'POST /api/v1/manage/utilisation': () => ({ body: lastJuly }),
  'POST /api/v1/manage/utilisation/export': () => ({ body: lastJuly }),
  'POST /api/v1/emergency/start': () => ({ body: { ...tap(), drill: 'not a drill' }, status: 400 }),
  'POST /api/v1/emergency/end': () => ({ body: { ...tap(), id: randomUUID() } }),
  'POST /api/v1/emergency/mark': () => ({ body: { ...tap(), id: randomUUID(), key: 'invented', safe: true } }),
  'POST /api/v1/emergency/unnamed': () => ({ body: { ...tap(), id: randomUUID(), floor: 'invented', safe: 1 } }),
  'POST /api/v1/emergency/safe': () => ({ body: { ...tap(), id: randomUUID() } }),
  'GET /api/v1/emergency/list': () => ({ status: 404 }),
  'POST /api/v1/fire-panel': () => ({ body: { state: 'clear' }, status: 202 }),
  'POST /api/v1/privacy/positions/stop': () => ({ body: tap() }),
  'POST /api/v1/privacy/settings/propose': () => ({ body: { ...tap(), setting: 'k', to: 2 } }),
  'POST /api/v1/privacy/settings/answer': () => ({ body: { ...tap(), id: randomUUID(), yes: true } }),
  'POST /api/v1/privacy/glass/ask': () => ({ body: { ...tap(), ...emergency, floor: 'invented' } }),
  'POST /api/v1/privacy/glass/answer': () => ({ body: { ...tap(), id: randomUUID(), yes: true } }),
  'POST /api/v1/privacy/glass/look': () => ({ body: { ...tap(), id: randomUUID() } }),
  'POST /api/v1/privacy/glass/close': () => ({ body: { ...tap(), id: randomUUID() } }),
};

/** What to ask of this route, and what it answers those it is for. A route that takes a body and has none here fails. */
export function sampleOf({
  method,
  url,
}: {
  readonly method: string;
  readonly url: string;
}): Required<Omit<Sample, 'body'>> & Sample {
  const sample = samples[`${method} ${url}`]?.() ?? {};
  return { path: url, status: 200, ...sample };
}
