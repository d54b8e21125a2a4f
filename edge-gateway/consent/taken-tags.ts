// Tags that were confirmed a moment ago. The booking system may not have told yet whose they are, and they still lie beside
// the anchor: so that the next person there is not offered the tag of the one before.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { SubjectRef, TagId } from '#shared/model/ids.ts';

export type TakenTags = {
  readonly keep: (tag: TagId, ref: SubjectRef) => void;
  readonly byOther: (tag: TagId, ref: SubjectRef) => boolean;
  readonly stop: () => void;
};

/** By then the booking system has been asked and its answer is known, or it was refused. */
const keepMs = minutes(1);

export function createTakenTags(clock: Clock): TakenTags {
  const taken = new Map<TagId, { readonly ref: SubjectRef; readonly cancel: Cancel }>();
  const drop = (tag: TagId): void => {
    taken.get(tag)?.cancel();
    taken.delete(tag);
  };
  return {
    keep: (tag, ref) => {
      drop(tag);
      taken.set(tag, { ref, cancel: clock.after(keepMs, () => drop(tag)) });
    },
    byOther: (tag, ref) => (taken.get(tag)?.ref ?? ref) !== ref,
    stop: () => {
      for (const tag of [...taken.keys()]) drop(tag);
    },
  };
}
