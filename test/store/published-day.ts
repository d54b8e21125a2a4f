// A published day of use, for tests of the store: one cell that is told, one that is not, and one zone's presence.

import { FloorId, ZoneId } from '#shared/model/ids.ts';

export function publishedDay(day: number, zoneId = 'z-1') {
  const zone = ZoneId.parse(zoneId);
  const hourly = (count: number): number[] => Array.from({ length: 24 }, (_, hour) => (hour === 9 ? count : 0));
  const counts = { began: 20, noShows: 5, givenBack: 0, walkUps: 10, emptied: 5, emptyMin: 75 };
  const told = { ...counts, rooms: { bookedHours: 35, usedHours: 25 }, inUse: hourly(15) };
  return {
    day,
    cells: [
      { floor: FloorId.parse('f-1'), zone, kind: 'room' as const, spaces: 30, told },
      { floor: null, zone: null, kind: 'desk' as const, spaces: 7, told: null },
    ],
    presence: [{ zone, told: hourly(11), untold: hourly(1), total: hourly(110), most: hourly(15) }],
  };
}
