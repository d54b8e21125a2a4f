// The gateway's configuration: one YAML file beside its site, secrets from the environment, everything parsed once and
// every mistake reported together with its key.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { Display } from '#shared/model/display.ts';
import { AnchorId, TagId } from '#shared/model/ids.ts';
import { GateName } from '#shared/model/positions.ts';
import { PrivacySettings } from '#shared/model/privacy-settings.ts';
import { Scanner } from '#shared/model/scanner.ts';
import { Site } from '#shared/model/site.ts';
import { crossCheck } from './config-check.ts';

const port = z.int().min(0).max(65_535);
const host = z.string().default('127.0.0.1');
const webUrl = z.url({ protocol: /^https?$/ });
const brokerUrl = z.url({ protocol: /^(mqtts?|wss?)$/ });

/** Our own broker. Phones have connections of their own number, beside those of scanners. */
const Embedded = z.strictObject({
  host,
  port: port.default(1883),
  phoneConnections: z.int().min(1).max(5_000).default(500),
});

/** Things, never people, told to Home Assistant's mqtt_room sensor under `<base>/<room>`. */
const MqttRoom = z.strictObject({
  url: brokerUrl,
  base: z
    .string()
    .regex(/^[A-Za-z0-9_/-]{1,60}$/, 'use 1 to 60 of A-Z a-z 0-9 _ - /')
    .default('room_presence'),
  things: z
    .array(
      z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_ -]{1,80}$/, 'use 1 to 80 of A-Z a-z 0-9 _ - and space'), tag: TagId }),
    )
    .max(200),
});

const ConfigFile = z.strictObject({
  /** Path of the site file, relative to this one. */
  site: z.string().default('site.yaml'),
  /** Path of stationary calibration samples (JSON lines), relative to this file. */
  calibration: z.string().optional(),
  /** `hosts`: further names this gateway is reached by, such as the one a TLS proxy in front of it keeps. */
  http: z.strictObject({ host, port: port.default(8080), hosts: z.array(z.string()).optional() }).prefault({}),
  /** Either our own broker, or the address of an existing one. */
  broker: z
    .union([z.strictObject({ embedded: Embedded.prefault({}) }), z.strictObject({ url: brokerUrl })])
    .prefault({ embedded: {} }),
  scanners: z.array(Scanner).default([]),
  /** Who may calibrate over the API; their tokens are derived from WAYPOST_INSTALLER_KEY. */
  installers: z.array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/, 'use a-z 0-9 _ -')).default([]),
  /** Tags of the installer's kit. They are nobody's: what is heard of them teaches and locates nobody. */
  calibrationTags: z.array(TagId).default([]),
  /** This machine's own Bluetooth radio, standing at an anchor; off unless named. */
  radio: z.strictObject({ anchor: AnchorId }).optional(),
  bookingSystem: z.strictObject({ url: webUrl }),
  displays: z.array(Display).default([]),
  /**
   * Sign-in of employees at the company's OpenID provider; without it there is no page /me. `publicUrl` is where their
   * phones reach this gateway, usually a TLS proxy; without it only this machine's own browser can sign in.
   */
  signIn: z
    .strictObject({
      issuer: z.url().refine(isHttpsOrOwn, 'use https; plain http only on this machine'),
      clientId: z.string().min(1).max(200).default('waypost'),
      publicUrl: z.url().refine(isHttpsOrOwn, 'use https: without it the sign-in cookie could be read on the way').optional(),
    })
    .optional(),
  /** The one iBeacon UUID of the company's badges (32 of 0-9 a-f), so that people can type the two short numbers. */
  badgeUuid: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'use 32 of 0-9 a-f')
    .optional(),
  presence: z.strictObject({ k: z.int().min(5).max(100).default(5) }).prefault({}),
  /** The longest periods this installation may be set to; what two roles set (and rule 18) can only be shorter. */
  retention: PrivacySettings.omit({ k: true }).partial().default({}),
  /**
   * Whether people can be located here at all. `enabled: false` is the kill switch: it is seen while the gateway runs, and
   * zeroes everything. `acceptRisks` names gates whose failing is accepted; boards, pages and health then say so.
   */
  positions: z.strictObject({ enabled: z.boolean().default(true), acceptRisks: z.array(GateName).default([]) }).prefault({}),
  /** How many located people the position vault can hold. */
  vault: z.strictObject({ capacity: z.int().min(16).max(100_000).default(2_000) }).prefault({}),
  /**
   * Emergencies. `firePanel`: its signal is taken, over MQTT and HTTP, with the secret derived from WAYPOST_FIRE_PANEL_KEY. An
   * emergency ends by itself after `maxMinutes`, a drill after `maxDrillMinutes`.
   */
  safety: z
    .strictObject({
      assemblyPoint: z.string().max(120).default(''),
      firePanel: z.boolean().default(false),
      maxMinutes: z.int().min(15).max(720).default(240),
      maxDrillMinutes: z.int().min(5).max(240).default(60),
    })
    .prefault({}),
  /** What other systems in the building are told; nothing unless named. */
  integrations: z.strictObject({ mqttRoom: MqttRoom.optional() }).prefault({}),
});
export type ConfigFile = z.infer<typeof ConfigFile>;

