// What searches answered in the last minute, so that an answer that holds no more can be taken off the page it stands on.
// Only then: an answer that would be the same again stays, or its end would tell that somebody in it has changed something.

import { minutes } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

type Answer = { readonly text: string; readonly found: ReadonlySet<SubjectRef>; readonly said: string; readonly atMs: number };

export type Told = {
  readonly note: (asking: SubjectRef, text: string, found: readonly SubjectRef[], said: string) => void;
  /** Who asked, and has on a page what would not be said again; they are not named twice. */
  readonly overAbout: (ref: SubjectRef) => readonly SubjectRef[];
  readonly over: () => readonly SubjectRef[];
};

type Deps = {
  readonly bootMs: () => number;
  /** What would be said now. */
  readonly sayAgain: (asking: SubjectRef, text: string) => string;
};

/** A page shows an answer for a minute (kiosk/me/use-find.ts). */
const shownForMs = minutes(1);
/** One a page (push/me-hub.ts). */
const mostAnswers = 5;

export function createTold({ bootMs, sayAgain }: Deps): Told {
  /** Several of one person, who may have several pages open. */
  const answers = new Map<SubjectRef, readonly Answer[]>();
  const shown = (asking: SubjectRef): readonly Answer[] =>
    (answers.get(asking) ?? []).filter(({ atMs }) => bootMs() - atMs < shownForMs);
  const over = (asking: SubjectRef, fits: (answer: Answer) => boolean): boolean => {
    const kept = shown(asking);
    const ended = kept.some((answer) => fits(answer) && sayAgain(asking, answer.text) !== answer.said);
    if (ended || kept.length === 0) answers.delete(asking);
    else answers.set(asking, kept);
    return ended;
  };
  return {
    note: (asking, text, found, said) => {
      const answer = { text, found: new Set(found), said, atMs: bootMs() };
      answers.set(asking, [...shown(asking), answer].slice(-mostAnswers));
    },
    overAbout: (ref) => [...answers.keys()].filter((asking) => over(asking, ({ found }) => asking === ref || found.has(ref))),
    over: () => [...answers.keys()].filter((asking) => over(asking, () => true)),
  };
}
