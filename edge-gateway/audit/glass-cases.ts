// The cases of break-glass, in memory only: a reason that somebody wrote goes with its case, and after a restart nobody may
// look. Time is the machine's boot time, so that no wall clock lengthens a case; it is asked at every use, because a timer
// comes late after a suspend.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { BreakGlassReason } from '#shared/model/audit.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';

/** How long a case waits for a second person, and how long it is open. */
const lastsMs = minutes(15);

export type GlassCase = {
  readonly id: string;
  readonly floor: FloorId;
  readonly reason: BreakGlassReason;
  readonly text: string;
  readonly asker: SubjectRef;
  readonly role: 'administrator' | 'location-manager';
  /** Who said yes; null while it waits. */
  readonly approver: SubjectRef | null;
  /** For showing (epoch); what counts is the boot clock. */
  readonly untilMs: number;
};
type Kept = GlassCase & { readonly untilBootMs: number };
export type Ending = 'closed' | 'time' | 'positions-off' | 'lapsed';

export type GlassCases = {
  readonly all: () => readonly GlassCase[];
  readonly find: (id: string) => GlassCase | undefined;
  /** Keeps a new case, or an approved one, for the next quarter of an hour. */
  readonly begin: (glass: Omit<GlassCase, 'untilMs'>) => void;
  readonly drop: (glass: GlassCase) => void;
  readonly stop: () => void;
};

/** `onOver` is called once for each case whose time is over, after it is gone. */
export function createGlassCases(clock: Clock, onOver: (glass: GlassCase, how: Ending) => void): GlassCases {
  const kept = new Map<string, Kept>();
  let cancel: Cancel = () => undefined;
  const wakeForNext = (): void => {
    cancel();
    const next = Math.min(...[...kept.values()].map(({ untilBootMs }) => untilBootMs));
    cancel = kept.size === 0 ? () => undefined : clock.after(Math.max(0, next - clock.bootMs()), endOverdue);
  };
  const endOverdue = (): void => {
    const over = [...kept.values()].filter(({ untilBootMs }) => clock.bootMs() >= untilBootMs);
    for (const { id } of over) kept.delete(id);
    wakeForNext();
    for (const glass of over) onOver(glass, glass.approver === null ? 'lapsed' : 'time');
  };
  const fresh = (): ReadonlyMap<string, Kept> => {
    if ([...kept.values()].some(({ untilBootMs }) => clock.bootMs() >= untilBootMs)) endOverdue();
    return kept;
  };
  return {
    all: () => [...fresh().values()],
    find: (id) => fresh().get(id),
    begin: (glass) => {
      const untilMs = Math.floor(clock.wallMs()) + lastsMs;
      kept.set(glass.id, { ...glass, untilMs, untilBootMs: clock.bootMs() + lastsMs });
      wakeForNext();
    },
    drop: ({ id }) => {
      kept.delete(id);
      wakeForNext();
    },
    stop: () => cancel(),
  };
}
