// Who appears in the simulated office: the demo company's people and the phones of passers-by. The three left for whoever
// tries it walk about too, so that somebody who brings their badge sees a dot, but never check in by themselves. Everyone gets a radio of their own, a little stronger or weaker than the next.

import { gaussian, type Random, seededRandom } from '#shared/kit/random.ts';
import type { SpaceId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Site } from '#shared/model/site.ts';
import { hex, shuffled } from '../pick.ts';
import type { DemoPopulation } from '../population.ts';
import type { Resident } from './office-day.ts';

/** A tag on its bearer. `resident` is the key of who carries it. */
export type Carried = {
  readonly resident: string;
  readonly tag: TagId;
  readonly address: string;
  readonly measuredPowerDbm?: number;
  /** What it truly sends, as measured at one metre. */
  readonly powerDbm: number;
  readonly heightM: number;
};

export type Cast = {
  readonly residents: readonly Resident[];
  readonly carried: readonly Carried[];
  /** Who may check in by themselves when they sit down, by resident. */
  readonly bookers: ReadonlyMap<string, { readonly ref: SubjectRef; readonly desk: SpaceId }>;
};

/** What a badge says it measures at one metre. */
export const badgePowerDbm = -59;

export function castOffice(site: Site, population: DemoPopulation, seed: number): Cast {
  const random = seededRandom(seed ^ 0x0ff1ce);
  const acting = population.people.filter((one) => one.tryThis === undefined);
  const booked = new Set(population.bookings.map((booking) => booking.space));
  const free = shuffled(
    site.floors.flatMap((floor) =>
      floor.spaces.filter((space) => space.kind === 'desk' && !booked.has(space.id)).map((space) => space.id),
    ),
    random,
  );
  const people = population.people.map((one): Resident => {
    // Most of those without a booking sit down at a desk that nobody booked; the others drift.
    const desk = one.desk ?? (random() < 0.6 ? free.pop() : undefined);
    return { key: one.person.ref, ...(desk === undefined ? {} : { desk }) };
  });
  const strangers = population.strangers.map((_, i): Resident => ({ key: `stranger-${i + 1}` }));
  return {
    residents: [...people, ...strangers],
    carried: [
      ...population.people.flatMap((one) => one.tags.map((tag) => carry(one.person.ref, tag, random))),
      ...population.strangers.map((tag, i) => carry(`stranger-${i + 1}`, tag, random)),
    ],
    bookers: new Map(
      acting.flatMap(({ person, desk }) => (desk === undefined ? [] : [[person.ref as string, { ref: person.ref, desk }]])),
    ),
  };
}

function carry(resident: string, tag: TagId, random: Random): Carried {
  const heightM = 1 + random() * 0.3;
  if (tag.startsWith('mac:')) {
    return { resident, tag, address: tag.slice('mac:'.length), powerDbm: gaussian(random, -60, 2), heightM };
  }
  const address = `c${hex(11, random)}`;
  const powerDbm = gaussian(random, badgePowerDbm, 1.5);
  return { resident, tag, address, measuredPowerDbm: badgePowerDbm, powerDbm, heightM };
}
