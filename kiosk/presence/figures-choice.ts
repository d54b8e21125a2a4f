// What a manager chose to see, and the request that follows from it, or what is wrong with it said at its field before
// anything is sent. Ranges are whole weeks that end yesterday, because a day counts when it has ended. Pure.

import type { FloorId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';
import type { UtilisationRequest } from '#shared/wire/utilisation.ts';
import { addDays, lengthOf } from './figures-days.ts';

export const rangeNames = ['four-weeks', 'quarter', 'year', 'own'] as const;
export const compareNames = ['before', 'last-year', 'none'] as const;
export const kindNames = SpaceKind.options;

type Range = UtilisationRequest['range'];
export type FiguresChoice = {
  readonly range: (typeof rangeNames)[number];
  /** As typed; a day that is not complete is empty. */
  readonly own: Range;
  readonly compare: (typeof compareNames)[number];
  /** Those left out of what there is to choose from, so that a new floor is in by itself. */
  readonly withoutFloors: readonly FloorId[];
  readonly withoutKinds: readonly SpaceKind[];
};
export type ChoiceProblem = 'dates-missing' | 'range-reversed' | 'range-too-long' | 'no-floor' | 'no-kind';
type Chosen = { readonly ok: true; readonly request: UtilisationRequest } | { readonly ok: false; readonly why: ChoiceProblem };
type Offered = { readonly floors: readonly FloorId[]; readonly kinds: readonly SpaceKind[] };

const twoYears = 2 * 366;
const weeksBack = { 'four-weeks': 4, quarter: 13, year: 52 };

export const firstChoice: FiguresChoice = {
  range: 'four-weeks',
  own: { from: '', to: '' },
  compare: 'before',
  withoutFloors: [],
  withoutKinds: [],
};

/** `today` in the site's time zone; it is not over yet, so it is never asked for by itself. */
function rangeOf({ range, own }: Pick<FiguresChoice, 'range' | 'own'>, today: string): Range {
  return range === 'own' ? own : { from: addDays(today, -7 * weeksBack[range]), to: addDays(today, -1) };
}

export function requestOf(choice: FiguresChoice, offered: Offered, today: string): Chosen {
  const range = rangeOf(choice, today);
  const floors = offered.floors.filter((floor) => !choice.withoutFloors.includes(floor));
  const kinds = offered.kinds.filter((kind) => !choice.withoutKinds.includes(kind));
  const why = problemOf(range) ?? (floors.length === 0 ? 'no-floor' : kinds.length === 0 ? 'no-kind' : null);
  if (why) return { ok: false, why };
  return {
    ok: true,
    request: {
      range,
      compare: comparedOf(range, choice.compare),
      floors: floors.length === offered.floors.length ? null : floors,
      kinds: kinds.length === offered.kinds.length ? null : kinds,
    },
  };
}

function problemOf(range: Range): ChoiceProblem | null {
  if (range.from === '' || range.to === '') return 'dates-missing';
  const length = lengthOf(range);
  if (length < 1) return 'range-reversed';
  return length > twoYears ? 'range-too-long' : null;
}

function comparedOf(range: Range, compare: FiguresChoice['compare']): Range | null {
  if (compare === 'none') return null;
  const back = compare === 'last-year' ? 364 : Math.ceil(lengthOf(range) / 7) * 7;
  return { from: addDays(range.from, -back), to: addDays(range.to, -back) };
}
