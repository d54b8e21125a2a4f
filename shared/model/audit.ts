// What the audit can say: acts of power and of the machine. No name, tag, zone, floor or coordinate has a field here (S12);
// persons are pseudonyms that lose their key after the linked days (rule 16).

import { z } from 'zod';
import { PrivacyMode } from './policy.ts';
import { GateName } from './positions.ts';
import { Role } from './roles.ts';

/** Why somebody asks for break-glass. */
export const BreakGlassReason = z.enum(['medical', 'evacuation', 'missing-person', 'threat', 'other']);
export type BreakGlassReason = z.infer<typeof BreakGlassReason>;

const SettingChange = {
  setting: z.enum(['k', 'linkedDays', 'auditDays', 'historyDays', 'positions']),
  from: z.int(),
  to: z.int(),
};

/** What managers do on the console (rules 41-43). `read-bookings` and `export` are looks at names. */
export const ManagedWhat = z.enum([
  'read-bookings',
  'export-bookings',
  'export-utilisation',
  'book',
  'release',
  'block',
  'unblock',
  'answer-issue',
  'display-command',
]);
export type ManagedWhat = z.infer<typeof ManagedWhat>;

/** One act. `case` ties the entries of one break-glass or one proposal together. */
export const AuditAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), version: z.string(), configSha256: z.string() }),
  z.strictObject({ kind: z.literal('stopped') }),
  /** The clocks could not be believed, and all positions were dropped. How many is not said (roster of one). */
  z.strictObject({ kind: z.literal('clocks-moved') }),
  /** Positions went on or off. */
  z.strictObject({
    kind: z.literal('positions'),
    on: z.boolean(),
    why: z.string(),
    failing: z.array(GateName),
    accepted: z.array(GateName),
  }),
  z.strictObject({ kind: z.literal('policy'), mode: PrivacyMode, documentVersion: z.string() }),
  z.strictObject({ kind: z.literal('setting-proposed'), case: z.uuid(), ...SettingChange }),
  z.strictObject({ kind: z.literal('setting-changed'), case: z.uuid(), ...SettingChange }),
  z.strictObject({ kind: z.literal('setting-refused'), case: z.uuid() }),
  z.strictObject({ kind: z.literal('glass-asked'), case: z.uuid(), reason: BreakGlassReason, role: Role }),
  z.strictObject({ kind: z.literal('glass-approved'), case: z.uuid() }),
  z.strictObject({ kind: z.literal('glass-refused'), case: z.uuid() }),
  /** One look at the floor. How many people were in it is not said: it could be one. */
  z.strictObject({ kind: z.literal('glass-look'), case: z.uuid() }),
  z.strictObject({ kind: z.literal('glass-ended'), case: z.uuid(), how: z.enum(['closed', 'time', 'positions-off', 'lapsed']) }),
  z.strictObject({ kind: z.literal('audit-read') }),
  /** A manager did something for others, or read what is not everybody's. On what and whom is the booking system's to know. */
  z.strictObject({ kind: z.literal('managed'), what: ManagedWhat, role: Role }),
  z.strictObject({
    kind: z.literal('emergency-started'),
    drill: z.boolean(),
    how: z.enum(['person', 'fire-panel']),
    role: Role.nullable(),
  }),
  z.strictObject({ kind: z.literal('emergency-ended'), how: z.enum(['person', 'fire-panel', 'time']) }),
  /** Names of the roll call were put on paper. */
  z.strictObject({ kind: z.literal('roll-printed') }),
  /** Rows whose time is over were dropped: so many buckets. */
  z.strictObject({ kind: z.literal('rows-dropped'), buckets: z.int() }),
]);
export type AuditAct = z.infer<typeof AuditAct>;

/**
 * A link of the chain. `hash` is SHA-256 over the canonical text of everything else (edge-gateway/audit/chain.ts). `actor`
 * is a pseudonym made with the key of the entry's day; null when the machine itself acted.
 */
export const AuditEntry = z.strictObject({
  seq: z.int().min(1),
  atMs: z.int(),
  actor: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  act: AuditAct,
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
