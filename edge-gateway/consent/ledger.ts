// What one person said yes to, as the edge keeps it: in memory only (the booking system holds the record), tags and phones
// as keyed digests, so that not even this list names a radio.

import type { ConsentScope, LocationConsent } from '#shared/model/consent.ts';
import type { TagId } from '#shared/model/ids.ts';
import { markOf, type PhoneMark } from './phone-mark.ts';
import type { TagDigest } from './tag-digest.ts';

/** Counts only while `documentVersion` is the version in force. */
export type Entry = {
  readonly scopes: ReadonlySet<ConsentScope>;
  readonly documentVersion: string;
  /** Phones too: whose a phone is follows the same rules as whose a tag is. */
  readonly tags: ReadonlySet<TagDigest>;
};

export function entryOf(consent: LocationConsent, digest: (tag: TagId | PhoneMark) => TagDigest): Entry {
  return {
    scopes: new Set(consent.scopes),
    documentVersion: consent.documentVersion,
    tags: new Set([...consent.tags, ...consent.phones.map(markOf)].map(digest)),
  };
}

/** Whether two entries, or two absences, say the same. */
export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (!a || !b) return a === b;
  return a.documentVersion === b.documentVersion && sameSet(a.scopes, b.scopes) && sameSet(a.tags, b.tags);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}
