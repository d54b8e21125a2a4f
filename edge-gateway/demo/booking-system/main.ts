// The demo booking system as a process. Prints one line of JSON when it is ready; SIGTERM and SIGINT end it with 0.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { machineClock } from '#gateway/system-clock.ts';
import { Site } from '#shared/model/site.ts';
import type { DemoPopulation } from '../population.ts';
import type { DemoAccount } from '../sign-in/login-page.ts';
import { startSignInProvider } from '../sign-in/provider.ts';
import { openDatabase } from './database.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { seedLedger } from './seed.ts';
import { startBookingSystem } from './server.ts';

const usage =
  'usage: main.ts --site FILE [--port N] [--sign-in-port N] [--data FILE] [--seed N], with WAYPOST_BOOKING_TOKEN and WAYPOST_PIN_PEPPER set';
const Input = z.object({
  site: z.string(),
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  'sign-in-port': z.coerce.number().int().min(0).max(65_535).default(0),
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
  const toTry = tryThese(population, ledger, site);
  const signIn = await startSignInProvider({
    port: input['sign-in-port'],
    people: () => accountsOf(population, toTry),
    clientId: 'waypost',
    redirectUris: ['http://localhost/me/callback', 'http://127.0.0.1/me/callback'],
  });
  end = async () => {
    await signIn.stop();
    await server.stop();
    db.close();
    process.exit(0);
  };
  console.log(JSON.stringify({ ready: true, url: server.url, issuer: signIn.issuer, tryThese: toTry }));
}

function readInput(): z.infer<typeof Input> | null {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { site: option, port: option, 'sign-in-port': option, data: option, seed: option } });
    const { WAYPOST_BOOKING_TOKEN: token, WAYPOST_PIN_PEPPER: pepper } = process.env;
    return Input.safeParse({ ...values, token, pepper }).data ?? null;
  } catch {
    return null;
  }
}

type TryThis = { readonly identifier: string; readonly pin: string; readonly hint: string; readonly badge: string };

/** Who can be tried, what they have at this moment (a restart may find them further on), and what stands on their badge. */
function tryThese({ people }: DemoPopulation, ledger: Ledger, site: Site): readonly TryThis[] {
  const names = new Map(site.floors.flatMap((floor) => floor.spaces.map((space) => [space.id, space.name] as const)));
  const bookings = ledger.bookings();
  return people
    .filter((one) => one.tryThis !== undefined)
    .map(({ person, pin, tags }) => {
      const own = bookings.filter((booking) => booking.holder === person.ref);
      const seated = own.find((booking) => booking.state === 'checked-in');
      const booked = own.find((booking) => booking.state === 'booked');
      const place = (space: string): string => [...names].find(([id]) => id === space)?.[1] ?? space;
      const hint = seated
        ? `checked in at ${place(seated.space)}`
        : booked
          ? `has a booking on ${place(booked.space)}`
          : 'no booking';
      const badge = tags[0]?.split(':').slice(2).join('-') ?? '';
      return { identifier: person.identifier, pin, hint, badge };
    });
}

/** Everybody of the company can sign in; those to try stand first, then those who manage something. */
function accountsOf({ people }: DemoPopulation, toTry: readonly TryThis[]): DemoAccount[] {
  const accounts = people.map(({ person, pin }): DemoAccount & { readonly rank: number } => {
    const { account = '', displayName, identifier, roles } = person;
    const own = toTry.find((one) => one.identifier === identifier);
    const duty = roles.filter((role) => role !== 'user').join(', ');
    const hint = own?.hint ?? duty;
    return { ...{ account, displayName, identifier, pin }, ...(hint === '' ? {} : { hint }), rank: own ? 0 : duty ? 1 : 2 };
  });
  return accounts.toSorted((a, b) => a.rank - b.rank);
}
