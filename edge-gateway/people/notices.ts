// A word for one person that waits until they read it: in memory, few, and gone after a week or with the next start.

import type { Clock } from '#shared/kit/clock.ts';
import { hours } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Notice } from '#shared/wire/me.ts';

export type Notices = {
  /** Leaves a notice; one of the same kind that has not been read is replaced. */
  readonly leave: (ref: SubjectRef, kind: Notice['kind']) => void;
  readonly of: (ref: SubjectRef) => readonly Notice[];
  readonly seen: (ref: SubjectRef, id: string) => void;
  readonly forget: (ref: SubjectRef) => void;
};

const keptMs = hours(24 * 7);

export function createNotices(deps: { readonly clock: Clock; readonly newId: () => string }): Notices {
  const waiting = new Map<SubjectRef, readonly Notice[]>();
  const of = (ref: SubjectRef): readonly Notice[] =>
    (waiting.get(ref) ?? []).filter(({ atMs }) => deps.clock.wallMs() - atMs < keptMs);
  const keep = (ref: SubjectRef, notices: readonly Notice[]): void => {
    if (notices.length > 0) waiting.set(ref, notices);
    else waiting.delete(ref);
  };
  return {
    leave: (ref, kind) => {
      const notice = { id: deps.newId(), atMs: Math.round(deps.clock.wallMs()), kind };
      keep(ref, [...of(ref).filter((old) => old.kind !== kind), notice]);
    },
    of,
    seen: (ref, id) => {
      const left = of(ref).filter((notice) => notice.id !== id);
      keep(ref, left);
    },
    forget: (ref) => void waiting.delete(ref),
  };
}
