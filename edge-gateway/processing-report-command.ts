// `npm run processing-report -- [--config FILE] [--data FOLDER] [--html FILE]`: what this installation processes, from its
// configuration and its settings, as text and if asked as HTML. It needs no secret, changes nothing, and may run beside the
// gateway. Exit codes: 0 made, 1 the configuration or the store can't be read, 2 wrong arguments.

import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Installation } from './audit/installation.ts';
import { processingReport } from './audit/processing-report.ts';
import { reportHtml } from './audit/report-html.ts';
import { reportText } from './audit/report-text.ts';
import { type Config, readConfig } from './config.ts';
import { configHash } from './config-hash.ts';
import { lookIntoStore } from './store/read-audit.ts';
import { machineClock } from './system-clock.ts';

const usage = `npm run processing-report -- [--config FILE] [--data FOLDER] [--html FILE]

  --config FILE   gateway.yaml; without it that of the demo office
  --data FOLDER   data folder of the gateway; without it .data
  --html FILE     writes the report as HTML too`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whoever makes the report does not have the secrets, and it says nothing about them. */
const withoutSecrets: NodeJS.ProcessEnv = Object.fromEntries(
  ['SCANNER_KEY', 'DISPLAY_KEY', 'INSTALLER_KEY', 'PIN_PEPPER', 'BOOKING_TOKEN'].map((name) => [
    `WAYPOST_${name}`,
    '-'.repeat(24),
  ]),
);

type Args = { readonly config: string; readonly data: string; readonly html?: string | undefined };
type Answer = { readonly code: 0 | 1 | 2; readonly out: string; readonly err: string };

const { code, out, err } = answer(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;

function answer(words: readonly string[]): Answer {
  const args = argsOf(words);
  if (!args.ok) return { code: 2, out: '', err: `${args.detail}\n\n${usage}\n` };
  const config = readConfig(args.value.config, withoutSecrets);
  if (!config.ok) return { code: 1, out: '', err: `${config.detail}\n` };
  const stored = storedIn(args.value.data);
  if (!stored.ok) return { code: 1, out: '', err: `${stored.detail}\n` };
  const report = processingReport({ ...installationOf(config.value, args.value.config), ...stored.value });
  const text = reportText(report);
  if (args.value.html === undefined) return { code: 0, out: text, err: '' };
  try {
    writeFileSync(args.value.html, reportHtml(report));
    return { code: 0, out: text, err: '' };
  } catch {
    return { code: 1, out: text, err: `${args.value.html} can not be written.\n` };
  }
}

function installationOf(config: Config, path: string): Omit<Installation, 'kept' | 'audit'> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const { mqttRoom } = config.integrations;
  return {
    site: config.site.name,
    version,
    configPath: path,
    configSha256: hash('sha256', readFileSync(path)),
    understoodSha256: configHash(config),
    atMs: machineClock.wallMs(),
    bookingSystem: addressOf(config.bookingSystem.url),
    signIn: config.signIn === undefined ? null : addressOf(config.signIn.issuer),
    outsideBroker: 'url' in config.broker ? addressOf(config.broker.url) : null,
    scanners: config.scanners.length,
    ownRadio: config.radio !== undefined,
    walls: config.displays.length,
    things: mqttRoom === undefined ? null : { url: addressOf(mqttRoom.url), count: mqttRoom.things.length },
    positionsConfigured: config.positions.enabled,
    acceptedRisks: config.positions.acceptRisks,
    limits: { ...config.retention, k: config.presence.k },
  };
}

/** Without what may stand beside it: a password, a path with a token. */
function addressOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** What the store says; nothing when no gateway ever ran on the folder. */
function storedIn(folder: string): Outcome<Pick<Installation, 'kept' | 'audit'>, 'unreadable'> {
  const looked = lookIntoStore(folder, ({ audit, kept }) => ({
    kept: kept(),
    audit: { entries: audit.count(), head: audit.last() },
  }));
  if (looked.ok) return looked;
  return looked.why === 'none' ? done({ kept: null, audit: null }) : refused('unreadable', looked.detail);
}

function argsOf(words: readonly string[]): Outcome<Args, 'wrong-arguments'> {
  const options = { config: { type: 'string' }, data: { type: 'string' }, html: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false });
    return done({
      config: resolve(values.config ?? join(root, 'firmware-config/sites/demo-office/gateway.yaml')),
      data: resolve(values.data ?? join(root, '.data')),
      html: values.html === undefined ? undefined : resolve(values.html),
    });
  } catch (error) {
    return refused('wrong-arguments', error instanceof Error ? error.message : 'An option is wrong.');
  }
}
