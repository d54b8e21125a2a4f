// Scores every fix against the truth at the moment the fix speaks of: lag is then an error of its own and not hidden.
// Fixes in doubt and fixes that only name a floor are scored like all others, so that nobody gains by vagueness.

import { distanceM } from '#shared/geometry/point.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';
import type { Played } from './play.ts';
import { type TruthPoint, truthAt, zoneAt } from './truth.ts';

/** One fix beside its truth. */
export type ScoredFix = {
  readonly errorM: number;
  readonly floorRight: boolean;
  readonly zoneRight: boolean;
  readonly heldBy68: boolean;
  readonly heldBy95: boolean;
  readonly subject: SubjectRef;
  readonly atBootMs: number;
};

export type Scored = {
  readonly settled: readonly ScoredFix[];
  readonly instant: readonly ScoredFix[];
  /** Changes of the zone named by instant fixes (null is a name too), and of the zone the truth was in, at the same moments. */
  readonly zoneChanges: number;
  readonly trueZoneChanges: number;
  /** Scored time, tags added up. */
  readonly minutes: number;
  /** Fixes older than they may be (instant 0.5 s, settled 3 s) or of a moment that has not come: an error of the engine. */
  readonly late: number;
  readonly doubted: number;
  readonly floorOnly: number;
  /** Answers of the engine, truth or not, and the seconds it took for them. */
  readonly made: number;
  readonly engineS: number;
};

export type Truths = ReadonlyMap<SubjectRef, readonly TruthPoint[]>;

const mayBeOldMs = { instant: 500, settled: 3_000 } as const;

export function score({ answers, engineS }: Played, truths: Truths, floors: readonly Floor[]): Scored {
  const against = (fix: Fix): ScoredFix | null => {
    const truth = truthAt(truths.get(fix.subject) ?? [], fix.atBootMs);
    return truth && scoreFix(fix, truth, floors);
  };
  const instants = answers.map(({ located }) => located.instant);
  const settled = answers.map(({ located }) => located.settled).filter((fix) => fix !== null);
  const isLate = (fix: Fix | null, solvedAtBootMs: number, limitMs: number): boolean =>
    fix !== null && (solvedAtBootMs - fix.atBootMs > limitMs || fix.atBootMs > solvedAtBootMs);
  const late = answers.map(({ located, solvedAtBootMs }) => [
    isLate(located.instant, solvedAtBootMs, mayBeOldMs.instant),
    isLate(located.settled, solvedAtBootMs, mayBeOldMs.settled),
  ]);
  return {
    settled: settled.map(against).filter((fix) => fix !== null),
    instant: instants.map(against).filter((fix) => fix !== null),
    ...changes(instants, truths, floors),
    late: late.flat().filter(Boolean).length,
    doubted: answers.filter(({ located }) => located.doubt !== null).length,
    floorOnly: instants.filter((fix) => fix.precision === 'floor').length,
    made: answers.length,
    engineS,
  };
}

/** On a wrong floor the error is the distance in the plan, but no radius holds the truth. */
function scoreFix(fix: Fix, truth: TruthPoint, floors: readonly Floor[]): ScoredFix {
  const errorM = distanceM(fix, truth);
  const floorRight = fix.floor === truth.floor;
  return {
    errorM,
    floorRight,
    zoneRight: fix.zone === zoneAt(floors, truth),
    heldBy68: floorRight && errorM <= fix.radius68M,
    heldBy95: floorRight && errorM <= fix.radius95M,
    subject: fix.subject,
    atBootMs: fix.atBootMs,
  };
}

function changes(
  instants: readonly Fix[],
  truths: Truths,
  floors: readonly Floor[],
): Pick<Scored, 'zoneChanges' | 'trueZoneChanges' | 'minutes'> {
  let [zoneChanges, trueZoneChanges, minutes] = [0, 0, 0];
  for (const fixes of Map.groupBy(instants, (fix) => fix.subject).values()) {
    let before: { fix: Fix; zone: string | null } | undefined;
    for (const fix of fixes) {
      const truth = truthAt(truths.get(fix.subject) ?? [], fix.atBootMs);
      const now = truth && { fix, zone: zoneAt(floors, truth) };
      if (now && before) {
        if (now.fix.zone !== before.fix.zone) zoneChanges++;
        if (now.zone !== before.zone) trueZoneChanges++;
        minutes += (fix.atBootMs - before.fix.atBootMs) / 60_000;
      }
      before = now ?? undefined;
    }
  }
  return { zoneChanges, trueZoneChanges, minutes };
}
