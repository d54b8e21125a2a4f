// The chain of the audit: each entry carries the hash of the one before, so that a change, a swap, a removal or an
// insertion shows. It has no key: whoever can write the file could make the whole chain anew or cut its end off. Against
// that helps only a head noted elsewhere (`npm run audit:verify -- --head SEQ:HASH`).

import { hash } from 'node:crypto';
import { AuditEntry } from '#shared/model/audit.ts';

/** A place in the chain: the number of an entry and its hash. */
export type Link = { readonly seq: number; readonly hash: string };
type Unsealed = Omit<AuditEntry, 'hash'>;

/** What the first entry ever hangs on. */
export const genesis: Link = { seq: 0, hash: '0'.repeat(64) };

/**
 * What is hashed, byte for byte, so that anybody can recompute it: JSON of the entry without its `hash`, encoded as UTF-8,
 * as RFC 8785 writes it. No space or line end anywhere; keys of every object sorted by UTF-16 code units, so the outermost
 * are `act`, `actor`, `atMs`, `prev`, `seq`; whole numbers in decimal (there are no others); `null`, `true`, `false`;
 * strings in double quotes with \" \\ \b \t \n \f \r, \u00xx for other control characters, and nothing else escaped.
 */
export function canonicalText({ seq, atMs, actor, act, prev }: Unsealed): string {
  return textOf({ seq, atMs, actor, act, prev });
}

/** SHA-256 of the canonical text, 64 hexadecimal digits in lower case. */
export function hashOf(entry: Unsealed): string {
  return hash('sha256', canonicalText(entry), 'hex');
}

/** The entry that follows `after`. */
export function seal(what: Pick<AuditEntry, 'atMs' | 'actor' | 'act'>, after: Link): AuditEntry {
  const unsealed = { ...what, seq: after.seq + 1, prev: after.hash };
  return { ...unsealed, hash: hashOf(unsealed) };
}

/**
 * What is wrong with the first entry that does not fit. `gap`: its number does not follow. `link`: it names another entry
 * before it. `hash`: it was changed. `shape`: it is no entry at all; `seq` is then the number it should have had.
 */
export type Break = { readonly seq: number; readonly what: 'gap' | 'link' | 'hash' | 'shape' };
type Verdict =
  | { readonly ok: true; readonly entries: number; readonly head: Link }
  | { readonly ok: false; readonly entries: number; readonly firstBroken: Break };

/**
 * Whether `entries` (oldest first) hang together and on `begin`, the last entry that was dropped; null when none ever was.
 * `entries` of the answer counts the sound ones. Entries cut off at the END leave a sound chain: compare `head` with a
 * noted one. Cut off at the beginning, `begin` no longer fits.
 */
export function verify(entries: Iterable<unknown>, begin: Link | null): Verdict {
  let head = begin ?? genesis;
  let sound = 0;
  for (const candidate of entries) {
    const parsed = AuditEntry.safeParse(candidate);
    const broken = parsed.success ? breakOf(parsed.data, head) : ({ seq: head.seq + 1, what: 'shape' } as const);
    if (broken !== null) return { ok: false, entries: sound, firstBroken: broken };
    if (parsed.success) head = { seq: parsed.data.seq, hash: parsed.data.hash };
    sound += 1;
  }
  return { ok: true, entries: sound, head };
}

function breakOf(entry: AuditEntry, before: Link): Break | null {
  const { seq } = entry;
  if (seq !== before.seq + 1) return { seq, what: 'gap' };
  if (entry.prev !== before.hash) return { seq, what: 'link' };
  return entry.hash === hashOf(entry) ? null : { seq, what: 'hash' };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${textOf(field)}`).join(',')}}`;
}
