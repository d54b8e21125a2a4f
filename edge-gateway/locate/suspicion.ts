// Asks of every solve whether it can be true: of the subject alone (doubt.ts), and of the anchors across subjects
// (anchor-trust.ts).

import type { Doubt, Fix } from '#shared/model/fix.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import { createAnchorTrust } from './anchor-trust.ts';
import { createJudge } from './doubt.ts';
import type { Observation } from './evidence.ts';
import type { Look } from './look.ts';
import type { Track } from './track.ts';

export type Suspicion = {
  /** What speaks against an instant fix made of `heard`, if anything; notes it in the track. */
  readonly look: (track: Track, instant: Fix, heard: readonly Observation[]) => Doubt | null;
  readonly forget: (subject: SubjectRef) => void;
};

export function createSuspicion(floors: readonly { readonly id: FloorId }[]): Suspicion {
  const judge = createJudge();
  const trust = createAnchorTrust();
  const storeyOf = new Map(floors.map((floor, storey) => [floor.id, storey]));
  return {
    look: (track, { subject, floor, x, y, radius68M, atBootMs }, heard) => {
      const look: Look = { atMs: atBootMs, storey: storeyOf.get(floor) ?? 0, x, y, radius68M, witnesses: heard };
      const judged = judge(track.doubt, look);
      // Asked even of those in doubt: they are what speaks against an anchor that makes people up.
      const claimed = trust.look(subject, look);
      return judged ?? claimed;
    },
    forget: trust.forget,
  };
}
