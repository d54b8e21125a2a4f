// Who acted, as it stands in rows that last: a keyed digest of the person's reference, with a key of its day. Once the key
// of a day is destroyed nobody can tell any more who was meant, or whether two days mean the same person (rule 16).

import { createHmac } from 'node:crypto';
import { days } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

/** Keys that are still there, by UTC day number. */
export type KeptKeys = ReadonlyMap<number, Uint8Array>;

/** The UTC day of a moment (epoch): days since 1970-01-01. */
export const dayOf = (atMs: number): number => Math.floor(atMs / days(1));

/** The first 16 bytes of HMAC-SHA-256(key, reference as UTF-8), 32 hexadecimal digits. */
export function pseudonym(key: Uint8Array, ref: SubjectRef): string {
  return createHmac('sha256', key).update(ref).digest('hex').slice(0, 32);
}

/** Every pseudonym of a person that can still be linked: what to look for in rows about them. */
export function pseudonymsOf(kept: KeptKeys, ref: SubjectRef): readonly string[] {
  return [...kept.values()].map((key) => pseudonym(key, ref));
}

/** Which of `refs` acted in an entry; null when nobody did, the key of its day is gone, or it was somebody else. */
export function actorsAmong(
  kept: KeptKeys,
  refs: readonly SubjectRef[],
): (entry: { readonly atMs: number; readonly actor: string | null }) => SubjectRef | null {
  const byDay = new Map<number, ReadonlyMap<string, SubjectRef>>();
  const ofDay = (day: number): ReadonlyMap<string, SubjectRef> => {
    const key = kept.get(day);
    const known = byDay.get(day) ?? new Map(key === undefined ? [] : refs.map((ref) => [pseudonym(key, ref), ref]));
    byDay.set(day, known);
    return known;
  };
  return ({ atMs, actor }) => (actor === null ? null : (ofDay(dayOf(atMs)).get(actor) ?? null));
}
