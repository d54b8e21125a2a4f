// The demo booking system as a server on this machine: the contract behind a bearer token, the controls beside it.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Running } from '#gateway/running.ts';
import { paths } from '#shared/booking-api/contract.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Site } from '#shared/model/site.ts';
import { contractRoutes } from './contract-routes.ts';
import { controlRoutes } from './control-routes.ts';
import type { Database } from './database.ts';
import { overdue, type World } from './decide.ts';
import type { ManagedWorld } from './decide-manager.ts';
import { createFailures, type FailureMode } from './failure.ts';
import { problem, type Reply, type Route, readAsk, send } from './http.ts';
import type { Ledger } from './ledger.ts';

export type ServerDeps = {
  readonly port: number;
  readonly token: string;
  readonly site: Site;
  readonly db: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
};

/** Listens on 127.0.0.1; port 0 takes any free one. Rejects when the port is taken. */
export async function startBookingSystem(deps: ServerDeps): Promise<Running & { readonly url: string }> {
  const { db, ledger, clock } = deps;
  const failures = createFailures();
  const world = worldOf(deps.site, ledger);
  const contract = contractRoutes({ db, ledger, world, clock });
  const control = controlRoutes({ db, ledger, failures, nowMs: clock.wallMs });
  const answer: Answering = { token: deps.token, contract, control, nextFailure: failures.next };
  const server = createServer((request, response) => void serve(answer, request, response));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(deps.port, '127.0.0.1', resolve);
  await promise;
  const sweep = (): void => giveUpWhatIsOver(db, ledger, world, clock.wallMs());
  sweep();
  const stopSweeping = clock.every(seconds(30), sweep);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      stopSweeping();
      if (!server.listening) return;
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Answering = {
  readonly token: string;
  readonly contract: Route;
  readonly control: Route;
  readonly nextFailure: (kind: 'reads' | 'writes') => FailureMode;
};

async function serve(answering: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const reply = await replyTo(answering, request, gone.signal);
    if (reply === 'never') return;
    if (reply === 'drop') response.destroy();
    else if (!gone.signal.aborted) send(response, reply);
  } catch (error) {
    if (gone.signal.aborted) return;
    console.error('The demo booking system failed at a request.', error);
    send(response, problem('unavailable', 'Something went wrong here.'));
  }
}

async function replyTo(
  { token, contract, control, nextFailure }: Answering,
  request: IncomingMessage,
  gone: AbortSignal,
): Promise<Reply | 'never' | 'drop'> {
  const ask = await readAsk(request, gone);
  if (ask === null) return problem('invalid', 'Send JSON of at most 64 KiB with content-type application/json.');
  const missing = problem('not-found', 'There is nothing at this address.');
  if (ask.path.startsWith('/_demo/')) return (await control(ask)) ?? missing;
  if (ask.path === paths.openapi) return (await contract(ask)) ?? missing;
  if (!isAllowed(ask.headers.authorization, token)) return problem('unauthorized', 'The token is not known here.');
  const kind = ask.method === 'GET' ? 'reads' : 'writes';
  const failure = nextFailure(kind);
  if (failure !== 'ok' && failure !== 'drop-after-commit') return failed(failure);
  const reply = (await contract(ask)) ?? missing;
  if (failure === 'drop-after-commit') return 'drop';
  // A long poll may have been overtaken by an order to fail.
  const late = ask.path === paths.changes ? nextFailure(kind) : 'ok';
  return late === 'ok' ? reply : failed(late);
}

function failed(mode: Exclude<FailureMode, 'ok'>): Reply | 'never' | 'drop' {
  switch (mode) {
    case '503':
      return problem('unavailable', 'Down for maintenance.', { 'retry-after': '1' });
    case '429':
      return problem('too-many', 'Too many requests.', { 'retry-after': '1' });
    case '401':
      return problem('unauthorized', 'The token is not known here.');
    case 'in-progress':
      return problem('in-progress', 'The first request under this key is not finished.');
    case 'garbage':
      return { status: 200, body: '<html>It works!</html>', headers: { 'content-type': 'text/html' } };
    case 'timeout':
      return 'never';
    case 'drop-after-commit':
      return 'drop';
  }
}

function isAllowed(header: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

function worldOf(site: Site, ledger: Ledger): ManagedWorld {
  const places = new Map(
    site.floors.flatMap((floor) => floor.spaces.map(({ id, kind }) => [id, { kind, floor: floor.id }] as const)),
  );
  return {
    booking: ledger.booking,
    bookingsIn: ledger.bookingsIn,
    isPerson: (ref) => ledger.person(ref) !== undefined,
    kindOf: (space) => places.get(space)?.kind,
    floorOf: (space) => places.get(space)?.floor,
    policy: ledger.policy,
    ...{ person: ledger.person, block: ledger.block, blocksIn: ledger.blocksIn, issue: ledger.issue },
    freshId: () => randomBytes(6).toString('hex'),
  };
}

function giveUpWhatIsOver(db: Database, ledger: Ledger, world: World, nowMs: number): void {
  const gone = overdue(ledger.bookings(), world, nowMs);
  const ended = ledger.blocks().filter(({ untilMs }) => untilMs !== null && untilMs <= nowMs);
  if (gone.length + ended.length === 0) return;
  db.transaction(() => {
    for (const booking of gone) ledger.apply({ kind: 'booking', booking });
    for (const { id } of ended) ledger.apply({ kind: 'block-gone', id });
  });
  ledger.announce();
}
