// The roll call of a drill or an emergency in the demo office, as the gateway would tell a wall.

import { minutes } from '#shared/kit/duration.ts';
import { Emergency, OwnEmergency } from '#shared/wire/emergency.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';

const firstNames = 'Ada Bruno Carla David Elif Frida Goran Hanna Ivo Jonas Kim Lena Mira Nils Olga Pavel'.split(' ');
const lastNames = ['Quill', 'Nowak', 'Lindqvist-Oberhauser', 'Falk', 'Demir'];
const zones = ['Harbour', 'Meadow', 'Quarry', undefined];

export const emergencyId = '5f0d9f5e-2b1c-4e6a-9d3b-7a1c2e3f4a5b';

/** `named`: so many people with a name on the first floor; a third of them is safe. */
export function demoRoll({ drill = false, named = 12 } = {}): Emergency {
  const people = Array.from({ length: named }, (_, i) => ({
    key: `k${i}`,
    label: `${firstNames[i % firstNames.length]} ${lastNames[i % lastNames.length]}`,
    ...(zones[i % zones.length] ? { zoneName: zones[i % zones.length] } : {}),
    safe: i % 3 === 2,
    firstAider: i === 1 || i === 2,
  }));
  const upper = [{ key: 'u1', label: 'Tom Adler', zoneName: 'Attic', safe: false, firstAider: false }];
  const safe = people.filter((person) => person.safe).length;
  return Emergency.parse({
    id: emergencyId,
    drill,
    by: drill ? 'person' : 'fire-panel',
    startedMs: boardNowMs - minutes(3),
    endsMs: boardNowMs + minutes(57),
    assemblyPoint: 'Car park west, by the bicycle stands',
    floors: [
      { floor: 'floor-1', people, unnamed: { here: 4, safe: 1 } },
      { floor: 'floor-2', people: upper, unnamed: { here: 0, safe: 0 } },
    ],
    counts: { expected: named + 5, safe: safe + 1 },
  });
}

/** The same with one person safe or not. */
export function withMark(roll: Emergency, key: string, safe: boolean): Emergency {
  const floors = roll.floors.map((floor) => ({
    ...floor,
    people: floor.people.map((person) => (person.key === key ? { ...person, safe } : person)),
  }));
  return { ...roll, floors };
}

/** The same on the page of one person, with the roll call for a warden. */
export function demoOwn({ drill = false, warden = false } = {}): OwnEmergency {
  const { floors, counts, ...running } = demoRoll({ drill });
  return OwnEmergency.parse({ ...running, safe: false, warden, roll: warden ? { ...running, floors, counts } : null });
}
