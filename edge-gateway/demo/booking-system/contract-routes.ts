// The contract of shared/booking-api, served for real: snapshot, changes with a long poll, writes with idempotency keys.

import { z } from 'zod';
import { CheckIn, Extension, Occupancy, paths, Release, WalkUp } from '#shared/booking-api/contract.ts';
import { bookingApiDocument } from '#shared/booking-api/openapi.ts';
import type { BookingEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Database } from './database.ts';
import { decide } from './decide.ts';
import type { ManagedWorld } from './decide-manager.ts';
import { type Ask, problem, type Reply, type Route } from './http.ts';
import type { Ledger } from './ledger.ts';
import { managerRoutes } from './manager-routes.ts';
import { personRoutes } from './person-routes.ts';
import { writeOnce } from './write-once.ts';

type Deps = { readonly db: Database; readonly ledger: Ledger; readonly world: ManagedWorld; readonly clock: Clock };

/** The longest wait of one poll. */
const maxWaitMs = 60_000;

export function contractRoutes(deps: Deps): Route {
  const aboutPeople = personRoutes({ ...deps, nowMs: deps.clock.wallMs });
  const managed = managerRoutes(deps);
  return (ask) => {
    switch (`${ask.method} ${ask.path}`) {
      case `GET ${paths.openapi}`:
        return { status: 200, body: bookingApiDocument() };
      case `GET ${paths.snapshot}`:
        return { status: 200, body: deps.ledger.snapshot() };
      case `GET ${paths.changes}`:
        return changes(deps, ask);
      case `POST ${paths.checkIns}`:
        return writeOnce(deps, ask, CheckIn, (body) => effect(deps, { ...body, action: 'check-in' }));
      case `POST ${paths.releases}`:
        return writeOnce(deps, ask, Release, (body) => effect(deps, { ...body, action: 'release' }));
      case `POST ${paths.walkUps}`:
        return writeOnce(deps, ask, WalkUp, (body) => effect(deps, { ...body, action: 'walk-up' }));
      case `POST ${paths.extensions}`:
        return writeOnce(deps, ask, Extension, (body) => effect(deps, { ...body, action: 'extend' }));
      case `PUT ${paths.occupancy}`:
        return occupancy(deps, ask);
      default:
        return managed(ask) ?? aboutPeople(ask);
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

function effect({ db, ledger, world }: Deps, event: BookingEvent): Reply {
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
