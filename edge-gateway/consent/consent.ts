// The gate between radio and people. A sighting passes only if its tag belongs to exactly one person whose consent is
// live at this moment; everything else ends here without a trace: no line, no count by name, no cache.

import type { ConsentScope, LocationConsent } from '#shared/model/consent.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting, Sighting } from '#shared/model/sighting.ts';
import { entryOf } from './ledger.ts';
import { createRoster, type Learned } from './roster.ts';
import { tagDigester } from './tag-digest.ts';

/** A person as far as consent is concerned; `location` absent means no consent, which is where everybody begins. */
type ConsentHolder = { readonly ref: SubjectRef; readonly location?: LocationConsent | undefined };

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
  const roster = createRoster(documentVersion, onWithdrawn);
  return {
    admit: ({ tag, ...rest }) => {
      const subject = roster.ownerOf(digest(tag));
      return subject === null ? null : ({ ...rest, subject } as ConsentedSighting);
    },
    learn: ({ ref, location }) => roster.set(ref, location && entryOf(location, digest)),
    forget: (ref) => void roster.set(ref, undefined),
    forgetAll: () => {
      for (const ref of roster.everybody()) roster.set(ref, undefined);
    },
    scopesOf: (ref) => roster.liveOf(ref)?.scopes ?? noScopes,
    consenting: roster.countLive,
  };
}
