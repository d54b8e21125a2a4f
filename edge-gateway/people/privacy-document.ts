// The text people consent to, fetched from the booking system and believed only if its hash is the one in force: what is
// shown beside the switch and what is agreed to can't differ.

import { createHash } from 'node:crypto';

type Deps = {
  /** The document in force. */
  readonly inForce: () => { readonly version: string; readonly sha256: string };
  /** Null: no answer. */
  readonly fetch: (version: string) => Promise<string | null>;
};

/** Keeps the text of the version in force. Null while it can't be had, or is not the text of that hash. */
export function createPrivacyDocument({ inForce, fetch }: Deps): () => Promise<string | null> {
  let kept: { readonly sha256: string; readonly text: string } | null = null;
  return async () => {
    const { version, sha256 } = inForce();
    if (kept?.sha256 === sha256) return kept.text;
    const text = await fetch(version);
    if (text === null || createHash('sha256').update(text).digest('hex') !== sha256) return null;
    kept = { sha256, text };
    return text;
  };
}
