// The consents as they stand: what everybody gave, which of it is live under the document in force, and which tags that
// makes whose. Keeps the three in line and tells whose place must be forgotten when something ends.

import type { SubjectRef } from '#shared/model/ids.ts';
import { type Entry, sameEntry } from './ledger.ts';
import type { TagDigest } from './tag-digest.ts';
import { createTagRegister } from './tag-register.ts';

/** What learning about a person did to their consent. `changed`: live before and after, with other scopes or tags. */
export type Learned = 'granted' | 'withdrawn' | 'changed' | 'unchanged';

export type Roster = {
  /** Takes over what a person gives now; absent means they give no consent. */
  readonly set: (ref: SubjectRef, entry: Entry | undefined) => Learned;
  readonly everybody: () => readonly SubjectRef[];
  readonly liveOf: (ref: SubjectRef) => Entry | undefined;
  readonly countLive: () => number;
  /** Whether anybody gave this tag as theirs, be it with an outdated consent or together with somebody else. */
  readonly claims: (tag: TagDigest) => boolean;
  /** The one live person with this tag, or null. */
  readonly ownerOf: (tag: TagDigest) => SubjectRef | null;
};

/** Every question first follows `documentVersion`, so a new document ends the old consents before anything is answered. */
export function createRoster(documentVersion: () => string, onWithdrawn: (ref: SubjectRef) => void): Roster {
  const given = new Map<SubjectRef, Entry>();
  const live = new Map<SubjectRef, Entry>();
  const register = createTagRegister();
  let version = documentVersion();

  const settle = (ref: SubjectRef): Learned => {
    const before = live.get(ref);
    const entry = given.get(ref);
    const after = entry?.documentVersion === version ? entry : undefined;
    const lost = [...(before?.tags ?? [])].filter((tag) => register.ownerOf(tag) === ref && !after?.tags.has(tag));
    const toClear = new Set<SubjectRef>(lost.length > 0 || (before && !after) ? [ref] : []);
    for (const tag of before?.tags ?? []) register.release(tag, ref);
    for (const tag of after?.tags ?? []) {
      const loser = register.claim(tag, ref);
      if (loser) toClear.add(loser);
    }
    if (after) live.set(ref, after);
    else live.delete(ref);
    for (const subject of toClear) onWithdrawn(subject);
    return difference(before, after);
  };
  const followed = <T>(answer: () => T): T => {
    const inForce = documentVersion();
    if (inForce !== version) {
      version = inForce;
      for (const ref of given.keys()) settle(ref);
    }
    return answer();
  };
  return {
    set: (ref, entry) =>
      followed(() => {
        if (entry) given.set(ref, entry);
        else given.delete(ref);
        return sameEntry(live.get(ref), entry) ? 'unchanged' : settle(ref);
      }),
    everybody: () => [...given.keys()],
    liveOf: (ref) => followed(() => live.get(ref)),
    countLive: () => followed(() => live.size),
    claims: (tag) => [...given.values()].some((entry) => entry.tags.has(tag)),
    ownerOf: (tag) => followed(() => register.ownerOf(tag)),
  };
}

function difference(before: Entry | undefined, after: Entry | undefined): Learned {
  if (before && after) return sameEntry(before, after) ? 'unchanged' : 'changed';
  if (after) return 'granted';
  return before ? 'withdrawn' : 'unchanged';
}
