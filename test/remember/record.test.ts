import { describe, expect, test } from 'vitest';
import { numberPlaces, readRecord, recordBytes, writeRecord } from '#gateway/remember/record.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { aFix, ana, floors } from './a-fix.ts';

/** Only the last floor and the last zone have names of their own: it is their numbers that are the largest. */
const [floor, zone] = [FloorId.parse('last'), ZoneId.parse('last')];
function building(floorCount: number, zoneCount: number) {
  const zones = [...Array<{ id: ZoneId }>(zoneCount - 1).fill({ id: ZoneId.parse('z') }), { id: zone }];
  return [...Array.from({ length: floorCount - 1 }, () => ({ id: FloorId.parse('f'), zones: [] })), { id: floor, zones }];
}

describe('the numbers of places in a record', () => {
  test('the last floor and the last zone a record can number are given back as they were', () => {
    for (const largest of [building(255, 1), building(1, 65_534)]) {
      const places = numberPlaces(largest);
      const slab = Buffer.alloc(recordBytes);
      writeRecord(slab, 0, aFix(1, { floor, zone }), places);
      expect(readRecord(slab, 0, ana, places)).toMatchObject({ floor, zone });
    }
  });

  test('a building with one more is refused at the start, not mixed up while it runs', () => {
    for (const tooLarge of [building(256, 1), building(1, 65_535)])
      expect(() => numberPlaces(tooLarge)).toThrow('more floors or zones than the vault can number');
  });
});

describe('a record', () => {
  const places = numberPlaces(floors);

  test('keeps nothing of whose it is: two people in the same place leave the same bytes', () => {
    const [one, other] = [Buffer.alloc(recordBytes), Buffer.alloc(recordBytes)];
    writeRecord(one, 0, aFix(1), places);
    writeRecord(other, 0, aFix(1, { subject: 'somebody-else' as typeof ana }), places);
    expect(one.equals(other)).toBe(true);
  });

  test('of another slot, or zeroed, is nobody’s', () => {
    const slab = Buffer.alloc(2 * recordBytes);
    writeRecord(slab, 0, aFix(1), places);
    slab.copy(slab, recordBytes, 0, recordBytes);
    expect(readRecord(slab, 0, ana, places)).toEqual(aFix(1));
    expect(readRecord(slab, 1, ana, places)).toBeNull();
    expect(readRecord(slab.fill(0), 0, ana, places)).toBeNull();
  });

  test('holds a probability of nought to one, whatever it was given', () => {
    const slab = Buffer.alloc(recordBytes);
    const kept = [-0.5, 0, 1, 1.5].map((zoneProbability) => {
      writeRecord(slab, 0, aFix(1, { zoneProbability }), places);
      return readRecord(slab, 0, ana, places)?.zoneProbability;
    });
    expect(kept).toEqual([0, 0, 1, 1]);
  });
});
