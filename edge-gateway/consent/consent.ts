// The gate between radio and people. A sighting passes only if its tag belongs to exactly one person whose consent is
// live at this moment (given, to the document in force, not paused), what a phone heard only if its person's is;
// everything else ends here without a trace: no line, no count by name, no cache.

import type { ConsentScope, LocationConsent } from '#shared/model/consent.ts';
import type { SubjectRef, TagId } from '#shared/model/ids.ts';
import type { ConsentedSighting, RangedSighting, Sighting } from '#shared/model/sighting.ts';
import { entryOf } from './ledger.ts';
import { markOfSecret } from './phone-mark.ts';
import { type ConsentState, createRoster, type Learned } from './roster.ts';
import { tagDigester } from './tag-digest.ts';

/** A person as far as consent is concerned; `location` absent means no consent, which is where everybody begins. */
type ConsentHolder = { readonly ref: SubjectRef; readonly location?: LocationConsent | undefined };

export type ConsentDeps = {
  /** The version of the privacy document in force; consent to another one does not count. */
  readonly documentVersion: () => string;
  /** Milliseconds since the epoch: when pauses end and which ids apps advertise. */
  readonly wallMs: () => number;
  /** Fresh random bytes for every start, at least 16. */
  readonly randomKey: Uint8Array;
  /**
   * Whatever is known of where `ref` is must go now: consent was withdrawn, is paused or outdated, a tag was given up, or
   * turned out to be claimed twice. Called in the same turn, after the gate has closed. What the clock or the document
   * ends is ended by the next question of any kind, and every sighting asks.
   */
  readonly onWithdrawn: (ref: SubjectRef) => void;
};

/** A phone that has shown its secret. */
type Phone = {
  /** The same for this phone until the next start; tells nothing of its secret or its person. */
  readonly key: string;
  /** Whose it is at this moment; null once the consent ended, the phone was given up or somebody else claims it too. */
  readonly owner: () => SubjectRef | null;
};

export type Consent = {
  /** The sighting with its tag replaced by its subject, or null. */
  readonly admit: (sighting: Sighting) => ConsentedSighting | null;
  /** Whether anybody gave this tag as theirs, be it with a consent that does not count now or together with somebody else. */
  readonly claims: (tag: TagId) => boolean;
  /** Who did: to tell them that somebody else tried to bring it. */
  readonly claimants: (tag: TagId) => readonly SubjectRef[];
  /** What a phone heard, if its person's consent is live now; or null. Whose phone it is was asked of `phone`. */
  readonly admitRanged: (ranged: RangedSighting) => ConsentedSighting | null;
  /** The phone with this secret; null when it is nobody's now. */
  readonly phone: (secret: string) => Phone | null;
  /** Takes over what the booking system says of a person now. */
  readonly learn: (person: ConsentHolder) => Learned;
  /** The person is gone from the booking system. */
  readonly forget: (ref: SubjectRef) => void;
  readonly forgetAll: () => void;
  /** Who else may see this person; empty means nobody, be it no consent or consent for own use only. */
  readonly scopesOf: (ref: SubjectRef) => ReadonlySet<ConsentScope>;
  readonly stateOf: (ref: SubjectRef) => ConsentState;
  /** How many consents are live. Never to be published. */
  readonly consenting: () => number;
};

const noScopes: ReadonlySet<ConsentScope> = new Set();

export function createConsent({ documentVersion, wallMs, randomKey, onWithdrawn }: ConsentDeps): Consent {
  const digest = tagDigester(randomKey);
  const roster = createRoster({ documentVersion, wallMs, digest, onWithdrawn });
  return {
    admit: ({ tag, ...rest }) => {
      const subject = roster.ownerOf(digest(tag));
      return subject === null ? null : ({ ...rest, subject } as ConsentedSighting);
    },
    claims: (tag) => roster.claimants(digest(tag)).length > 0,
    claimants: (tag) => roster.claimants(digest(tag)),
    admitRanged: (ranged) => (roster.liveOf(ranged.subject) === undefined ? null : (ranged as ConsentedSighting)),
    phone: (secret) => {
      const mark = markOfSecret(secret);
      if (mark === null) return null;
      const key = digest(mark);
      const owner = (): SubjectRef | null => roster.ownerOf(key);
      return owner() === null ? null : { key, owner };
    },
    learn: ({ ref, location }) => roster.set(ref, location && entryOf(location, digest)),
    forget: (ref) => void roster.set(ref, undefined),
    forgetAll: () => {
      for (const ref of roster.everybody()) roster.set(ref, undefined);
    },
    scopesOf: (ref) => roster.liveOf(ref)?.scopes ?? noScopes,
    stateOf: roster.stateOf,
    consenting: roster.countLive,
  };
}