const longSecret = z.string('is not set; set it to a secret of at least 24 characters').min(24, 'use at least 24 characters');
const Secrets = z.object({
  WAYPOST_SCANNER_KEY: longSecret,
  WAYPOST_DISPLAY_KEY: longSecret,
  /** Without it nobody may calibrate over the API. */
  WAYPOST_INSTALLER_KEY: longSecret.optional(),
  WAYPOST_PIN_PEPPER: longSecret,
  /** Without it no fire panel is listened to. */
  WAYPOST_FIRE_PANEL_KEY: longSecret.optional(),
  WAYPOST_BOOKING_TOKEN: longSecret,
  /** The client secret at the OpenID provider; without it the gateway is a public client with PKCE alone. */
  WAYPOST_OIDC_SECRET: z.string().optional(),
  WAYPOST_MQTT_USERNAME: z.string().optional(),
  WAYPOST_MQTT_PASSWORD: z.string().optional(),
  /** For the broker of integrations.mqttRoom. */
  WAYPOST_MQTT_ROOM_USERNAME: z.string().optional(),
  WAYPOST_MQTT_ROOM_PASSWORD: z.string().optional(),
});

export type Config = Omit<ConfigFile, 'site'> & {
  readonly folder: string;
  readonly site: Site;
  readonly secrets: z.infer<typeof Secrets>;
};

/** What the command line may change: ports (0 = any free one), the booking system's address and the OpenID provider's. */
export type Overrides = {
  readonly httpPort?: number;
  readonly mqttPort?: number;
  readonly bookingUrl?: string;
  readonly issuer?: string;
};

/** Reads `path` (gateway.yaml) and its site. On failure `detail` has one line per mistake: file, key, what to do. */
export function readConfig(path: string, env: NodeJS.ProcessEnv, overrides: Overrides = {}): Outcome<Config, 'config-wrong'> {
  const problems: string[] = [];
  const file = readYaml(path, ConfigFile, problems);
  const site = file && readYaml(resolve(dirname(path), file.site), Site, problems);
  const secrets = Secrets.safeParse(env);
  if (!secrets.success) problems.push(...issueLines('environment', secrets.error));
  if (file?.safety.firePanel && env.WAYPOST_FIRE_PANEL_KEY === undefined) {
    problems.push('environment: WAYPOST_FIRE_PANEL_KEY: is not set, but safety.firePanel asks for it');
  }
  if (file && site) problems.push(...crossCheck(file, site).map((mistake) => `${path}: ${mistake}`));
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

function overridden(file: ConfigFile, overrides: Overrides): ConfigFile {
  const broker =
    'embedded' in file.broker && overrides.mqttPort !== undefined
      ? { embedded: { ...file.broker.embedded, port: overrides.mqttPort } }
      : file.broker;
  const http = overrides.httpPort === undefined ? file.http : { ...file.http, port: overrides.httpPort };
  const bookingSystem = overrides.bookingUrl === undefined ? file.bookingSystem : { url: overrides.bookingUrl };
  const signIn = overrides.issuer === undefined ? file.signIn : { clientId: 'waypost', ...file.signIn, issuer: overrides.issuer };
  return { ...file, broker, http, bookingSystem, signIn };
}

function isHttpsOrOwn(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
