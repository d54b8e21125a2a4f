// Who was told of whom by a search in the last minute, so that an answer that holds no more can be taken off the page it
// stands on. In memory, and nothing of what was told.

import { minutes } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

export type Told = {
  readonly note: (asking: SubjectRef, found: readonly SubjectRef[]) => void;
  /** Whose answers this person stands in; they are not named again for it. */
  readonly takeAbout: (ref: SubjectRef) => readonly SubjectRef[];
  readonly takeAll: () => readonly SubjectRef[];
};

/** A page shows an answer for a minute (kiosk/me/use-find.ts). */
const shownForMs = minutes(1);

export function createTold({ bootMs }: { readonly bootMs: () => number }): Told {
  const answers = new Map<SubjectRef, { readonly found: ReadonlySet<SubjectRef>; readonly atMs: number }>();
  const take = (fits: (found: ReadonlySet<SubjectRef>) => boolean): readonly SubjectRef[] => {
    const asking: SubjectRef[] = [];
    for (const [ref, { found, atMs }] of answers) {
      const isShown = bootMs() - atMs < shownForMs;
      if (isShown && !fits(found)) continue;
      answers.delete(ref);
      if (isShown) asking.push(ref);
    }
    return asking;
  };
  return {
    note: (asking, found) => {
      // Somebody may have several pages open: what one of them shows counts until its minute is over.
      const before = answers.get(asking);
      const isShown = before !== undefined && bootMs() - before.atMs < shownForMs;
      answers.set(asking, { found: new Set([...(isShown ? before.found : []), ...found]), atMs: bootMs() });
    },
    takeAbout: (ref) => take((found) => found.has(ref)),
    takeAll: () => take(() => true),
  };
}
