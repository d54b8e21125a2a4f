// Which subject a tag stands for. One tag, one person: a tag that two people claim locates neither, because nobody could
// say whose place it tells.

import type { SubjectRef } from '#shared/model/ids.ts';
import type { TagDigest } from './tag-digest.ts';

export type TagRegister = {
  /** The only person with this tag, or null: nobody's, or claimed by several. */
  readonly ownerOf: (tag: TagDigest) => SubjectRef | null;
  /** Adds a claim. Returns who owned the tag until now and no longer does, if anybody. */
  readonly claim: (tag: TagDigest, ref: SubjectRef) => SubjectRef | null;
  readonly release: (tag: TagDigest, ref: SubjectRef) => void;
};

export function createTagRegister(): TagRegister {
  const claims = new Map<TagDigest, ReadonlySet<SubjectRef>>();
  const ownerOf = (tag: TagDigest): SubjectRef | null => {
    const claimants = claims.get(tag);
    return claimants?.size === 1 ? ([...claimants][0] ?? null) : null;
  };
  return {
    ownerOf,
    claim: (tag, ref) => {
      const before = ownerOf(tag);
      claims.set(tag, new Set([...(claims.get(tag) ?? []), ref]));
      return before === ref ? null : before;
    },
    release: (tag, ref) => {
      const left = [...(claims.get(tag) ?? [])].filter((claimant) => claimant !== ref);
      if (left.length > 0) claims.set(tag, new Set(left));
      else claims.delete(tag);
    },
  };
}
