// One fix as 32 bytes of the vault: boot stamp f64, x y radius f32, zone u16, floor u8, probability u8, owner u32, wide
// radius u16 in centimetres, precision u8, and one byte of room. No name, no tag, no reference of a person.

import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, ZoneId } from '#shared/model/ids.ts';

export const recordBytes = 32;
const at = {
  stamp: 0,
  x: 8,
  y: 12,
  radius: 16,
  zone: 20,
  floor: 22,
  probability: 23,
  owner: 24,
  wide: 28,
  precision: 30,
} as const;

/** The floors and zones of a building, each with the number it has in a record. */
export type PlaceNumbers = { readonly floors: readonly FloorId[]; readonly zones: readonly ZoneId[] };

type FloorWithZones = { readonly id: FloorId; readonly zones: readonly { readonly id: ZoneId }[] };

/** Throws if the building has more floors or zones than a record can number. */
export function numberPlaces(floors: readonly FloorWithZones[]): PlaceNumbers {
  const zones = floors.flatMap((floor) => floor.zones.map((zone) => zone.id));
  if (floors.length > 255 || zones.length > 65_534)
    throw new Error('The building has more floors or zones than the vault can number.');
  return { floors: floors.map((floor) => floor.id), zones };
}

/** The boot stamp of a slot's record. */
export function readStamp(slab: Buffer, slot: number): number {
  return slab.readDoubleLE(slot * recordBytes + at.stamp);
}

/** Writes what a fix says into its slot. Throws on a floor or zone that is not of this building. */
export function writeRecord(slab: Buffer, slot: number, fix: Fix, places: PlaceNumbers): void {
  const floor = places.floors.indexOf(fix.floor);
  const zone = fix.zone === null ? 0 : places.zones.indexOf(fix.zone) + 1;
  if (floor < 0 || (fix.zone !== null && zone === 0))
    throw new Error('A fix names a floor or zone that this building does not have.');
  const base = slot * recordBytes;
  slab.writeDoubleLE(fix.atBootMs, base + at.stamp);
  slab.writeFloatLE(fix.x, base + at.x);
  slab.writeFloatLE(fix.y, base + at.y);
  slab.writeFloatLE(fix.radius68M, base + at.radius);
  slab.writeUInt16LE(zone, base + at.zone);
  slab.writeUInt8(floor, base + at.floor);
  slab.writeUInt8(Math.round(Math.min(1, Math.max(0, fix.zoneProbability)) * 255), base + at.probability);
  slab.writeUInt32LE(slot + 1, base + at.owner);
  slab.writeUInt16LE(Math.min(65_535, Math.max(0, Math.round(fix.radius95M * 100))), base + at.wide);
  slab.writeUInt8(fix.precision === 'place' ? 1 : 0, base + at.precision);
}

/** The fix in a slot, for the subject the index says it is of; null if the slot does not hold a record. */
export function readRecord(slab: Buffer, slot: number, subject: Fix['subject'], places: PlaceNumbers): Fix | null {
  const base = slot * recordBytes;
  const floor = places.floors[slab.readUInt8(base + at.floor)];
  if (slab.readUInt32LE(base + at.owner) !== slot + 1 || floor === undefined) return null;
  return {
    subject,
    floor,
    x: slab.readFloatLE(base + at.x),
    y: slab.readFloatLE(base + at.y),
    radius68M: slab.readFloatLE(base + at.radius),
    radius95M: slab.readUInt16LE(base + at.wide) / 100,
    precision: slab.readUInt8(base + at.precision) === 1 ? 'place' : 'floor',
    zone: places.zones[slab.readUInt16LE(base + at.zone) - 1] ?? null,
    zoneProbability: slab.readUInt8(base + at.probability) / 255,
    atBootMs: readStamp(slab, slot),
  };
}
