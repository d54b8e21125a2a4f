// Does an anchor still hang where the plan says? Two witnesses: what it and its neighbours hear of each other has shifted
// since the map was made, and another place on the floor explains it better. A neighbour that moved shifts one pair of
// this anchor, not three; a radio that was turned or covered shifts all its pairs alike.

import { distanceM } from '#shared/geometry/point.ts';
import type { AnchorId } from '#shared/model/ids.ts';
import type { AnchorReport } from '#shared/wire/calibration.ts';
import type { PairMean } from './between-anchors.ts';
import type { anchorsById } from './pair-place.ts';
import type { BetterPlace } from './placement.ts';
import { mean, median } from './robust.ts';

type Moved = AnchorReport['moved'];

const shiftDb = 6;
const fewestShifted = 3;
const farM = 3;

type Witnesses = {
  readonly pairs: readonly PairMean[];
  /** Pairs as they were when the map was made. */
  readonly baseline: readonly PairMean[];
  readonly betterPlace: BetterPlace;
  readonly anchors: ReturnType<typeof anchorsById>;
};

/** One sentence says why; it names no place, only how far off. */
export function movedSuspicion(id: AnchorId, { pairs, baseline, betterPlace, anchors }: Witnesses): Moved {
  const { neighbours, shifted, shiftedApart, hearsDb, isHeardDb } = shiftsOf(id, pairs, baseline);
  const better = betterPlace(id);
  const own = anchors.get(id)?.anchor.at;
  const offM = better === null || own === undefined ? 0 : distanceM(better, own);
  const pairsSay = `Signals between it and ${shifted} of ${neighbours} neighbours have shifted by more than ${shiftDb} dB`;
  const placeSays = `signals fit better to a place some ${Math.round(offM)} m away`;
  if (shifted >= fewestShifted && offM > farM) return { suspicion: 'likely', reason: `${pairsSay}, and its ${placeSays}.` };
  if (shiftedApart >= fewestShifted) return { suspicion: 'likely', reason: `${pairsSay}, each differently.` };
  if (shifted >= fewestShifted) {
    const how = `all alike: it hears ${signed(hearsDb)} dB and is heard ${signed(isHeardDb)} dB. Was it turned, covered or exchanged?`;
    return { suspicion: 'maybe', reason: `${pairsSay}, ${how}` };
  }
  if (offM > farM) return { suspicion: 'maybe', reason: `Its ${placeSays}; check the plan.` };
  return { suspicion: 'no', reason: '' };
}

/** The anchors that have likely moved. */
export function likelyMoved(witnesses: Witnesses): ReadonlySet<AnchorId> {
  const all = [...witnesses.anchors.keys()];
  return new Set(all.filter((id) => movedSuspicion(id, witnesses).suspicion === 'likely'));
}

type Shifts = {
  readonly neighbours: number;
  /** Neighbours whose signals have shifted; and those that have, beyond what is common to all in that direction. */
  readonly shifted: number;
  readonly shiftedApart: number;
  readonly hearsDb: number;
  readonly isHeardDb: number;
};

function shiftsOf(id: AnchorId, pairs: readonly PairMean[], baseline: readonly PairMean[]): Shifts {
  const before = new Map(baseline.map((pair) => [`${pair.from} ${pair.anchor}`, pair.meanDbm]));
  const shifts = pairs.flatMap(({ from, anchor, meanDbm }) => {
    const was = before.get(`${from} ${anchor}`);
    if (was === undefined || (from !== id && anchor !== id)) return [];
    return [{ other: from === id ? anchor : from, hears: anchor === id, shift: meanDbm - was }];
  });
  const common = (hears: boolean): number => median(shifts.filter((one) => one.hears === hears).map(({ shift }) => shift));
  const [hearsDb, isHeardDb] = [common(true), common(false)];
  const byNeighbour = [...Map.groupBy(shifts, ({ other }) => other).values()];
  const apart = byNeighbour.map((both) => mean(both.map(({ hears, shift }) => shift - (hears ? hearsDb : isHeardDb))));
  const whole = byNeighbour.map((both) => Math.max(...both.map(({ shift }) => Math.abs(shift))));
  const far = (values: readonly number[]): number => values.filter((value) => Math.abs(value) > shiftDb).length;
  return { neighbours: byNeighbour.length, shifted: far(whole), shiftedApart: far(apart), hearsDb, isHeardDb };
}

function signed(value: number): string {
  const whole = Math.round(value);
  return whole > 0 ? `+${whole}` : String(whole);
}
