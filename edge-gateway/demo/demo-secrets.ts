// The demo makes its own secrets and keeps them beside its database, so that a second start with --data still fits.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const names = ['WAYPOST_SCANNER_KEY', 'WAYPOST_DISPLAY_KEY', 'WAYPOST_PIN_PEPPER', 'WAYPOST_BOOKING_TOKEN'] as const;
const Secrets = z.record(z.enum(names), z.string().min(24));

/** The environment variables a demo gateway needs; made at the first call for this folder, mode 0600. */
export function demoSecrets(dataFolder: string): Readonly<Record<(typeof names)[number], string>> {
  const file = join(dataFolder, 'demo-secrets.json');
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const fresh = Secrets.parse(Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')])));
  writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  return fresh;
}
