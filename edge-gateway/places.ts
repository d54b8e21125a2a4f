// The site turned round for look-ups: what a space is, in which zone and on which floor it stands.

import type { FloorId, SpaceId, ZoneId } from '#shared/model/ids.ts';
import type { Site, Space } from '#shared/model/site.ts';

type Place = Pick<Space, 'id' | 'name' | 'kind' | 'zone'> & { readonly floor: FloorId };

export type Places = {
  readonly space: (id: SpaceId) => Place | undefined;
  readonly spaces: ReadonlyMap<SpaceId, Place>;
  readonly onFloor: (floor: FloorId) => readonly Place[];
  readonly floors: readonly FloorId[];
  readonly zoneName: (id: ZoneId) => string;
  readonly zonesByFloor: ReadonlyMap<FloorId, readonly ZoneId[]>;
};

export function placesOf(site: Site): Places {
  const all = site.floors.flatMap((floor) =>
    floor.spaces.map(({ id, name, kind, zone }): Place => ({ id, name, kind, zone, floor: floor.id })),
  );
  const spaces = new Map(all.map((place) => [place.id, place]));
  const byFloor = new Map(site.floors.map((floor) => [floor.id, all.filter((place) => place.floor === floor.id)]));
  const zoneNames = new Map(site.floors.flatMap(({ zones }) => zones.map(({ id, name }) => [id, name] as const)));
  return {
    zoneName: (id) => zoneNames.get(id) ?? id,
    space: (id) => spaces.get(id),
    spaces,
    onFloor: (floor) => byFloor.get(floor) ?? [],
    floors: site.floors.map((floor) => floor.id),
    zonesByFloor: new Map(site.floors.map((floor) => [floor.id, floor.zones.map((zone) => zone.id)])),
  };
}
