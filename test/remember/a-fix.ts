// A fix and a building for the vault's tests.

import type { Fix } from '#shared/model/fix.ts';
import { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';

export const floors = [
  { id: FloorId.parse('one'), zones: [{ id: ZoneId.parse('north') }, { id: ZoneId.parse('south') }] },
  { id: FloorId.parse('two'), zones: [{ id: ZoneId.parse('attic') }] },
];

export const ana = SubjectRef.parse('p-ana');
export const ben = SubjectRef.parse('p-ben');

/** A fix of ana on floor one, with whatever the test wants otherwise. */
export function aFix(atBootMs: number, rest: Partial<Fix> = {}): Fix {
  const place = {
    floor: FloorId.parse('one'),
    x: 12.5,
    y: 3.25,
    radius68M: 1.5,
    radius95M: 2.75,
    precision: 'place',
    zone: ZoneId.parse('south'),
    zoneProbability: 1,
  } as const;
  return { subject: ana, ...place, atBootMs, ...rest };
}
