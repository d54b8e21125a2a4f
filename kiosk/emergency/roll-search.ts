// Finding somebody in a roll call by a part of their name, or everybody of a place or floor by its name. Pure.

import type { RollPerson } from '#shared/wire/emergency.ts';
import { missingFirst, type RollFloor } from './roll-order.ts';

/** A floor with those of its people who match, in reading order; `found` may be empty. */
export type FoundFloor = { readonly floor: RollFloor; readonly name: string; readonly found: readonly RollPerson[] };

/** Every word has to be found in name, place or floor; case and accents do not matter. Nothing typed finds everybody. */
export function searchRoll(
  floors: readonly RollFloor[],
  nameOf: (floor: RollFloor['floor']) => string,
  typed: string,
): readonly FoundFloor[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  return floors.map((floor) => {
    const name = nameOf(floor.floor);
    const fits = ({ label, zoneName }: RollPerson): boolean => {
      const text = plain(`${label} ${zoneName ?? ''} ${name}`);
      return wanted.every((word) => text.includes(word));
    };
    return { floor, name, found: missingFirst(floor.people.filter(fits)) };
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
