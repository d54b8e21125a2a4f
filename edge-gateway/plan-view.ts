// The plan as a display or a page gets it: the site without its radios.

import { type Display, mayShow } from '#shared/model/display.ts';
import type { Site } from '#shared/model/site.ts';
import type { Plan } from '#shared/wire/plan.ts';

export function planFor(site: Site, display: Display): Plan {
  const [x, y] = display.at ?? [];
  const at = x === undefined || y === undefined ? {} : { at: { x, y } };
  return {
    siteName: site.name,
    timeZone: site.timeZone,
    display: { id: display.id, name: display.name, floor: display.floor, ...at },
    floors: plainFloors(site).filter(({ id }) => mayShow(display, id)),
  };
}

/** The floors without their radios. */
export function plainFloors(site: Site): Plan['floors'] {
  return site.floors.map(({ anchors: _radios, ...floor }) => ({
    ...floor,
    outline: [...floor.outline],
    areas: floor.areas.map((area) => ({ ...area, shape: [...area.shape] })),
    zones: floor.zones.map((zone) => ({ ...zone, shape: [...zone.shape] })),
    spaces: floor.spaces.map((space) => ({ ...space, shape: [...space.shape] })),
  }));
}
