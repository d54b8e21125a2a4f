// The section "Now": what of each floor is shown, what its filter means, and that nobody is on it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardViewsOf, countStates } from '#kiosk/presence/now-boards.ts';
import { filterIn, hashOf, matching, NowState } from '#kiosk/presence/now-filter.ts';
import type { ManageView } from '#kiosk/presence/now-memory.ts';
import { seconds } from '#shared/kit/duration.ts';
import { FloorId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';
import type { Managed } from '#shared/wire/manage.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';
import { mePlan } from '#test/kiosk/me/me-data.ts';
import { busyManaged } from './manage-data.ts';

function viewAt(managed: Managed, ageMs = 0): ManageView {
  return { plan: mePlan, managed, nowMs: boardNowMs + ageMs, name: '', fresh: true, emergency: null };
}
const views = boardViewsOf(viewAt(busyManaged));

const everything = { floor: null, kind: null, state: null, as: 'plan' } as const;

describe('the floors of the section Now', () => {
  test('come in the order of the plan, and one that was removed from it is left out', () => {
    expect(views.map(({ floor }) => floor.name)).toEqual(['Floor 1', 'Floor 2']);
    const [first, ...others] = mePlan.floors;
    if (!first) throw new Error('no floor');
    expect(boardViewsOf({ ...viewAt(busyManaged), plan: { ...mePlan, floors: [first] } })).toHaveLength(1);
    expect(others).toHaveLength(1);
  });

  test('show nobody, even if a frame held somebody, and say of presence nothing that is older than ninety seconds', () => {
    const [floor] = mePlan.floors;
    if (!floor) throw new Error('no floor');
    const crowded = { ...busyManaged, boards: [demoBoard(demoPlan(), floor)] };
    expect(crowded.boards[0]?.people).not.toEqual([]);
    expect(boardViewsOf(viewAt(crowded))).toMatchObject([{ people: [], somewhere: [] }]);
    expect(boardViewsOf(viewAt(busyManaged, seconds(89)))[0]?.presence).not.toBeNull();
    expect(boardViewsOf(viewAt(busyManaged, seconds(90)))[0]).toMatchObject({ presence: null, positions: null });
  });

  test('count every space once, in its state and of its kind', () => {
    for (const view of views) {
      const counts = countStates(view, view.floor.spaces);
      expect(counts.map(({ state }) => state).toSorted()).toEqual(NowState.options.toSorted());
      expect(counts.reduce((sum, { total }) => sum + total, 0)).toBe(view.floor.spaces.length);
      for (const { total, kinds } of counts) expect(kinds.reduce((sum, { n }) => sum + n, 0)).toBe(total);
    }
  });

  test('are filtered by kind and state, which together leave what both leave', () => {
    const [view] = views;
    if (!view) throw new Error('no floor');
    const ids = (filter: Parameters<typeof matching>[1]) => new Set(matching(view, filter).map(({ id }) => id));
    expect(ids(everything).size).toBe(view.floor.spaces.length);
    expect(matching(view, { ...everything, kind: 'room' }).map(({ name }) => name)).toEqual([
      ...['Birch', 'Fjord', 'Lighthouse', 'Kelp', 'Pine'],
    ]);
    for (const kind of SpaceKind.options) {
      for (const state of NowState.options) {
        const ofState = ids({ ...everything, state });
        const both = [...ids({ ...everything, kind })].filter((id) => ofState.has(id));
        expect([...ids({ ...everything, kind, state })]).toEqual(both);
      }
    }
    expect([...ids({ ...everything, state: 'blocked' })]).toEqual(['1-20']);
  });

  test('keep the filter in the address as it is, and take nonsense there for everything', () => {
    const filter = fc.record({
      floor: fc.option(fc.constantFrom('floor-1', 'floor-2').map((id) => FloorId.parse(id))),
      kind: fc.option(fc.constantFrom(...SpaceKind.options)),
      state: fc.option(fc.constantFrom(...NowState.options)),
      as: fc.constantFrom('plan' as const, 'table' as const),
    });
    const holds = fc.property(filter, (one) => {
      expect(filterIn(hashOf(one))).toEqual(one);
    });
    fc.assert(holds);
    const nonsense = fc.property(fc.string(), (text) => {
      expect(filterIn(`#now?floor=&kind=x&state=&as=${text}y`)).toEqual(everything);
    });
    fc.assert(nonsense);
    expect(hashOf(everything)).toBe('#now');
  });
});
