// The demo makes its own secrets and keeps them beside its database, so that a second start with --data still fits.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const names = [
  'WAYPOST_SCANNER_KEY',
  'WAYPOST_DISPLAY_KEY',
  'WAYPOST_PIN_PEPPER',
  'WAYPOST_BOOKING_TOKEN',
  'WAYPOST_FIRE_PANEL_KEY',
] as const;
const Secrets = z.record(z.enum(names), z.string().min(24));
/** A folder of an older demo may lack some. */
const Kept = z.partialRecord(z.enum(names), z.string().min(24));

/** The environment variables a demo gateway needs; made at the first call for this folder, mode 0600. */
export function demoSecrets(dataFolder: string): Readonly<Record<(typeof names)[number], string>> {
  const file = join(dataFolder, 'demo-secrets.json');
  const kept = existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const made = Object.fromEntries(names.map((name) => [name, kept[name] ?? randomBytes(32).toString('base64url')]));
  const secrets = Secrets.parse(made);
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
