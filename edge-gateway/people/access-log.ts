// What was done with a person's data, for that person: in memory, a day long. It says what happened and when, not who did
// it: whoever looks for a colleague has a right to be left alone too. Audit that lasts is the audit room's.

import type { Clock } from '#shared/kit/clock.ts';
import { hours } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

/** `found`: was in the answer to a colleague's search. The others are the person's own. */
type AccessKind =
  | 'found'
  | 'signed-in'
  | 'data-downloaded'
  | 'receipt-downloaded'
  | 'consent-given'
  | 'consent-withdrawn'
  | 'paused'
  | 'resumed';
export type Access = { readonly atMs: number; readonly kind: AccessKind };

export type AccessLog = {
  readonly note: (ref: SubjectRef, kind: AccessKind) => void;
  /** Oldest first, of the last 24 hours; times are rounded down to the minute. */
  readonly of: (ref: SubjectRef) => readonly Access[];
  readonly forget: (ref: SubjectRef) => void;
};

const keptMs = hours(24);
const mostKept = 200;
const minuteMs = 60_000;

export function createAccessLog({ clock }: { readonly clock: Clock }): AccessLog {
  const kept = new Map<SubjectRef, readonly Access[]>();
  const of = (ref: SubjectRef): readonly Access[] => (kept.get(ref) ?? []).filter(({ atMs }) => clock.wallMs() - atMs < keptMs);
  return {
    note: (ref, kind) => {
      const atMs = Math.floor(clock.wallMs() / minuteMs) * minuteMs;
      kept.set(ref, [...of(ref), { atMs, kind }].slice(-mostKept));
    },
    of,
    forget: (ref) => void kept.delete(ref),
  };
}
