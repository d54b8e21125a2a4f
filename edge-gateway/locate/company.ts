// Which anchors usually hear a tag too when it is beside a given one. Learned from what is heard, because no plan tells
// which walls let signals through; nobody is in it. An anchor that hears people whom none of its usual company hears,
// while that company is awake, is making them up or has been carried away.

import type { AnchorId } from '#shared/model/ids.ts';
import { betweenM, type Look, type Witness } from './look.ts';

export type Company = {
  /** Notes which anchors are awake. */
  readonly heard: (look: Look) => void;
  /** Learns from a look in which this witness hears the tag beside it; more slowly while the witness is distrusted. */
  readonly learn: (witness: Witness, look: Look, distrusted: boolean) => void;
  /** Whether somebody who usually hears what this witness hears is awake, and none of them hears the tag. */
  readonly isMissed: (witness: Witness, look: Look) => boolean;
};

const neighbourM = 15;
/** Heard together in so much of all looks: usual. */
const usualShare = 0.8;
const awakeMs = 15_000;
/** Share of one look in what is learned: some thousand make a habit, so that an attacker can't unmake it in a minute. */
const rate = { trusted: 0.001, distrusted: 0.0001 } as const;

/** Bounded by the anchors of the site and their neighbours. */
export function createCompany(): Company {
  const lastHeardMs = new Map<AnchorId, number>();
  const shares = new Map<AnchorId, Map<AnchorId, number>>();
  return {
    heard: ({ atMs, witnesses }) => {
      for (const { by } of witnesses) lastHeardMs.set(by.anchor, atMs);
    },
    learn: (witness, { atMs, witnesses }, distrusted) => {
      const own = shares.get(witness.by.anchor) ?? new Map<AnchorId, number>();
      shares.set(witness.by.anchor, own);
      const step = distrusted ? rate.distrusted : rate.trusted;
      const together = new Set<AnchorId>();
      for (const other of witnesses) {
        if (other.by.anchor === witness.by.anchor || betweenM(other.by, witness.by) > neighbourM) continue;
        together.add(other.by.anchor);
        own.set(other.by.anchor, own.get(other.by.anchor) ?? 0);
      }
      for (const [other, share] of own) {
        if (!isAwake(lastHeardMs.get(other), atMs)) continue;
        own.set(other, share + step * ((together.has(other) ? 1 : 0) - share));
      }
    },
    isMissed: (witness, { atMs, witnesses }) => {
      const usual = [...(shares.get(witness.by.anchor) ?? [])]
        .filter(([other, share]) => share >= usualShare && isAwake(lastHeardMs.get(other), atMs))
        .map(([other]) => other);
      return usual.length > 0 && !witnesses.some(({ by }) => usual.includes(by.anchor));
    },
  };
}

function isAwake(heardMs: number | undefined, nowMs: number): boolean {
  return heardMs !== undefined && heardMs <= nowMs && nowMs - heardMs < awakeMs;
}
