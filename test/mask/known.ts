// Facts about a floor for the tests of the mask: every part can be replaced.

import type { KnownFloor } from '#gateway/mask/board-mask.ts';
import { FloorId, type GroupId, SpaceId, SubjectRef, ZoneId } from '#shared/model/ids.ts';
import type { Visibility } from '#shared/model/policy.ts';

export const floor = FloorId.parse('f1');
export const zone = ZoneId.parse('north');
export const ref = (id: string): SubjectRef => SubjectRef.parse(id);
export const space = (id: string): SpaceId => SpaceId.parse(id);
export const nowBootMs = 5_000_000;

export const person = (displayName: string, visibility: Visibility = 'unset', groups: readonly GroupId[] = []) => ({
  ...{ displayName, visibility, groups },
});

export function fixOf(subject: SubjectRef, change: Partial<KnownFloor['fixes'][number]> = {}): KnownFloor['fixes'][number] {
  const place = {
    floor,
    x: 3.3,
    y: 4.4,
    radius68M: 1.7,
    radius95M: 3.1,
    precision: 'place',
    zone,
    zoneProbability: 0.9,
    atBootMs: nowBootMs - 1500,
  } as const;
  return { subject, ...place, ...change };
}

export function knownFloor(change: Partial<KnownFloor> = {}): KnownFloor {
  return {
    ...{ floor, asOfMs: 1_800_000_000_000, nowBootMs, mode: 'show-everyone', spaces: [], fixes: [] },
    person: () => undefined,
    scopesOf: () => new Set(['wall']),
    keyOf: (subject) => `key-of-${subject}`,
    presence: { tickMs: null, floorAbout: null, zones: [] },
    floors: [],
    positions: { on: true, why: null, failing: [], accepted: [] },
    glassUntilMs: null,
    safety: { state: 'unknown', gapFromMs: null, named: [] },
    booking: { up: true, sinceMs: null },
    ...change,
  };
}
