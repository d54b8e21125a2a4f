// A wall has to know that the dot of this frame is the dot of the frame before, and nothing more. So each stay gets a
// random key that is forgotten with it: who comes back later is a new dot.

import { randomBytes } from 'node:crypto';
import type { SubjectRef } from '#shared/model/ids.ts';
import { peopleStaleAfterMs } from '#shared/wire/board-socket.ts';

export type PersonKeys = {
  /** The key of this person's stay; a new one when they have not been asked for since `peopleStaleAfterMs`. */
  readonly keyOf: (ref: SubjectRef) => string;
  /** Ends a stay at once: consent withdrawn, vault flushed. */
  readonly forget: (ref: SubjectRef) => void;
};

/** Keys are 96 random bits. Ages run on the boot clock. Stays that are over are let go when the next one begins. */
export function createPersonKeys({ bootMs }: { readonly bootMs: () => number }): PersonKeys {
  const stays = new Map<SubjectRef, { readonly key: string; seenBootMs: number }>();
  const isOver = (seenBootMs: number): boolean => seenBootMs < bootMs() - peopleStaleAfterMs;
  const begin = (): { readonly key: string; seenBootMs: number } => {
    for (const [ref, stay] of stays) if (isOver(stay.seenBootMs)) stays.delete(ref);
    return { key: randomBytes(12).toString('base64url'), seenBootMs: 0 };
  };
  return {
    keyOf: (ref) => {
      const known = stays.get(ref);
      const stay = known && !isOver(known.seenBootMs) ? known : begin();
      stay.seenBootMs = bootMs();
      stays.set(ref, stay);
      return stay.key;
    },
    forget: (ref) => {
      stays.delete(ref);
    },
  };
}
