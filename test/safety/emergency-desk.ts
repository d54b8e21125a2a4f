// The state machine of emergencies with a clock that stands still, and an audit and a disk that a test can break.

import { createEmergencies, type Emergencies } from '#gateway/safety/emergency.ts';
import { type KeptEmergency, keptEmergency } from '#gateway/safety/kept-emergency.ts';
import { done, refused } from '#shared/kit/outcome.ts';
import type { AuditAct } from '#shared/model/audit.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';

export const kim = SubjectRef.parse('p-kim');
export const limits = { maxMinutes: 240, maxDrillMinutes: 60 };
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export type EmergencyDesk = {
  readonly clock: FakeClock;
  readonly emergencies: Emergencies;
  /** What can be broken: while false, nothing is stored there. */
  readonly works: { audit: boolean; disk: boolean };
  /** The text on the disk. */
  readonly file: { text: string | null };
  readonly acts: AuditAct[];
  /** What screens were told, and what was written, in order. */
  readonly happened: string[];
  readonly shown: (KeptEmergency | null)[];
};

/** `before` is the desk of the same machine before a restart. */
export function emergencyDesk(before?: EmergencyDesk): EmergencyDesk {
  const clock = before?.clock ?? fakeClock();
  const works = { audit: true, disk: true };
  const file = before?.file ?? { text: null };
  const acts: AuditAct[] = before?.acts ?? [];
  const happened: string[] = [];
  const shown: (KeptEmergency | null)[] = [];
  const wrote = (act: AuditAct): void => {
    acts.push(act);
    happened.push(act.kind);
  };
  const store = (text: string | null) => {
    if (!works.disk) return refused('full');
    file.text = text;
    happened.push(text === null ? 'cleared' : 'kept');
    return done(undefined);
  };
  let ids = acts.length;
  const emergencies = createEmergencies({
    ...{ clock, limits },
    audit: {
      write: (act) => {
        if (!works.audit) return refused('not-stored');
        wrote(act);
        return done(undefined);
      },
      note: wrote,
    },
    keep: {
      read: () => keptEmergency(file.text),
      write: (kept) => store(JSON.stringify(kept)),
      clear: () => store(null),
    },
    newId: () => {
      ids += 1;
      return idOf(ids);
    },
    onChange: (now) => {
      shown.push(now);
      happened.push(now === null ? 'shown: none' : `shown: ${now.drill ? 'drill' : 'real'}`);
    },
  });
  return { clock, emergencies, works, file, acts, happened, shown };
}
