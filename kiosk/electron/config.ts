// The kiosk's configuration: one YAML or JSON file (JSON is YAML), every mistake reported together with its key. The
// token is not part of it; see token/.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { DisplayId } from '#shared/model/ids.ts';

const defaultPath = '/etc/waypost-kiosk/config.yaml';

const ConfigFile = z.strictObject({
  /** Address of the gateway, without a path. */
  gateway: z.url({ protocol: /^https?$/, error: 'write an address such as https://gateway.example:8443' }),
  /** This wall's id in the gateway's configuration; may be left out only when the gateway runs on this machine. */
  display: DisplayId.optional(),
  /** Path of the certificate (PEM) of the site's own authority, relative to this file. Then no other is trusted. */
  ca: z.string().min(1).optional(),
  token: z.strictObject({ allowPlainFile: z.boolean().default(false) }).prefault({}),
});

export type KioskConfig = {
  readonly gateway: URL;
  readonly display: DisplayId | undefined;
  /** PEM text. */
  readonly ca: string | undefined;
  readonly allowPlainFile: boolean;
};

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads $WAYPOST_KIOSK_CONFIG or /etc/waypost-kiosk/config.yaml. WAYPOST_KIOSK_GATEWAY and WAYPOST_KIOSK_DISPLAY go before
 * the file; with the first of them no file is needed. On failure `detail` has one line per mistake.
 */
export function readKioskConfig(env: Env): Outcome<KioskConfig, 'config-wrong'> {
  const path = env.WAYPOST_KIOSK_CONFIG ?? defaultPath;
  const problems: string[] = [];
  const optional = env.WAYPOST_KIOSK_CONFIG === undefined && env.WAYPOST_KIOSK_GATEWAY !== undefined;
  const raw = optional && !existsSync(path) ? {} : readYaml(path, problems);
  if (raw === undefined) return refused('config-wrong', problems.join('\n'));
  const parsed = ConfigFile.safeParse({ ...raw, ...fromEnv(env) });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.') || '(top level)'}: ${issue.message}`);
    return refused('config-wrong', lines.join('\n'));
  }
  const file = parsed.data;
  const gateway = new URL(file.gateway);
  problems.push(...addressProblems(gateway, file.display !== undefined).map((text) => `${path}: ${text}`));
  const ca = file.ca === undefined ? undefined : readCa(resolve(dirname(path), file.ca), path, problems);
  if (problems.length > 0) return refused('config-wrong', problems.join('\n'));
  return done(Object.freeze({ gateway, display: file.display, ca, allowPlainFile: file.token.allowPlainFile }));
}

/** Whether `gateway` is this machine, so that no wire is crossed. */
function isLoopback(gateway: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(gateway.hostname);
}

function addressProblems(gateway: URL, displayGiven: boolean): string[] {
  const problems: string[] = [];
  if (gateway.protocol === 'http:' && !isLoopback(gateway)) {
    problems.push('gateway: http:// is for a gateway on this machine only, PINs would cross the network in clear; use https://');
  }
  if (gateway.username || gateway.password || gateway.search || gateway.hash || gateway.pathname !== '/') {
    problems.push('gateway: give scheme, host and port only');
  }
  if (!displayGiven && !isLoopback(gateway)) {
    problems.push("display: name this wall's id; it may be left out only when the gateway runs on this machine");
  }
  return problems;
}

function fromEnv(env: Env): Record<string, string> {
  const given: Record<string, string> = {};
  if (env.WAYPOST_KIOSK_GATEWAY) given.gateway = env.WAYPOST_KIOSK_GATEWAY;
  if (env.WAYPOST_KIOSK_DISPLAY) given.display = env.WAYPOST_KIOSK_DISPLAY;
  return given;
}

function readYaml(path: string, problems: string[]): Record<string, unknown> | undefined {
  try {
    const value: unknown = parse(readFileSync(path, 'utf8')) ?? {};
    if (typeof value === 'object' && !Array.isArray(value)) return { ...value };
    problems.push(`${path}: (top level): write keys and values such as "gateway: https://gateway.example:8443"`);
  } catch (error) {
    problems.push(`${path}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'can not be read'}`);
  }
  return undefined;
}

function readCa(path: string, configPath: string, problems: string[]): string | undefined {
  try {
    const pem = readFileSync(path, 'utf8');
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
    problems.push(`${configPath}: ca: ${path} holds no PEM certificate`);
  } catch {
    problems.push(`${configPath}: ca: ${path} can not be read`);
  }
  return undefined;
}
