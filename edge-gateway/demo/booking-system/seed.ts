// Fills an empty or outdated demo booking system with the invented company, PINs included.

import { createHmac, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { hours } from '#shared/kit/duration.ts';
import type { PinVerifier } from '#shared/model/person.ts';
import type { Site } from '#shared/model/site.ts';
import { type DemoPerson, type DemoPopulation, demoPopulation } from '../population.ts';
import type { Database } from './database.ts';
import type { Ledger } from './ledger.ts';
import { demoTroubles } from './troubles-of-today.ts';

/** After this long today's bookings are mostly over, and a restart brings new ones. */
const outdatedAfterMs = hours(4);
/**
 * An eighth of what a real booking system should use (n = 32,768): these PINs are printed at start anyway, and sixty
 * verifiers are made before the demo is ready.
 */
const cost = { n: 4_096, r: 8, p: 1 };

const Seeded = z.object({ value: z.string() });

/** Puts people, policy and bookings into the ledger unless they are there and recent. Answers who can be tried. */
export async function seedLedger(deps: {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly site: Site;
  readonly pepper: string;
  readonly nowMs: number;
  readonly seed: number;
}): Promise<DemoPopulation> {
  const { db, ledger, nowMs } = deps;
  const population = demoPopulation(deps.site, nowMs, deps.seed);
  // Another site, seed or pepper makes what is in the file useless.
  const inputs = createHmac('sha256', deps.pepper)
    .update(JSON.stringify([deps.site, deps.seed]))
    .digest('hex');
  const [before, beforeMs] = db.all(Seeded, "SELECT value FROM meta WHERE key = 'seeded'")[0]?.value.split(' ') ?? [];
  const ageMs = nowMs - Number(beforeMs ?? 0);
  if (before === inputs && ageMs >= 0 && ageMs < outdatedAfterMs) return population;
  const verifiers = await Promise.all(
    population.people.map((one) => (before === inputs && ledger.person(one.person.ref)?.pin) || pinVerifier(one, deps.pepper)),
  );
  db.transaction(() => {
    const refs = new Set(population.people.map((one) => one.person.ref));
    for (const { ref } of ledger.people()) if (!refs.has(ref)) ledger.apply({ kind: 'person-gone', ref });
    for (const { id } of ledger.bookings()) ledger.apply({ kind: 'booking-gone', id });
    ledger.apply({ kind: 'policy', policy: population.policy });
    for (const [i, { person }] of population.people.entries()) {
      const pin = verifiers[i];
      ledger.apply({ kind: 'person', person: pin ? { ...person, pin } : person });
    }
    for (const booking of population.bookings) ledger.apply({ kind: 'booking', booking });
    seedTroubles(ledger, demoTroubles(deps.site, population.bookings, nowMs));
    db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('seeded', ?)", `${inputs} ${nowMs}`);
  });
  ledger.announce();
  return population;
}

function seedTroubles(ledger: Ledger, { blocks, issues }: ReturnType<typeof demoTroubles>): void {
  for (const { id } of ledger.blocks()) ledger.apply({ kind: 'block-gone', id });
  for (const { id } of ledger.issues()) ledger.apply({ kind: 'issue-gone', id });
  for (const block of blocks) ledger.apply({ kind: 'block', block });
  for (const issue of issues) ledger.apply({ kind: 'issue', issue });
}

async function pinVerifier({ pin }: DemoPerson, pepper: string): Promise<PinVerifier> {
  const salt = randomBytes(16);
  const peppered = createHmac('sha256', pepper).update(pin).digest();
  const { n: N, r, p } = cost;
  const hash = await derive(peppered, salt, 32, { N, r, p, maxmem: 256 * N * r });
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), ...cost };
}

const derive = promisify<Buffer, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
