// Random audits: chains of acts of every kind, for property tests.

import fc from 'fast-check';
import { genesis, type Link, seal } from '#gateway/audit/chain.ts';
import { AuditAct, type AuditEntry } from '#shared/model/audit.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const id = fc.uuid();
const change = { setting: fc.constantFrom('k', 'linkedDays', 'positions'), from: fc.integer(), to: fc.integer() };

const act: fc.Arbitrary<AuditAct> = fc
  .oneof(
    fc.record({ kind: fc.constant('started'), version: text, configSha256: text }),
    fc.record({
      kind: fc.constant('positions'),
      on: fc.boolean(),
      why: text,
      failing: fc.subarray(['core-dumps', 'swap', 'inspector']),
      accepted: fc.subarray(['heap-snapshots', 'watchdog']),
    }),
    fc.record({ kind: fc.constant('setting-changed'), case: id, ...change }),
    fc.record({ kind: fc.constant('glass-asked'), case: id, reason: fc.constant('medical'), role: fc.constant('administrator') }),
    fc.record({ kind: fc.constantFrom('glass-look', 'glass-approved', 'setting-refused'), case: id }),
    fc.record({ kind: fc.constantFrom('stopped', 'clocks-moved', 'audit-read') }),
  )
  .map((made) => AuditAct.parse(made));

const what = fc.record({
  atMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  actor: fc.option(fc.stringMatching(/^[0-9a-f]{32}$/)),
  act,
});

/** A sound chain that hangs on `after`. */
export function chainOf(minLength: number, after: Link = genesis): fc.Arbitrary<readonly AuditEntry[]> {
  return fc.array(what, { minLength, maxLength: 12 }).map((acts) => {
    const entries: AuditEntry[] = [];
    for (const one of acts) entries.push(seal(one, entries.at(-1) ?? after));
    return entries;
  });
}
