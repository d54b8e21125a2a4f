// Everybody's entry, which of them count at a moment, and which tags that makes whose. Each change is made whole before
// anybody is told of it: it returns whose place must be forgotten because of it.

import type { SubjectRef, TagId } from '#shared/model/ids.ts';
import { type Entry, type Moment, standingOf } from './ledger.ts';
import { type AppIds, idsAround, stepAt } from './rotating-id.ts';
import type { TagDigest } from './tag-digest.ts';
import { createTagRegister } from './tag-register.ts';

export type Entries = {
  readonly put: (ref: SubjectRef, entry: Entry | undefined, at: Moment) => readonly SubjectRef[];
  /** Brings all entries to another moment: the ids of apps, and which entries count. */
  readonly moveTo: (at: Moment) => readonly SubjectRef[];
  readonly given: ReadonlyMap<SubjectRef, { readonly entry: Entry }>;
  readonly live: ReadonlyMap<SubjectRef, Entry>;
  readonly claimants: (tag: TagDigest) => readonly SubjectRef[];
  readonly ownerOf: (tag: TagDigest) => SubjectRef | null;
};

/** An entry together with what its apps may advertise now, one for each. */
type Given = { readonly entry: Entry; readonly ids: readonly AppIds[] };

export function createEntries(digest: (tag: TagId) => TagDigest): Entries {
  const given = new Map<SubjectRef, Given>();
  const live = new Map<SubjectRef, Entry>();
  const { claimants, claim, release } = createTagRegister();
  const ownerOf = (tag: TagDigest): SubjectRef | null => onlyOne(claimants(tag), live);

  /** Makes `change`; returns who owned one of `tags` until then and does no longer. */
  const losersBy = (tags: readonly TagDigest[], change: () => void): readonly SubjectRef[] => {
    const owners = new Map(tags.map((tag) => [tag, ownerOf(tag)]));
    change();
    return [...owners].flatMap(([tag, owner]) => (owner === null || owner === ownerOf(tag) ? [] : [owner]));
  };
  /** Puts `after` in the place of what stands for `ref`. Returns whoever loses a tag by it, and `ref` if theirs no longer counts. */
  const replace = (ref: SubjectRef, after: Given | undefined, counts: boolean): readonly SubjectRef[] => {
    const [from, to] = [tagsOf(given.get(ref)), tagsOf(after)];
    const counted = live.has(ref);
    const losers = losersBy([...from, ...to], () => {
      for (const tag of from) release(tag, ref);
      for (const tag of to) claim(tag, ref);
      if (after) given.set(ref, after);
      else given.delete(ref);
      if (after && counts) live.set(ref, after.entry);
      else live.delete(ref);
    });
    return counted && !live.has(ref) ? [...losers, ref] : losers;
  };
  /** The ids of a step that is over go without a word: that their time is over is nobody's loss. */
  const rotate = (ref: SubjectRef, { entry, ids: before }: Given, at: Moment): readonly SubjectRef[] => {
    const after = idsOf(entry, at, digest, before);
    given.set(ref, { entry, ids: after });
    for (const tag of onlyIn(before, after)) if (!entry.tags.has(tag)) release(tag, ref);
    const fresh = onlyIn(after, before);
    return losersBy(fresh, () => {
      for (const tag of fresh) claim(tag, ref);
    });
  };
  const counts = (entry: Entry, at: Moment): boolean => standingOf(entry, at) === 'on';
  return {
    put: (ref, entry, at) =>
      entry ? replace(ref, { entry, ids: idsOf(entry, at, digest) }, counts(entry, at)) : replace(ref, undefined, false),
    moveTo: (at) => {
      const before = new Set(live.keys());
      const rotating = [...given].filter(([, { ids }]) => ids.length > 0);
      const byRotation = rotating.flatMap(([ref, one]) => rotate(ref, one, at));
      const turning = [...given].filter(([ref, { entry }]) => live.has(ref) !== counts(entry, at));
      const byTurning = turning.flatMap(([ref, one]) => replace(ref, one, counts(one.entry, at)));
      // Whoever begins to count in the middle of this and is outdone at its end had nothing to lose.
      return [...byRotation, ...byTurning].filter((ref) => before.has(ref));
    },
    given,
    live,
    claimants,
    ownerOf,
  };
}

/** A tag that two people claim with a consent that counts locates neither: nobody could say whose place it tells. */
function onlyOne(claimants: readonly SubjectRef[], live: ReadonlyMap<SubjectRef, unknown>): SubjectRef | null {
  let owner: SubjectRef | null = null;
  for (const ref of claimants) {
    if (!live.has(ref)) continue;
    if (owner !== null) return null;
    owner = ref;
  }
  return owner;
}

function idsOf(entry: Entry, at: Moment, digest: (tag: TagId) => TagDigest, known: readonly AppIds[] = []): readonly AppIds[] {
  return [...entry.apps].map((key, nth) => idsAround(key, stepAt(at.wallMs), digest, known[nth]));
}

function tagsOf(one: Given | undefined): readonly TagDigest[] {
  return one ? [...one.entry.tags, ...one.ids.flatMap((ids) => [...ids.values()])] : [];
}

/** The ids of `these` whose step is not among `those`; both are of the same apps. */
function onlyIn(these: readonly AppIds[], those: readonly AppIds[]): readonly TagDigest[] {
  return these.flatMap((ids, nth) => [...ids].flatMap(([step, tag]) => (those[nth]?.has(step) ? [] : [tag])));
}
