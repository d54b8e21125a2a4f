// A small building for tests of utilisation: two floors, five zones, and visits of it said in a few words.

import type { Visit } from '#gateway/utilisation/visits.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { FloorId, SpaceId, ZoneId } from '#shared/model/ids.ts';
import { Site, type SpaceKind } from '#shared/model/site.ts';

const spaces = (zone: string, kind: SpaceKind, count: number, y: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `${zone}-${kind}-${n}`, name: `${n}`, kind, zone },
    shape: { rect: [n, y, 0.5, 0.5] },
  }));
const zones = (...ids: readonly string[]) => ids.map((id) => ({ id, name: id, shape: { rect: [0, 0, 40, 40] } }));
const floor = (id: string, short: string) => ({ id, name: id, short, outline: { rect: [0, 0, 40, 40] } });

/** Desks 20 + 10 + 10 and rooms 6 upstairs; desks 12 + 8 downstairs; bays only in one zone. */
export const premises: Site = Site.parse({
  id: 'premises',
  name: 'Premises',
  timeZone: 'Europe/Berlin',
  floors: [
    {
      ...floor('up', '1'),
      zones: zones('u-1', 'u-2', 'u-3'),
      spaces: [
        ...[...spaces('u-1', 'desk', 20, 1), ...spaces('u-2', 'desk', 10, 2), ...spaces('u-3', 'desk', 10, 3)],
        ...spaces('u-1', 'room', 6, 4),
      ],
    },
    {
      ...floor('down', 'G'),
      zones: zones('d-1', 'd-2'),
      spaces: [...spaces('d-1', 'desk', 12, 1), ...spaces('d-2', 'desk', 8, 2), ...spaces('d-2', 'parking', 6, 3)],
    },
  ],
});
export const up = FloorId.parse('up');
export const down = FloorId.parse('down');
export const zone = (id: string): ZoneId => ZoneId.parse(id);

/** Midnight of Friday 15 January 2027 in Berlin, which is day 20,833. */
export const day = 20_833;
const dayStartMs = day * hours(24) - hours(1);
export const atHour = (hour: number): number => dayStartMs + hours(hour);

/** From nine to five on the nth space of that kind, used from the beginning unless said otherwise. */
export function visit(where: string, n: number, over: Partial<Visit> = {}): Visit {
  return {
    ...{ space: SpaceId.parse(`${where}-${n}`), fromMs: atHour(9), toMs: atHour(17), checkedInMs: atHour(9) },
    ...{ releasedMs: null, outcome: 'used', walkUp: false, ...over },
  };
}

export function visits(where: string, count: number, over: Partial<Visit> = {}): readonly Visit[] {
  return Array.from({ length: count }, (_, n) => visit(where, n, over));
}

/** Nobody came, and the space was free again so many minutes after its beginning. */
export const nobodyFor = (min: number): Partial<Visit> => {
  return { outcome: 'no-show', checkedInMs: null, releasedMs: atHour(9) + minutes(min) };
};
