// Who gave which tag as theirs, with a consent that counts at this moment or without. Whose a tag is follows from it in
// entries.ts.

import type { SubjectRef } from '#shared/model/ids.ts';
import type { TagDigest } from './tag-digest.ts';

type TagRegister = {
  /** Everybody who claims this tag: mostly nobody, or one. */
  readonly claimants: (tag: TagDigest) => readonly SubjectRef[];
  readonly claim: (tag: TagDigest, ref: SubjectRef) => void;
  readonly release: (tag: TagDigest, ref: SubjectRef) => void;
};

const nobody: readonly SubjectRef[] = [];

export function createTagRegister(): TagRegister {
  const claims = new Map<TagDigest, readonly SubjectRef[]>();
  const claimants = (tag: TagDigest): readonly SubjectRef[] => claims.get(tag) ?? nobody;
  return {
    claimants,
    claim: (tag, ref) => {
      if (!claimants(tag).includes(ref)) claims.set(tag, [...claimants(tag), ref]);
    },
    release: (tag, ref) => {
      const left = claimants(tag).filter((claimant) => claimant !== ref);
      if (left.length > 0) claims.set(tag, left);
      else claims.delete(tag);
    },
  };
}
