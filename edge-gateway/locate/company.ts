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

/** How often a neighbour hears with an anchor what is beside it. */
type Neighbour = { readonly anchor: AnchorId; share: number };

/** Bounded by the anchors of the site and their neighbours. */
export function createCompany(): Company {
  const lastHeardMs = new Map<AnchorId, number>();
  const neighbours = new Map<AnchorId, Neighbour[]>();
  return {
    heard: ({ atMs, witnesses }) => {
      for (const { by } of witnesses) lastHeardMs.set(by.anchor, atMs);
    },
    learn: (witness, { atMs, witnesses }, distrusted) => {
      const own = neighbours.get(witness.by.anchor) ?? [];
      neighbours.set(witness.by.anchor, own);
      const step = distrusted ? rate.distrusted : rate.trusted;
      meet(own, witness, witnesses);
      for (const neighbour of own) {
        if (!isAwake(lastHeardMs.get(neighbour.anchor), atMs)) continue;
        neighbour.share += step * ((hears(witnesses, neighbour.anchor) ? 1 : 0) - neighbour.share);
      }
    },
    isMissed: (witness, { atMs, witnesses }) => {
      let missed = false;
      for (const { anchor, share } of neighbours.get(witness.by.anchor) ?? []) {
        if (share < usualShare || !isAwake(lastHeardMs.get(anchor), atMs)) continue;
        if (hears(witnesses, anchor)) return false;
        missed = true;
      }
      return missed;
    },
  };
}

/** Adds the neighbours that hear with `witness` for the first time. */
function meet(own: Neighbour[], witness: Witness, witnesses: readonly Witness[]): void {
  for (const { by } of witnesses) {
    if (by.anchor === witness.by.anchor || own.some(({ anchor }) => anchor === by.anchor)) continue;
    if (betweenM(by, witness.by) <= neighbourM) own.push({ anchor: by.anchor, share: 0 });
  }
}

function hears(witnesses: readonly Witness[], anchor: AnchorId): boolean {
  return witnesses.some(({ by }) => by.anchor === anchor);
}

function isAwake(heardMs: number | undefined, nowMs: number): boolean {
  return heardMs !== undefined && heardMs <= nowMs && nowMs - heardMs < awakeMs;
}
