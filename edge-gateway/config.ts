// The gateway's configuration: one YAML file beside its site, secrets from the environment, everything parsed once and
// every mistake reported together with its key.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { Display } from '#shared/model/display.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { Scanner } from '#shared/model/scanner.ts';
import { Site } from '#shared/model/site.ts';

const port = z.int().min(0).max(65_535);
const host = z.string().default('127.0.0.1');

const ConfigFile = z.strictObject({
  /** Path of the site file, relative to this one. */
  site: z.string().default('site.yaml'),
  /** Path of stationary calibration samples (JSON lines), relative to this file. */
  calibration: z.string().optional(),
  /** `hosts`: further names this gateway is reached by, such as the one a TLS proxy in front of it keeps. */
  http: z.strictObject({ host, port: port.default(8080), hosts: z.array(z.string()).optional() }).prefault({}),
  /** Either our own broker, or the address of an existing one. */
  broker: z
    .union([
      z.strictObject({ embedded: z.strictObject({ host, port: port.default(1883) }).prefault({}) }),
      z.strictObject({ url: z.url({ protocol: /^(mqtts?|wss?)$/ }) }),
    ])
    .prefault({ embedded: {} }),
  scanners: z.array(Scanner).default([]),
  /** This machine's own Bluetooth radio, standing at an anchor; off unless named. */
  radio: z.strictObject({ anchor: AnchorId }).optional(),
  bookingSystem: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
  displays: z.array(Display).default([]),
  presence: z.strictObject({ k: z.int().min(5).max(100).default(5) }).prefault({}),
  /** How many located people the position vault can hold. */
  vault: z.strictObject({ capacity: z.int().min(16).max(100_000).default(2_000) }).prefault({}),
});

const longSecret = z.string('is not set; set it to a secret of at least 24 characters').min(24, 'use at least 24 characters');
const Secrets = z.object({
  WAYPOST_SCANNER_KEY: longSecret,
  WAYPOST_DISPLAY_KEY: longSecret,
  WAYPOST_PIN_PEPPER: longSecret,
  WAYPOST_BOOKING_TOKEN: longSecret,
  WAYPOST_MQTT_USERNAME: z.string().optional(),
  WAYPOST_MQTT_PASSWORD: z.string().optional(),
});

export type Config = Omit<z.infer<typeof ConfigFile>, 'site'> & {
  readonly folder: string;
  readonly site: Site;
  readonly secrets: z.infer<typeof Secrets>;
};

/** What the command line may change: ports (0 = any free one) and the booking system's address. */
export type Overrides = { readonly httpPort?: number; readonly mqttPort?: number; readonly bookingUrl?: string };

/** Reads `path` (gateway.yaml) and its site. On failure `detail` has one line per mistake: file, key, what to do. */
export function readConfig(path: string, env: NodeJS.ProcessEnv, overrides: Overrides = {}): Outcome<Config, 'config-wrong'> {
  const problems: string[] = [];
  const file = readYaml(path, ConfigFile, problems);
  const site = file && readYaml(resolve(dirname(path), file.site), Site, problems);
  const secrets = Secrets.safeParse(env);
  if (!secrets.success) problems.push(...issueLines('environment', secrets.error));
  if (file && site) problems.push(...crossCheck(path, file, site));
  if (!file || !site || !secrets.success || problems.length > 0) return refused('config-wrong', problems.join('\n'));
  return done(Object.freeze({ ...overridden(file, overrides), folder: dirname(resolve(path)), site, secrets: secrets.data }));
}

function readYaml<S extends z.ZodType>(path: string, schema: S, problems: string[]): z.infer<S> | undefined {
  try {
    const parsed = schema.safeParse(parse(readFileSync(path, 'utf8')) ?? {});
    if (parsed.success) return parsed.data;
    problems.push(...issueLines(path, parsed.error));
  } catch (error) {
    problems.push(`${path}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'can not be read'}`);
  }
  return undefined;
}

function issueLines(where: string, error: z.ZodError): string[] {
  return error.issues.map((issue) => `${where}: ${issue.path.join('.') || '(top level)'}: ${issue.message}`);
}

/** Names that must exist in the site, and names that must be used once. */
function crossCheck(path: string, file: z.infer<typeof ConfigFile>, site: Site): string[] {
  const anchors = new Set<string>(site.floors.flatMap((floor) => floor.anchors.map((anchor) => anchor.id)));
  const floors = new Set<string>(site.floors.map((floor) => floor.id));
  const problems: string[] = [];
  const seen = new Set<string>();
  const once = (key: string, value: string): void => {
    if (seen.has(`${key} ${value}`)) problems.push(`${path}: ${key}: "${value}" is used twice`);
    seen.add(`${key} ${value}`);
  };
  file.scanners.forEach((scanner, i) => {
    once('scanners.id', scanner.id);
    // OpenMQTTGateway and Theengs share their topics, so a room can belong to one of them only.
    once(`scanners.room (${scanner.firmware === 'theengs' ? 'openmqttgateway' : scanner.firmware})`, scanner.room);
    if (!anchors.has(scanner.anchor))
      problems.push(`${path}: scanners.${i}.anchor: there is no anchor "${scanner.anchor}" in the site`);
  });
  file.displays.forEach((display, i) => {
    once('displays.id', display.id);
    if (!floors.has(display.floor))
      problems.push(`${path}: displays.${i}.floor: there is no floor "${display.floor}" in the site`);
  });
  if (file.radio && !anchors.has(file.radio.anchor)) {
    problems.push(`${path}: radio.anchor: there is no anchor "${file.radio.anchor}" in the site`);
  }
  return problems;
}

function overridden(file: z.infer<typeof ConfigFile>, overrides: Overrides): z.infer<typeof ConfigFile> {
  const broker =
    'embedded' in file.broker && overrides.mqttPort !== undefined
      ? { embedded: { ...file.broker.embedded, port: overrides.mqttPort } }
      : file.broker;
  const http = overrides.httpPort === undefined ? file.http : { ...file.http, port: overrides.httpPort };
  const bookingSystem = overrides.bookingUrl === undefined ? file.bookingSystem : { url: overrides.bookingUrl };
  return { ...file, broker, http, bookingSystem };
}
