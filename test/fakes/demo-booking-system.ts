// The real demo booking system in this process on a free port, with the small office in it, for tests over real HTTP.

import { createContractHttp } from '#gateway/booking/adapters/contract-http.ts';
import type { BookingSystem } from '#gateway/booking/booking-system.ts';
import { openDatabase } from '#gateway/demo/booking-system/database.ts';
import type { FailureOrder } from '#gateway/demo/booking-system/failure.ts';
import { createLedger } from '#gateway/demo/booking-system/ledger.ts';
import { startBookingSystem } from '#gateway/demo/booking-system/server.ts';
import type { Running } from '#gateway/running.ts';
import type { Change } from '#shared/booking-api/contract.ts';
import { systemClock } from '#shared/kit/clock.ts';
import { office, officeNowMs } from './office.ts';

export type DemoBookingSystem = Running & {
  readonly url: string;
  readonly token: string;
  readonly system: BookingSystem;
  readonly apply: (change: Change) => void;
  readonly control: (path: string, body?: unknown, method?: string) => Promise<Response>;
  readonly fail: (order: FailureOrder) => Promise<void>;
  readonly effects: () => Promise<readonly { event: string; action: string; booking: string; person: string }[]>;
};

export async function demoBookingSystem(path = ':memory:', port = 0): Promise<DemoBookingSystem> {
  const token = 'a token that only tests know';
  const real = systemClock(() => performance.now());
  // Real timers, the office's time of day.
  const clock = { ...real, wallMs: () => officeNowMs };
  const db = openDatabase(path);
  const ledger = createLedger(db);
  const server = await startBookingSystem({ port, token, site: office, db, ledger, clock });
  const control = (to: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Response> =>
    fetch(`${server.url}/_demo/${to}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  return {
    url: server.url,
    token,
    system: createContractHttp({ url: server.url, token, clock: real }),
    apply: (change) => {
      db.transaction(() => ledger.apply(change));
      ledger.announce();
    },
    control,
    fail: async (order) => {
      await control('fail', order);
    },
    effects: async () => (await control('check-ins')).json(),
    stop: async () => {
      await server.stop();
      db.close();
    },
  };
}
