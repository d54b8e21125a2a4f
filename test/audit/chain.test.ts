import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, genesis, hashOf, seal, verify } from '#gateway/audit/chain.ts';
import type { AuditEntry } from '#shared/model/audit.ts';
import { chainOf } from './histories.ts';

const first = seal(
  {
    atMs: 1_800_000_000_000,
    actor: 'ab'.repeat(16),
    act: { kind: 'positions', why: 'a "tab"\t and ü', on: false, failing: ['swap', 'watchdog'], accepted: [] },
  },
  genesis,
);

describe('S12: the chain of the audit', () => {
  test('is computed over a text that anybody can write by hand', () => {
    const byHand =
      '{"act":{"accepted":[],"failing":["swap","watchdog"],"kind":"positions","on":false,"why":"a \\"tab\\"\\t and ü"},' +
      `"actor":"${'ab'.repeat(16)}","atMs":1800000000000,"prev":"${'0'.repeat(64)}","seq":1}`;
    expect(canonicalText(first)).toBe(byHand);
    expect(first.hash).toBe(createHash('sha256').update(byHand, 'utf8').digest('hex'));
  });

  test('is sound for every history, also with its first days dropped', () => {
    fc.assert(
      fc.property(chainOf(1), fc.nat(), (entries, cut) => {
        const at = cut % entries.length;
        const begin = entries[at - 1] ?? null;
        expect(verify(entries.slice(at), begin)).toEqual({ ok: true, entries: entries.length - at, head: linkOf(entries) });
      }),
    );
  });

  test('hangs on the last link when everything was dropped, and on nothing when there never was anything', () => {
    expect(verify([], { seq: 7, hash: first.hash })).toEqual({ ok: true, entries: 0, head: { seq: 7, hash: first.hash } });
    expect(verify([], null)).toEqual({ ok: true, entries: 0, head: genesis });
  });

  test('breaks at an entry of which any field was changed', () => {
    const changes: ((entry: AuditEntry) => AuditEntry)[] = [
      (entry) => ({ ...entry, atMs: entry.atMs + 1 }),
      (entry) => ({ ...entry, actor: entry.actor === null ? '0'.repeat(32) : null }),
      (entry) => ({ ...entry, act: { kind: 'rows-dropped', buckets: 1 } }),
      (entry) => ({ ...entry, hash: flipped(entry.hash) }),
      (entry) => ({ ...entry, prev: flipped(entry.prev) }),
      (entry) => ({ ...entry, seq: entry.seq + 1 }),
    ];
    fc.assert(
      fc.property(chainOf(1), fc.nat(), fc.constantFrom(...changes), (entries, which, change) => {
        const at = which % entries.length;
        const verdict = verify(
          entries.map((entry, nth) => (nth === at ? change(entry) : entry)),
          null,
        );
        expect(verdict).toMatchObject({ ok: false, entries: at });
      }),
    );
  });

  test('breaks at every field inside an act', () => {
    fc.assert(
      fc.property(chainOf(1), (entries) => {
        for (const [nth, entry] of entries.entries()) {
          for (const key of Object.keys(entry.act)) {
            const act = { ...entry.act, [key]: other(entry.act[key as 'kind']) } as AuditEntry['act'];
            expect(verify(entries.with(nth, { ...entry, act }), null)).toMatchObject({ ok: false, entries: nth });
          }
        }
      }),
    );
  });

  test('breaks where two entries were swapped, one was taken out, or one was put in', () => {
    fc.assert(
      fc.property(chainOf(3), fc.nat(), (entries, which) => {
        const at = 1 + (which % (entries.length - 2));
        const [before, here] = [entries[at - 1], entries[at]] as [AuditEntry, AuditEntry];
        const swapped = entries.with(at - 1, here).with(at, before);
        const removed = entries.toSpliced(at, 1);
        const inserted = entries.toSpliced(at, 0, seal({ atMs: 1, actor: null, act: { kind: 'stopped' } }, before));
        for (const damaged of [swapped, removed, inserted]) expect(verify(damaged, null).ok).toBe(false);
      }),
    );
  });

  test('breaks where entries were taken out and those after them sealed anew, unless all of them were', () => {
    fc.assert(
      fc.property(chainOf(4), (entries) => {
        const [one, , ...rest] = entries as [AuditEntry, AuditEntry, ...AuditEntry[]];
        const resealed = seal({ ...(rest[0] as AuditEntry) }, one);
        expect(verify([one, resealed, ...rest.slice(1)], null).ok).toBe(false);
      }),
    );
  });

  test('breaks when its beginning was cut off without the day being over', () => {
    fc.assert(
      fc.property(chainOf(2), fc.nat(), (entries, which) => {
        const cut = 1 + (which % (entries.length - 1));
        const verdict = verify(entries.slice(cut), null);
        expect(verdict).toEqual({ ok: false, entries: 0, firstBroken: { seq: cut + 1, what: 'gap' } });
      }),
    );
  });

  test('does not show that its end was cut off: only its head does', () => {
    fc.assert(
      fc.property(chainOf(2), (entries) => {
        const verdict = verify(entries.slice(0, -1), null);
        expect(verdict.ok).toBe(true);
        expect(verdict.ok && verdict.head).not.toEqual(linkOf(entries));
      }),
    );
  });

  test('says what is wrong: a gap, another link, a changed entry, or no entry at all', () => {
    const second = seal({ atMs: 2, actor: null, act: { kind: 'stopped' } }, first);
    const third = seal({ atMs: 3, actor: null, act: { kind: 'audit-read' } }, second);
    const relinked = { ...second, prev: flipped(second.prev) };
    const broken = (entries: readonly unknown[]) => {
      const verdict = verify(entries, null);
      return verdict.ok ? null : verdict.firstBroken;
    };
    expect(broken([first, third])).toEqual({ seq: 3, what: 'gap' });
    expect(broken([first, { ...relinked, hash: hashOf(relinked) }])).toEqual({ seq: 2, what: 'link' });
    expect(broken([first, { ...second, atMs: 4 }])).toEqual({ seq: 2, what: 'hash' });
    expect(broken([first, { ...second, zone: 'north' }])).toEqual({ seq: 2, what: 'shape' });
    expect(broken([null])).toEqual({ seq: 1, what: 'shape' });
  });
});

function linkOf(entries: readonly AuditEntry[]) {
  const { seq, hash } = entries.at(-1) as AuditEntry;
  return { seq, hash };
}

function flipped(hex: string): string {
  return (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
}

/** A value of the same kind that is not this one. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return value.length === 0 ? ['swap'] : [];
  return `${value}x`;
}
