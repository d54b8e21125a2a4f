// The demo booking system as a process. Prints one line of JSON when it is ready; SIGTERM and SIGINT end it with 0.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { machineClock } from '#gateway/system-clock.ts';
import { Site } from '#shared/model/site.ts';
import type { DemoPopulation } from '../population.ts';
import { openDatabase } from './database.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { seedLedger } from './seed.ts';
import { startBookingSystem } from './server.ts';

const usage =
  'usage: main.ts --site FILE [--port N] [--data FILE] [--seed N], with WAYPOST_BOOKING_TOKEN and WAYPOST_PIN_PEPPER set';
const Input = z.object({
  site: z.string(),
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  data: z.string().default(':memory:'),
  seed: z.coerce.number().int().default(1),
  token: z.string().min(1),
  pepper: z.string().min(1),
});

await main().catch((error: unknown) => {
  console.error(`The demo booking system could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const input = readInput();
  if (input === null) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  let end = (): Promise<void> => process.exit(0);
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void end());
  const site = Site.parse(parse(readFileSync(input.site, 'utf8')));
  const db = openDatabase(input.data);
  const ledger = createLedger(db);
  const population = await seedLedger({ ...input, db, ledger, site, nowMs: machineClock.wallMs() });
  const server = await startBookingSystem({ ...input, site, db, ledger, clock: machineClock });
  end = async () => {
    await server.stop();
    db.close();
    process.exit(0);
  };
  console.log(JSON.stringify({ ready: true, url: server.url, tryThese: tryThese(population, ledger, site) }));
}

function readInput(): z.infer<typeof Input> | null {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { site: option, port: option, data: option, seed: option } });
    const { WAYPOST_BOOKING_TOKEN: token, WAYPOST_PIN_PEPPER: pepper } = process.env;
    return Input.safeParse({ ...values, token, pepper }).data ?? null;
  } catch {
    return null;
  }
}

/** Who can be tried at the wall, and what they have at this moment; a restart may find them further on. */
function tryThese({ people }: DemoPopulation, ledger: Ledger, site: Site): readonly object[] {
  const names = new Map(site.floors.flatMap((floor) => floor.spaces.map((space) => [space.id, space.name] as const)));
  const bookings = ledger.bookings();
  return people
    .filter((one) => one.tryThis !== undefined)
    .map(({ person, pin }) => {
      const own = bookings.filter((booking) => booking.holder === person.ref);
      const seated = own.find((booking) => booking.state === 'checked-in');
      const booked = own.find((booking) => booking.state === 'booked');
      const place = (space: string): string => [...names].find(([id]) => id === space)?.[1] ?? space;
      const hint = seated
        ? `checked in at ${place(seated.space)}`
        : booked
          ? `has a booking on ${place(booked.space)}`
          : 'no booking';
      return { identifier: person.identifier, pin, hint };
    });
}
