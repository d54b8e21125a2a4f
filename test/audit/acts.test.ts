import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AuditAct, AuditEntry } from '#shared/model/audit.ts';
import { chainOf } from './histories.ts';

/** All that an act may say beside its kind, and what each is. A new word here has to be thought about first. */
const harmless = {
  kind: 'which act',
  case: 'a random number that ties entries together',
  version: 'of this program',
  documentVersion: 'of the privacy document',
  configSha256: 'hash of the configuration',
  mode: 'one of four privacy modes',
  on: 'whether positions are on',
  why: 'why positions went on or off',
  failing: 'names of gates of this machine',
  accepted: 'names of gates of this machine',
  setting: 'name of a setting',
  from: 'its number before',
  to: 'its number after',
  reason: 'one of five reasons',
  role: 'one of six roles',
  how: 'one of four endings',
  drill: 'whether an emergency was one',
  what: 'one of nine things managers do',
  buckets: 'how many days were dropped',
};

/** Text of any wording could carry a name: only what the machine itself writes may be such. */
const freeText = ['version', 'documentVersion', 'configSha256', 'why'];

type Schema = { properties?: Record<string, Schema & { type?: string; enum?: unknown; const?: unknown; format?: string }> };

describe('S12: an entry of the audit', () => {
  const acts = (z.toJSONSchema(AuditAct) as { oneOf: Schema[] }).oneOf;

  test('has no field for a zone, a floor, a coordinate, a name or a tag', () => {
    const fields = acts.flatMap((act) => Object.keys(act.properties ?? {}));
    expect(acts.length).toBeGreaterThan(10);
    expect(fields.filter((field) => !(field in harmless))).toEqual([]);
  });

  test('has text of free wording only where the machine writes it', () => {
    const free = acts.flatMap((act) =>
      Object.entries(act.properties ?? {})
        .filter(([, { type, const: fixed, enum: listed, format }]) => type === 'string' && !fixed && !listed && format !== 'uuid')
        .map(([field]) => field),
    );
    expect([...new Set(free)].filter((field) => !freeText.includes(field))).toEqual([]);
  });

  test('with one more field, in the act or beside it, is no entry', () => {
    const added = fc.constantFrom('zone', 'floor', 'x', 'y', 'name', 'tag', 'person', 'place', 'text', 'count');
    fc.assert(
      fc.property(chainOf(1), added, (entries, field) => {
        for (const entry of entries) {
          expect(AuditEntry.safeParse(entry).success).toBe(true);
          expect(AuditEntry.safeParse({ ...entry, [field]: 'north' }).success).toBe(false);
          expect(AuditEntry.safeParse({ ...entry, act: { ...entry.act, [field]: 'north' } }).success).toBe(false);
        }
      }),
    );
  });

  test('names nobody: who acted is 32 hexadecimal digits or nobody', () => {
    const entry = { seq: 1, atMs: 1, act: { kind: 'stopped' }, prev: '0'.repeat(64), hash: '0'.repeat(64) };
    expect(AuditEntry.safeParse({ ...entry, actor: null }).success).toBe(true);
    for (const actor of ['p-anna', 'Anna Example', '', 'A'.repeat(32)]) {
      expect(AuditEntry.safeParse({ ...entry, actor }).success).toBe(false);
    }
  });
});
