// The question of a facility manager and its answer. It reaches nothing but published day cells: neither visits nor ticks are
// a parameter here, so no answer can be made of them.

import type { FloorId } from '#shared/model/ids.ts';
import { type Site, SpaceKind } from '#shared/model/site.ts';
import type { UtilisationRefusal, UtilisationReply, UtilisationRequest } from '#shared/wire/utilisation.ts';
import type { UsageDay } from './day-cells.ts';
import { type Asked, utilisationOf } from './report.ts';
import { dayNumber } from './site-days.ts';

type Deps = {
  readonly site: Site;
  /** Published days, both included, oldest first. */
  readonly between: (fromDay: number, toDay: number) => readonly UsageDay[];
  /** The smallest group that is told now; a day keeps the one of its own time. */
  readonly k: () => number;
};

export type UtilisationBook = {
  /** `allowed`: the plans whoever asks may see; no floors in the request means all of them. */
  readonly answer: (request: UtilisationRequest, allowed: readonly FloorId[]) => UtilisationReply;
};

const mostDays = 2 * 366;

export function createUtilisation({ site, between, k }: Deps): UtilisationBook {
  return {
    answer: ({ range, compare, floors, kinds }, allowed) => {
      const refusal = rangeProblem(range) ?? (compare && rangeProblem(compare)) ?? floorProblem(site, floors, allowed);
      if (refusal) return { ok: false, why: refusal };
      const what = { floors: new Set(floors ?? allowed), kinds: new Set(kinds ?? SpaceKind.options) };
      const period = (of: Range) => {
        const asked: Asked = { ...what, from: dayNumber(of.from), to: dayNumber(of.to) };
        const days = between(asked.from, asked.to);
        return { kept: days.length, report: utilisationOf(days, site, asked) };
      };
      const { kept, report } = period(range);
      if (kept === 0) return { ok: false, why: 'nothing-there' };
      return { ok: true, k: k(), period: report, compare: compare === null ? null : period(compare).report };
    },
  };
}

type Range = UtilisationRequest['range'];
type Why = UtilisationRefusal['why'];

function rangeProblem({ from, to }: Range): Why | null {
  const length = dayNumber(to) - dayNumber(from);
  if (length < 0) return 'range-reversed';
  return length >= mostDays ? 'range-too-long' : null;
}

function floorProblem(site: Site, floors: readonly FloorId[] | null, allowed: readonly FloorId[]): Why | null {
  const known = new Set(site.floors.map(({ id }) => id));
  if (floors?.some((floor) => !known.has(floor))) return 'unknown-floor';
  const may = new Set(allowed);
  return (floors ?? []).some((floor) => !may.has(floor)) || !allowed.some((floor) => known.has(floor)) ? 'not-assigned' : null;
}
