// The engine wants floors from bottom to top; a recording's site may list them in any order.

import { finite, type Loose, text } from './loose.ts';

/** By `level` where every floor has one, else by the number in their names where each has another, else as listed. */
export function bottomToTop(floors: readonly Loose[]): readonly Loose[] {
  const levels = floors.map((floor) => finite(floor.level));
  const named = floors.map(levelInName);
  const keys = levels.every((level) => level !== undefined) ? levels : named;
  if (keys.some((key) => key === undefined) || new Set(keys).size < keys.length) return floors;
  return floors
    .map((floor, i) => ({ floor, key: keys[i] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ floor }) => floor);
}

function levelInName(floor: Loose): number | undefined {
  for (const name of [text(floor.short), text(floor.id), text(floor.name)]) {
    const word = name?.trim().toLowerCase() ?? '';
    if (/^(?:g|gf|eg|ground([ _-]?floor)?)$/.test(word)) return 0;
    const above = /^(?:floor|level|storey|etage|og|l|f)?[ _-]?(\d{1,2})$/.exec(word);
    if (above) return Number(above[1]);
    const below = /^(?:b|ug|basement|-)[ _-]?(\d{1,2})?$/.exec(word);
    if (below) return -Number(below[1] ?? 1);
  }
  return undefined;
}
