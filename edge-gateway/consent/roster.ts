// The consents as they stand at this moment. Follows the document in force and the wall clock, and tells whose place must
// be forgotten when something ends: always after everything has been settled, so that whoever is told finds the gate
// closed already.

import type { SubjectRef, TagId } from '#shared/model/ids.ts';
import { cutAt, holds, spanAround } from './clock-span.ts';
import { createEntries } from './entries.ts';
import { type Entry, type Moment, type Standing, sameEntry, standingOf } from './ledger.ts';
import type { TagDigest } from './tag-digest.ts';

/** What learning about a person did to their consent. `changed`: counts before and after, with other scopes or tags. */
export type Learned = 'granted' | 'withdrawn' | 'changed' | 'unchanged';

/** `off`: none was given. */
export type ConsentState = 'off' | Standing;

export type Roster = {
  /** Takes over what a person gives now; absent means they give no consent. */
  readonly set: (ref: SubjectRef, entry: Entry | undefined) => Learned;
  readonly everybody: () => readonly SubjectRef[];
  readonly stateOf: (ref: SubjectRef) => ConsentState;
  readonly liveOf: (ref: SubjectRef) => Entry | undefined;
  readonly countLive: () => number;
  /** Everybody who gave this tag as theirs, whether their consent counts now or not. */
  readonly claimants: (tag: TagDigest) => readonly SubjectRef[];
  /** The one person with this tag whose consent counts now, or null: nobody's, or claimed by several. */
  readonly ownerOf: (tag: TagDigest) => SubjectRef | null;
};

export type RosterDeps = {
  readonly documentVersion: () => string;
  readonly wallMs: () => number;
  readonly digest: (tag: TagId) => TagDigest;
  readonly onWithdrawn: (ref: SubjectRef) => void;
};

/** Every question first follows document and clock: what they ended is over before anything is answered. */
export function createRoster({ documentVersion, wallMs, digest, onWithdrawn }: RosterDeps): Roster {
  const entries = createEntries(digest);
  const { given, live } = entries;
  let at: Moment = { documentVersion: documentVersion(), wallMs: wallMs() };
  let span = spanAround(at.wallMs, []);

  const tell = (refs: readonly SubjectRef[]): void => {
    for (const ref of new Set(refs)) onWithdrawn(ref);
  };
  const follow = (): number => {
    const version = documentVersion();
    const nowMs = wallMs();
    if (version !== at.documentVersion || !holds(span, nowMs)) {
      at = { documentVersion: version, wallMs: nowMs };
      span = spanAround(nowMs, pauseEnds(given.values()));
      tell(entries.moveTo(at));
    }
    return nowMs;
  };
  const followed = <T>(answer: () => T): T => {
    follow();
    return answer();
  };
  return {
    set: (ref, entry) => {
      const nowMs = follow();
      at = { ...at, wallMs: nowMs };
      if (entry) span = cutAt(span, entry.pausedUntilMs, nowMs);
      const before = live.get(ref);
      const losers = entries.put(ref, entry, at);
      const learned = difference(before, live.get(ref));
      tell(losers);
      return learned;
    },
    everybody: () => [...given.keys()],
    stateOf: (ref) =>
      followed(() => {
        const entry = given.get(ref)?.entry;
        return entry === undefined ? 'off' : standingOf(entry, at);
      }),
    liveOf: (ref) => followed(() => live.get(ref)),
    countLive: () => followed(() => live.size),
    claimants: (tag) => followed(() => entries.claimants(tag)),
    ownerOf: (tag) => followed(() => entries.ownerOf(tag)),
  };
}

function pauseEnds(given: Iterable<{ readonly entry: Entry }>): readonly number[] {
  return [...given].map(({ entry }) => entry.pausedUntilMs);
}

function difference(before: Entry | undefined, after: Entry | undefined): Learned {
  if (before && after) return sameEntry(before, after) ? 'unchanged' : 'changed';
  if (after) return 'granted';
  return before ? 'withdrawn' : 'unchanged';
}
