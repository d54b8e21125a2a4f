// The roll call as the wall in front of everybody may show it. In the real thing every wall names; in a drill a wall shows as
// much of a name as it does on any day, and whom it does not name it counts.

import type { WallNames } from '#shared/model/policy.ts';
import type { Emergency, RollFloor } from '#shared/wire/emergency.ts';

/** `initials` makes of a name what a wall shows that shows initials. Counts stay as they are. */
export function rollOnWall(emergency: Emergency, wallNames: WallNames, initials: (label: string) => string): Emergency {
  if (!emergency.drill || wallNames === 'full') return emergency;
  const cut = wallNames === 'none' ? withoutNames : (floor: RollFloor) => shortened(floor, initials);
  return { ...emergency, floors: emergency.floors.map(cut) };
}

function withoutNames({ floor, people, unnamed }: RollFloor): RollFloor {
  const safe = unnamed.safe + people.filter((one) => one.safe).length;
  return { floor, people: [], unnamed: { here: unnamed.here + people.length, safe } };
}

/** Sorted anew: the order of the whole names would tell something of them. */
function shortened(floor: RollFloor, initials: (label: string) => string): RollFloor {
  const people = floor.people.map((one) => ({ ...one, label: initials(one.label) }));
  return { ...floor, people: people.toSorted((a, b) => a.label.localeCompare(b.label, 'en') || (a.key < b.key ? -1 : 1)) };
}
