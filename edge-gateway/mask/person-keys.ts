// A wall has to know that the dot of this frame is the dot of the frame before, and nothing more. So each stay gets a
// random key that is forgotten with it: who comes back later is a new dot.

import { randomBytes } from 'node:crypto';
import type { SubjectRef } from '#shared/model/ids.ts';
import { peopleStaleAfterMs } from '#shared/wire/board-socket.ts';

export type PersonKeys = {
  /**
   * The key of this person's stay; a new one when they have not been asked for since `peopleStaleAfterMs`. The moment is the
   * board's, on the boot clock: reading that clock for everybody on every board took half of a gateway's time.
   */
  readonly keyOf: (ref: SubjectRef, nowBootMs: number) => string;
  /** Ends a stay at once: consent withdrawn, vault flushed. */
  readonly forget: (ref: SubjectRef) => void;
};

/** Keys are 96 random bits. Stays that are over are let go when the next one begins. */
export function createPersonKeys(): PersonKeys {
  const stays = new Map<SubjectRef, { readonly key: string; seenBootMs: number }>();
  const begin = (nowBootMs: number): { readonly key: string; seenBootMs: number } => {
    for (const [ref, stay] of stays) if (isOver(stay.seenBootMs, nowBootMs)) stays.delete(ref);
    return { key: randomBytes(12).toString('base64url'), seenBootMs: 0 };
  };
  return {
    keyOf: (ref, nowBootMs) => {
      const known = stays.get(ref);
      const stay = known && !isOver(known.seenBootMs, nowBootMs) ? known : begin(nowBootMs);
      stay.seenBootMs = nowBootMs;
      stays.set(ref, stay);
      return stay.key;
    },
    forget: (ref) => {
      stays.delete(ref);
    },
  };
}

function isOver(seenBootMs: number, nowBootMs: number): boolean {
  return seenBootMs < nowBootMs - peopleStaleAfterMs;
}
