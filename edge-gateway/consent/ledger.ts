// What one person said yes to, as the edge keeps it: in memory only (the booking system holds the record), tags and phones
// as keyed digests, so that not even this list names a radio. The keys of apps stand as they are: what they advertise
// next has to be computed from them.

import type { ConsentScope, LocationConsent, RotatingKey } from '#shared/model/consent.ts';
import type { TagId } from '#shared/model/ids.ts';
import { markOf, type PhoneMark } from './phone-mark.ts';
import type { TagDigest } from './tag-digest.ts';

export type Entry = {
  readonly scopes: ReadonlySet<ConsentScope>;
  readonly documentVersion: string;
  /** Until then (epoch) it counts as none. */
  readonly pausedUntilMs: number;
  /** Phones too: whose a phone is follows the same rules as whose a tag is. */
  readonly tags: ReadonlySet<TagDigest>;
  readonly apps: ReadonlySet<RotatingKey>;
};

/** What decides whether an entry counts: the document in force and the wall clock (epoch). */
export type Moment = { readonly documentVersion: string; readonly wallMs: number };

/** `outdated`: given to another document than the one in force, paused or not, because the end of a pause would not help. */
export type Standing = 'on' | 'paused' | 'outdated';

export function entryOf(consent: LocationConsent, digest: (tag: TagId | PhoneMark) => TagDigest): Entry {
  return {
    scopes: new Set(consent.scopes),
    documentVersion: consent.documentVersion,
    pausedUntilMs: consent.pausedUntilMs ?? Number.NEGATIVE_INFINITY,
    tags: new Set([...consent.tags, ...consent.phones.map(markOf)].map(digest)),
    apps: new Set(consent.rotating ?? []),
  };
}

/** A pause has ended when the wall clock says so and not before: a clock that is stepped back closes it again. */
export function standingOf(entry: Entry, at: Moment): Standing {
  if (entry.documentVersion !== at.documentVersion) return 'outdated';
  return at.wallMs < entry.pausedUntilMs ? 'paused' : 'on';
}

/** Whether two consents that count say the same. */
export function sameEntry(a: Entry, b: Entry): boolean {
  return (
    a.documentVersion === b.documentVersion && sameSet(a.scopes, b.scopes) && sameSet(a.tags, b.tags) && sameSet(a.apps, b.apps)
  );
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value));
}
