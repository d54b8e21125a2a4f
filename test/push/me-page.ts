// The employee's page over a real server, hub and mask: who is signed in, and what is known of them, are the test's to say.

import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { maskBoard } from '#gateway/mask/board-mask.ts';
import { type KnownSelf, maskOwn } from '#gateway/mask/own-mask.ts';
import { createMeHub } from '#gateway/push/me-hub.ts';
import type { MeDesk } from '#gateway/push/me-ports.ts';
import type { MeAccess } from '#gateway/push/me-session.ts';
import type { MeHubDeps } from '#gateway/push/me-telling.ts';
import { refused } from '#shared/kit/outcome.ts';
import { FloorId, SubjectRef } from '#shared/model/ids.ts';
import { Person } from '#shared/model/person.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { MePlan } from '#shared/wire/me.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { emptyFloor, startTestServer } from './harness.ts';

export const ana = SubjectRef.parse('p-ana');
export const ben = SubjectRef.parse('p-ben');
const outline = [0, 1, 2].map((n) => ({ x: n, y: n * n }));
const floorPlan = { walls: [], areas: [], zones: [], spaces: [], outline };
export const plan: MePlan = MePlan.parse({
  ...{ siteName: 'Site', timeZone: 'UTC' },
  floors: ['f1', 'f2'].map((id) => ({ id, name: id, short: id, ...floorPlan })),
});

export function aPerson(ref: SubjectRef): Person {
  return Person.parse({
    ref,
    displayName: `Name of ${ref}`,
    identifier: '4100',
    visibility: 'unset',
    groups: [],
    roles: ['user'],
  });
}

/** Somebody without consent, tags, bookings or a place. */
export function knownSelf(change: Partial<KnownSelf> = {}): KnownSelf {
  return {
    ...{ person: aPerson(ana), policy: defaultPolicy, asOfMs: 1_000, nowBootMs: 500_000, consent: 'off' },
    ...{ tags: [], holding: null, enrolsAt: [], fix: null, zoneName: undefined, heardBy: () => [] },
    ...{ seenBy: { wall: 'no', company: false, groups: [] }, bookings: [], near: [], notices: [] },
    positions: { on: true, why: null, failing: [], accepted: [] },
    lookedAt: [],
    ...{ sessionEndsAtMs: 9_000, bookingUp: true, goneAtBootMs: ({ atBootMs }) => atBootMs + 60_000 },
    ...change,
  };
}

type Given = Partial<Pick<MeHubDeps, 'managed' | 'emergencyOf'>> & {
  readonly desk?: Partial<MeDesk>;
  readonly me?: Partial<KnownSelf>;
  readonly httpClock?: FakeClock;
};

/** `sessions` maps the handle of a cookie to its person; `asked` is what the desk was asked, for whom. */
export async function startMePage(given: Given = {}) {
  const clock = fakeClock();
  const sessions = new Map([
    ['handle-of-ana', ana],
    ['handle-of-ben', ben],
  ]);
  const asked: [what: string, ref: SubjectRef, body: unknown][] = [];
  const facts = { me: given.me ?? {}, sawBoard: 0 };
  const access: MeAccess = {
    origin: () => server.url,
    begin: async () => refused('not-ready'),
    finish: async () => refused('failed'),
    of: (handle) => {
      const ref = sessions.get(handle);
      return ref === undefined ? null : { ref, endsAtMs: 9_000 };
    },
    end: (handle) => void sessions.delete(handle),
  };
  const looks: Pick<MeDesk, 'me' | 'boardFor' | 'plan'> = {
    me: ({ ref }) => maskOwn(knownSelf({ person: aPerson(ref), asOfMs: clock.wallMs(), ...facts.me })),
    boardFor: (_ref, floor) =>
      maskBoard({ ...emptyFloor(floor), asOfMs: clock.wallMs() + facts.sawBoard++ }, { kind: 'wall', wallNames: 'none' }),
    plan: () => plan,
  };
  const names = [
    'consent',
    'withdraw',
    'pause',
    'forget',
    'visibility',
    'status',
    'bringTag',
    'holdTag',
    'confirmTag',
    'lostTag',
  ];
  const more = ['app', 'checkIn', 'release', 'extend', 'seen', 'erase'];
  const act = (what: string) => (ref: SubjectRef, body: unknown) => {
    asked.push([what, ref, body]);
    return { ok: true, delivery: 'sent' };
  };
  const acts = Object.fromEntries([...names, ...more].map((what) => [what, act(what)]));
  const desk = z.custom<MeDesk>().parse({ ...looks, ...acts, ...given.desk });
  const { managed, emergencyOf } = { managed: () => null, emergencyOf: () => null, ...given };
  const hub = createMeHub({ clock, me: desk.me, boardFor: desk.boardFor, plan: desk.plan, managed, emergencyOf });
  const server = await startTestServer({ people: { desk, access, hub }, ...(given.httpClock ? { clock: given.httpClock } : {}) });
  const headersOf = (who: 'ana' | 'ben' | 'nobody') => ({ cookie: `waypost_me=handle-of-${who}`, origin: server.url });
  return {
    ...{ clock, sessions, asked, facts, hub, server },
    get: (path: string, who: 'ana' | 'ben' | 'nobody' = 'ana') => fetch(server.url + path, { headers: headersOf(who) }),
    post: (path: string, body: object, who: 'ana' | 'ben' | 'nobody' = 'ana') =>
      server.post(path, { event: randomUUID(), ...body }, headersOf(who)),
    dial: (who: 'ana' | 'ben' | 'nobody' = 'ana') => dialled(server.url, headersOf(who)),
  };
}
export type MePage = Awaited<ReturnType<typeof startMePage>>;

function dialled(url: string, headers: Record<string, string>) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/me-socket`, { headers });
  const heard: { readonly kind: string; readonly [key: string]: unknown }[] = [];
  const closed = new Promise<number>((resolve) => void socket.on('close', resolve));
  socket.on('message', (data) => void heard.push(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  return {
    socket,
    heard,
    closed,
    kinds: () => heard.map(({ kind }) => kind),
    show: (floor: FloorId | null) => socket.send(JSON.stringify({ kind: 'show', floor })),
  };
}
export type Dialled = ReturnType<typeof dialled>;
export const floor = (id: string): FloorId => FloorId.parse(id);
