// What the processing report has to know of an installation: its configuration as far as it decides what is processed, and
// the settings two roles made. No secret, no person, no tag, no address of a scanner.

import type { GateName } from '#shared/model/positions.ts';
import { firstSettings, type PrivacySettings, stricter } from '#shared/model/privacy-settings.ts';
import type { Link } from './chain.ts';

export type Installation = {
  readonly site: string;
  readonly version: string;
  readonly configPath: string;
  /** SHA-256 of the bytes of the configuration file. */
  readonly configSha256: string;
  /** SHA-256 of the configuration and its site as the gateway understands them: what the audit notes at every start. */
  readonly understoodSha256: string;
  /** When the report was made (epoch). */
  readonly atMs: number;
  readonly bookingSystem: string;
  /** The OpenID provider; null: nobody can sign in, there is no page /me. */
  readonly signIn: string | null;
  /** An MQTT broker outside this gateway that scanners talk to; null for the built-in one. */
  readonly outsideBroker: string | null;
  readonly scanners: number;
  readonly ownRadio: boolean;
  readonly walls: number;
  /** Broker and number of things whose room is told to a building system; null: nothing is. */
  readonly things: { readonly url: string; readonly count: number } | null;
  readonly positionsConfigured: boolean;
  readonly acceptedRisks: readonly GateName[];
  /** What the configuration allows at most (k: at least). */
  readonly limits: Parameters<typeof stricter>[1];
  /** What the store holds; null when no gateway ever ran on the data folder. */
  readonly kept: { readonly settings: PrivacySettings; readonly positionsOn: boolean } | null;
  readonly audit: { readonly entries: number; readonly head: Link | null } | null;
};

/** In force as far as this gateway decides; the booking system's own period may shorten `linkedDays` further. */
export function inForce({ kept, limits }: Installation): PrivacySettings {
  return stricter(kept?.settings ?? firstSettings, limits);
}

/** The longest that any installation can be set to (shared/model/privacy-settings.ts; rule 18). */
const longest = { linkedDays: 90, auditDays: 365, historyDays: 365 };

/** "14 days (set to 30; this configuration allows up to 14; never above 90)". */
export function period(of: Installation, setting: keyof typeof longest): string {
  const set = (of.kept?.settings ?? firstSettings)[setting];
  const limit = of.limits[setting];
  const details = [
    of.kept === null ? `a new installation has ${set}` : `set to ${set}`,
    ...(limit === undefined ? [] : [`this configuration allows up to ${limit}`]),
    ...(setting === 'linkedDays' ? ['a shorter period of the booking system wins'] : []),
    `never above ${longest[setting]}`,
  ];
  return `${inForce(of)[setting]} days (${details.join('; ')})`;
}

/** Who changes a setting. Without sign-in nobody can come to the console, and the configuration alone decides. */
export function changedBy({ signIn }: Installation, key: 'presence.k' | 'retention'): string {
  const file = `\`${key}\` in the configuration.`;
  return signIn === null ? file : `an administrator and a privacy officer together on /presence, or ${file}`;
}

/** Whether people can be located at all, as far as files say. The running gateway also looks at the machine it runs on. */
export function locates({ positionsConfigured, kept }: Installation): boolean {
  return positionsConfigured && (kept?.positionsOn ?? true);
}
