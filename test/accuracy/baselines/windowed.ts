// What the baselines share behind the engine's port: the mean of every anchor over the last three seconds, an answer every
// 0.4 s where something new was heard. Their radii claim nothing, and their settled fix is their instant one.

import type { PositionEngine } from '#gateway/locate/engine.ts';
import type { Point } from '#shared/geometry/point.ts';
import type { AnchorId, FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import { zoneAt } from '../truth.ts';

/** An anchor that was heard, with its floor and its mean. */
export type Heard = { readonly anchor: Anchor; readonly floor: Floor; readonly meanDbm: number };

export type Place = Point & { readonly floor: FloorId };

const windowMs = 3_000;
const gapMs = 400;

type Track = { window: ConsentedSighting[]; solvedAtMs: number; fresh: boolean };

/** `locate` gets at least one heard anchor, the loudest first. */
export function windowed(floors: readonly Floor[], locate: (heard: readonly Heard[]) => Place): PositionEngine {
  const anchors = new Map(floors.flatMap((floor) => floor.anchors.map((anchor) => [anchor.id, { anchor, floor }])));
  const tracks = new Map<SubjectRef, Track>();
  const answer = (subject: SubjectRef, place: Place, atBootMs: number): ReturnType<PositionEngine['solve']>[number] => {
    const zone = zoneAt(floors, place);
    const claim = { radius68M: 0, radius95M: 0, precision: 'place', zone, zoneProbability: zone === null ? 0 : 1 } as const;
    const fix = { subject, floor: place.floor, x: place.x, y: place.y, ...claim, atBootMs };
    return { subject, instant: fix, settled: fix, doubt: null };
  };
  return {
    hear: (sighting) => {
      if (!anchors.has(sighting.anchor)) return;
      const track = tracks.get(sighting.subject) ?? { window: [], solvedAtMs: Number.NEGATIVE_INFINITY, fresh: false };
      tracks.set(sighting.subject, track);
      track.window.push(sighting);
      track.fresh = true;
    },
    solve: (nowBootMs) =>
      [...tracks].flatMap(([subject, track]) => {
        track.window = track.window.filter(({ heardAtBootMs }) => nowBootMs - heardAtBootMs < windowMs);
        if (!track.fresh || track.window.length === 0 || nowBootMs - track.solvedAtMs < gapMs) return [];
        track.fresh = false;
        track.solvedAtMs = nowBootMs;
        return [answer(subject, locate(means(track.window, anchors)), nowBootMs)];
      }),
    silence: () => undefined,
    heardBy: () => [],
    resurvey: async () => undefined,
    forget: (subject) => void tracks.delete(subject),
    forgetAll: () => tracks.clear(),
  };
}

function means(window: readonly ConsentedSighting[], anchors: ReadonlyMap<AnchorId, Omit<Heard, 'meanDbm'>>): readonly Heard[] {
  return [...Map.groupBy(window, ({ anchor }) => anchor)]
    .flatMap(([id, sightings]) => {
      const at = anchors.get(id);
      return at ? [{ ...at, meanDbm: sightings.reduce((sum, { rssiDbm }) => sum + rssiDbm, 0) / sightings.length }] : [];
    })
    .sort((a, b) => b.meanDbm - a.meanDbm);
}

/** The heard anchors of the floor on which most power was heard. */
export function onLoudestFloor(heard: readonly Heard[]): readonly Heard[] {
  const power = (of: readonly Heard[]): number => of.reduce((sum, { meanDbm }) => sum + 10 ** (meanDbm / 10), 0);
  const perFloor = [...Map.groupBy(heard, ({ floor }) => floor).values()];
  return perFloor.reduce((best, one) => (power(one) > power(best) ? one : best));
}
