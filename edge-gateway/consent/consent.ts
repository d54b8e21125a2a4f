// The gate between radio and people. A sighting passes only if its tag belongs to exactly one person whose consent is
// live at this moment; everything else ends here without a trace: no line, no count by name, no cache.

import type { ConsentScope, LocationConsent } from '#shared/model/consent.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting, Sighting } from '#shared/model/sighting.ts';
import { type Entry, entryOf, sameEntry } from './ledger.ts';
import { tagDigester } from './tag-digest.ts';
import { createTagRegister } from './tag-register.ts';

/** A person as far as consent is concerned; `location` absent means no consent, which is where everybody begins. */
type ConsentHolder = { readonly ref: SubjectRef; readonly location?: LocationConsent | undefined };

/** What learning about a person did to their consent. `changed`: live before and after, with other scopes or tags. */
type Learned = 'granted' | 'withdrawn' | 'changed' | 'unchanged';

export type ConsentDeps = {
  /** The version of the privacy document in force; consent to another one does not count. */
  readonly documentVersion: () => string;
  /** Fresh random bytes for every start, at least 16. */
  readonly randomKey: Uint8Array;
  /**
   * Whatever is known of where `ref` is must go now: consent was withdrawn or is outdated, a tag was given up, or turned
   * out to be claimed twice. Called in the same turn, after the gate has closed.
   */
  readonly onWithdrawn: (ref: SubjectRef) => void;
};

export type Consent = {
  /** The sighting with its tag replaced by its subject, or null. */
  readonly admit: (sighting: Sighting) => ConsentedSighting | null;
  /** Takes over what the booking system says of a person now. */
  readonly learn: (person: ConsentHolder) => Learned;
  /** The person is gone from the booking system. */
  readonly forget: (ref: SubjectRef) => void;
  readonly forgetAll: () => void;
  /** Who else may see this person; empty means nobody, be it no consent or consent for own use only. */
  readonly scopesOf: (ref: SubjectRef) => ReadonlySet<ConsentScope>;
  /** How many consents are live. Never to be published. */
  readonly consenting: () => number;
};

const noScopes: ReadonlySet<ConsentScope> = new Set();

export function createConsent({ documentVersion, randomKey, onWithdrawn }: ConsentDeps): Consent {
  const digest = tagDigester(randomKey);
  const register = createTagRegister();
  const ledger = new Map<SubjectRef, Entry>();
  const live = new Map<SubjectRef, Entry>();
  let version = documentVersion();

  /** Every question passes here first, so a new document ends the old consents before anything else is answered. */
  const followDocument = (): void => {
    const inForce = documentVersion();
    if (inForce === version) return;
    version = inForce;
    for (const ref of ledger.keys()) settle(ref);
  };

  /** Brings register and live consents in line with the ledger, then has what is no longer covered removed. */
  const settle = (ref: SubjectRef): Learned => {
    const before = live.get(ref);
    const entry = ledger.get(ref);
    const after = entry?.documentVersion === version ? entry : undefined;
    const toClear = new Set<SubjectRef>();
    const owned = [...(before?.tags ?? [])].filter((tag) => register.ownerOf(tag) === ref);
    if (owned.some((tag) => !after?.tags.has(tag)) || (before && !after)) toClear.add(ref);
    for (const tag of before?.tags ?? []) register.release(tag, ref);
    for (const tag of after?.tags ?? []) {
      const loser = register.claim(tag, ref);
      if (loser) toClear.add(loser);
    }
    if (after) live.set(ref, after);
    else live.delete(ref);
    for (const subject of toClear) onWithdrawn(subject);
    if (!before) return after ? 'granted' : 'unchanged';
    if (!after) return 'withdrawn';
    return sameEntry(before, after) ? 'unchanged' : 'changed';
  };

  const learn = (ref: SubjectRef, entry: Entry | undefined): Learned => {
    followDocument();
    if (sameEntry(ledger.get(ref), entry)) return 'unchanged';
    if (entry) ledger.set(ref, entry);
    else ledger.delete(ref);
    return settle(ref);
  };

  return {
    admit: ({ tag, ...rest }) => {
      followDocument();
      const subject = register.ownerOf(digest(tag));
      return subject === null ? null : ({ ...rest, subject } as ConsentedSighting);
    },
    learn: ({ ref, location }) => learn(ref, location && entryOf(location, digest)),
    forget: (ref) => void learn(ref, undefined),
    forgetAll: () => {
      for (const ref of [...ledger.keys()]) learn(ref, undefined);
    },
    scopesOf: (ref) => {
      followDocument();
      return live.get(ref)?.scopes ?? noScopes;
    },
    consenting: () => {
      followDocument();
      return live.size;
    },
  };
}
