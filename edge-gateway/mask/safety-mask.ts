// First aid on a floor as an audience may see it (rule 13): the state is everybody's, a name goes as far as a name may on that
// screen. Who is named agreed to be named with their duty, so neither the mode nor their flag is asked.

import type { WallNames } from '#shared/model/policy.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import type { Audience } from './audience.ts';
import { initials, tidy } from './initials.ts';
import { sorted } from './sorted.ts';

type Named = FloorSafety['named'][number];

/** Sorted by what is shown, so that the order tells nothing of a name that is cut short. */
export function maskSafety(safety: FloorSafety, audience: Audience): FloorSafety {
  return cut(safety, audience.kind === 'wall' ? audience.wallNames : 'full');
}

/** On the console: whole names for those who look after people, none for whoever is to see no name there (42). */
export function maskDutyNames(safety: FloorSafety, isWarden: boolean): FloorSafety {
  return cut(safety, isWarden ? 'full' : 'none');
}

function cut({ state, gapFromMs, named }: FloorSafety, names: WallNames): FloorSafety {
  return {
    state,
    gapFromMs: gapFromMs === null ? null : Math.round(gapFromMs),
    named: sorted(
      named.flatMap((one) => shownOf(one, names)),
      ({ label, zoneName = '' }) => JSON.stringify([label, zoneName]),
    ),
  };
}

function shownOf({ label, zoneName }: Named, names: WallNames): Named[] {
  if (names === 'none') return [];
  const shown = names === 'initials' ? initials(label) : tidy(label);
  return shown === '' ? [] : [{ label: shown, ...(zoneName === undefined ? {} : { zoneName }) }];
}
