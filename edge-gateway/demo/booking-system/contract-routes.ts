// The contract of shared/booking-api, served for real: snapshot, changes with a long poll, writes with idempotency keys.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CheckIn, Occupancy, paths, Release, WalkUp } from '#shared/booking-api/contract.ts';
import { bookingApiDocument } from '#shared/booking-api/openapi.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Database } from './database.ts';
import { decide, type World } from './decide.ts';
import { type Ask, problem, type Reply, type Route } from './http.ts';
import type { Ledger } from './ledger.ts';

type Deps = { readonly db: Database; readonly ledger: Ledger; readonly world: World; readonly clock: Clock };

/** The longest wait of one poll. */
const maxWaitMs = 60_000;

export function contractRoutes(deps: Deps): Route {
  return (ask) => {
    switch (`${ask.method} ${ask.path}`) {
      case `GET ${paths.openapi}`:
        return { status: 200, body: bookingApiDocument() };
      case `GET ${paths.snapshot}`:
        return { status: 200, body: deps.ledger.snapshot() };
      case `GET ${paths.changes}`:
        return changes(deps, ask);
      case `POST ${paths.checkIns}`:
        return write(deps, ask, CheckIn, (body) => ({ ...body, action: 'check-in' }));
      case `POST ${paths.releases}`:
        return write(deps, ask, Release, (body) => ({ ...body, action: 'release' }));
      case `POST ${paths.walkUps}`:
        return write(deps, ask, WalkUp, (body) => ({ ...body, action: 'walk-up' }));
      case `PUT ${paths.occupancy}`:
        return occupancy(deps, ask);
      default:
        return null;
    }
  };
}

async function changes({ ledger, clock }: Deps, ask: Ask): Promise<Reply> {
  const cursor = ask.query.get('cursor') ?? '';
  const waitMs = Math.min(Number(ask.query.get('waitMs') ?? 0) || 0, maxWaitMs);
  const first = ledger.changesAfter(cursor);
  const expired = problem('cursor-expired', 'The cursor is too old: take a snapshot.');
  if (first === null) return expired;
  if (first.changes.length > 0 || waitMs <= 0) return { status: 200, body: first };
  await somethingHappens(ledger, clock, waitMs, ask.gone);
  const after = ledger.changesAfter(cursor);
  return after === null ? expired : { status: 200, body: after };
}

function somethingHappens(ledger: Ledger, clock: Clock, waitMs: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      stopListening();
      gone.removeEventListener('abort', finish);
      resolve();
    };
    const cancel = clock.after(waitMs, finish);
    const stopListening = ledger.onChange(finish);
    gone.addEventListener('abort', finish);
  });
}

const Saved = z.object({ request: z.string(), status: z.int(), body: z.string() });

/** One write under its key: the effect, its place in the feed and the saved reply are one transaction. */
function write<S extends typeof CheckIn | typeof Release | typeof WalkUp>(
  { db, ledger, world }: Deps,
  ask: Ask,
  schema: S,
  toEvent: (body: z.infer<S>) => OutboxEvent,
): Reply {
  const key = ask.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length > 255) return problem('invalid', 'The header Idempotency-Key is missing.');
  const body = schema.safeParse(ask.body);
  if (!body.success) return problem('invalid', 'The body is not what the contract says.');
  const request = createHash('sha256')
    .update(`${ask.path} ${JSON.stringify(body.data)}`)
    .digest('hex');
  const saved = db.all(Saved, 'SELECT request, status, body FROM replies WHERE key = ?', key)[0];
  if (saved) return replay(saved, request);
  if (key !== body.data.event) return problem('invalid', 'Idempotency-Key and event differ.');
  const reply = db.transaction(() => {
    const made = effect(db, ledger, world, toEvent(body.data as z.infer<S>));
    const text = JSON.stringify(made.body);
    db.run('INSERT INTO replies (key, request, status, body) VALUES (?, ?, ?, ?)', key, request, made.status, text);
    return made;
  });
  ledger.announce();
  return reply;
}

function replay(saved: z.infer<typeof Saved>, request: string): Reply {
  if (saved.request !== request) return problem('key-reused', 'This Idempotency-Key was used for another request.');
  const type = saved.status < 300 ? 'application/json' : 'application/problem+json';
  return { status: saved.status, body: saved.body, headers: { 'content-type': type, 'idempotent-replayed': 'true' } };
}

function effect(db: Database, ledger: Ledger, world: World, event: OutboxEvent): Reply {
  const verdict = decide(event, world);
  if (!verdict.ok) return problem(verdict.why, verdict.detail ?? 'Refused.');
  const { action, booking, person } = event;
  ledger.apply({ kind: 'booking', booking: verdict.value });
  db.run('INSERT INTO effects (event, action, booking, person) VALUES (?, ?, ?, ?)', event.event, action, booking, person);
  return { status: 200, body: { booking: verdict.value } };
}

const Published = z.object({ value: z.string().transform((text) => Occupancy.parse(JSON.parse(text))) });

function occupancy({ db }: Deps, ask: Ask): Reply {
  const body = Occupancy.safeParse(ask.body);
  if (!body.success) return problem('invalid', 'The body is not what the contract says.');
  const newest = db.all(Published, "SELECT value FROM meta WHERE key = 'occupancy'")[0]?.value;
  if (newest === undefined || newest.tickMs < body.data.tickMs) {
    db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('occupancy', ?)", JSON.stringify(body.data));
  }
  return { status: 204 };
}
