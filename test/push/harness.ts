// A real server on a free port with real displays, hub, mask, log and figures; only the check-in desk and the facts about
// the floor are given by the test.

import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDisplayRegistry } from '#gateway/displays/registry.ts';
import { type KnownFloor, maskBoard } from '#gateway/mask/board-mask.ts';
import { createBoardHub } from '#gateway/push/board-hub.ts';
import { startHttpServer } from '#gateway/push/http-server.ts';
import type { EmergencyDesk } from '#gateway/push/manage-ports.ts';
import type { CheckInDesk, HttpDeps } from '#gateway/push/ports.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { createHealth, type HealthParts } from '#gateway/watch/health.ts';
import { createLog } from '#gateway/watch/log.ts';
import { createMetrics } from '#gateway/watch/metrics.ts';
import { systemClock } from '#shared/kit/clock.ts';
import { refused } from '#shared/kit/outcome.ts';
import { Display } from '#shared/model/display.ts';
import { FloorId, SpaceId, ZoneId } from '#shared/model/ids.ts';
import type { Plan } from '#shared/wire/plan.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';

const clock = systemClock(() => performance.now());
export const floor = (id: string): FloorId => FloorId.parse(id);
const tokenOf = (id: string): string => derivedSecret('a key of at least 24 signs', 'display', id);
export const bearer = (id: string): string => `Bearer ${id}.${tokenOf(id)}`;

export const displays = [
  Display.parse({ id: 'lobby', name: 'Lobby', floor: 'f1', access: 'loopback' }),
  Display.parse({ id: 'lift.2', name: 'Lift', floor: 'f2' }),
];

export function emptyFloor(id: FloorId): KnownFloor {
  return {
    ...{ floor: id, asOfMs: 1_800_000_000_000, nowBootMs: 0, mode: 'user-decides-hide', spaces: [], fixes: [] },
    person: () => undefined,
    scopesOf: () => new Set(),
    keyOf: () => 'key',
    presence: { tickMs: null, floorAbout: null, zones: [] },
    floors: [],
    positions: { on: true, why: null, failing: [], accepted: [] },
    glassUntilMs: null,
    safety: { state: 'unknown', gapFromMs: null, named: [] },
    booking: { up: true, sinceMs: null },
  };
}

export function planOf(display: Display): Plan {
  const outline = [0, 1, 2].map((n) => ({ x: n, y: n * n }));
  const rooms = { walls: [], areas: [], zones: [{ id: ZoneId.parse('z'), name: 'Zone', shape: outline }] };
  const space = { id: SpaceId.parse('d1'), name: 'Desk 1', kind: 'desk' as const, zone: ZoneId.parse('z'), shape: outline };
  const floors = ['f1', 'f2'].map((id) => ({
    id: floor(id),
    name: id,
    short: id,
    outline,
    ...rooms,
    spaces: [{ ...space, capacity: 1 }],
  }));
  return { siteName: 'Site', timeZone: 'UTC', display: { id: display.id, name: display.name, floor: display.floor }, floors };
}

/** A desk that answers every call the same way and remembers what it was asked. */
export function deskThatSays(answer: 'done' | 'refused'): CheckInDesk & { readonly asked: [display: string, body: unknown][] } {
  const asked: [string, unknown][] = [];
  const refusal = { ok: false, why: 'wrong-pin' } as const;
  const act = async (display: Display, body: unknown) => {
    asked.push([display.id, body]);
    const action = { ok: true, did: 'checked-in', delivery: 'sent', spaceName: 'Desk 1', untilMs: 5 } as const;
    return answer === 'done' ? action : refusal;
  };
  return {
    asked,
    signIn: async (display, body) => {
      asked.push([display.id, body]);
      const pad = { session: 'a-session', name: 'Ada', bookings: [], freeDesks: [] };
      return answer === 'done' ? { ok: true, pad } : refusal;
    },
    ...{ confirm: act, release: act, walkUp: act },
    done: (display, session) => void asked.push([display.id, session]),
  };
}

export const allUp: Omit<HealthParts, 'clock'> = {
  version: '1.2.3',
  broker: () => ({ state: 'up', scannersConnected: 2, scannersConfigured: 2 }),
  anchors: () => ({ state: 'up', configured: 2, silent: 0 }),
  store: () => ({ state: 'up', schema: 1, outbox: 0, quarantined: 0 }),
  booking: () => ({ state: 'up', sinceMs: null, mirror: 'loaded' }),
  positions: () => ({ state: 'up', detail: [] }),
  vault: () => ({ state: 'up', capacity: 100, maxAgeMs: 1_770_000, flushes: 0 }),
  radio: () => ({ state: 'off' }),
};

const noEmergency = (): { ok: false; why: 'gone' } => ({ ok: false, why: 'gone' });
/** No emergency is on, and nobody may start one. */
export const quietEmergency: EmergencyDesk = {
  ...{ of: () => null, onWall: () => null, list: () => null },
  ...{ start: noEmergency, end: noEmergency, mark: noEmergency, unnamed: noEmergency, safe: noEmergency },
  ...{ markAtWall: noEmergency, signal: () => 'refused' },
};

type Options = Partial<HttpDeps> & { readonly knownFloor?: (floor: FloorId) => KnownFloor };

/** Starts a server for a test; `lines` holds what was logged. */
export async function startTestServer({ knownFloor = emptyFloor, ...given }: Options = {}) {
  const lines: string[] = [];
  const metrics = createMetrics({ scanners: ['s1'] });
  const boardFor = (display: Display, id: FloorId) => maskBoard(knownFloor(id), { kind: 'wall', wallNames: display.wallNames });
  const emergency = given.emergency ?? quietEmergency;
  const emergencyFor = emergency.onWall;
  const hub = createBoardHub({ boardFor, planFor: planOf, emergencyFor, clock, onFrame: metrics.boardFrame });
  const started = await startHttpServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.2.3', pagesFolder: join(tmpdir(), randomUUID()), clock, hub, metrics },
    displays: createDisplayRegistry({ displays, tokenOf, bootMs: clock.bootMs }),
    checkIn: deskThatSays('done'),
    phones: { admit: () => refused('unknown-phone') },
    anchors: () => ({ anchors: [] }),
    privacyOf: async () => demoPrivacy,
    emergency,
    health: createHealth({ ...allUp, clock }),
    log: createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
    rates: { perSecond: 1000, signInPerSecond: 1000 },
    ...given,
  });
  if (!started.ok) throw new Error(started.detail);
  const { port, stop } = started.value;
  const url = `http://127.0.0.1:${port}`;
  const post = (path: string, body: unknown, headers: Record<string, string> = { authorization: bearer('lobby') }) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { url, port, stop, hub, metrics, lines, post };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'waypost-push-'));
