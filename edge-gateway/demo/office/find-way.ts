// The shortest way between two points of a floor: A* over the walk grid (Hart, Nilsson and Raphael, 1968), then corners
// that a straight line can skip are skipped, so that people walk as people do.

import { distanceM, type Point } from '#shared/geometry/point.ts';
import type { WalkGrid } from './walk-grid.ts';

/** The points to walk through, both ends included; null when there is no way. */
export function findWay(grid: WalkGrid, from: Point, to: Point): readonly Point[] | null {
  const start = grid.nearest(from);
  const goal = grid.nearest(to);
  if (start === null || goal === null) return null;
  const cells = shortest(grid, start, goal);
  if (cells === null) return null;
  return [from, ...straightened(grid, cells.map(grid.centre)), to];
}

function shortest(grid: WalkGrid, start: number, goal: number): readonly number[] | null {
  const goalAt = grid.centre(goal);
  const costs = new Map<number, number>([[start, 0]]);
  const cameFrom = new Map<number, number>();
  const settled = new Set<number>();
  const queue = createQueue();
  queue.push(start, 0);
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    if (cell === goal) return trace(cameFrom, goal);
    if (settled.has(cell)) continue;
    settled.add(cell);
    const cost = costs.get(cell) ?? 0;
    for (const next of neighbours(grid, cell)) {
      const reached = cost + distanceM(grid.centre(cell), grid.centre(next));
      if (reached >= (costs.get(next) ?? Number.POSITIVE_INFINITY)) continue;
      costs.set(next, reached);
      cameFrom.set(next, cell);
      queue.push(next, reached + distanceM(grid.centre(next), goalAt));
    }
  }
  return null;
}

/** Open cells around; a diagonal step needs both its sides open, so that nobody cuts a corner of a wall. */
function neighbours(grid: WalkGrid, cell: number): number[] {
  const column = cell % grid.columns;
  const found: number[] = [];
  const left = column > 0 && grid.open(cell - 1);
  const right = column < grid.columns - 1 && grid.open(cell + 1);
  const up = cell >= grid.columns && grid.open(cell - grid.columns);
  const down = cell < grid.columns * (grid.rows - 1) && grid.open(cell + grid.columns);
  if (left) found.push(cell - 1);
  if (right) found.push(cell + 1);
  if (up) found.push(cell - grid.columns);
  if (down) found.push(cell + grid.columns);
  const diagonals: [boolean, number][] = [
    [up && left, cell - grid.columns - 1],
    [up && right, cell - grid.columns + 1],
    [down && left, cell + grid.columns - 1],
    [down && right, cell + grid.columns + 1],
  ];
  for (const [passable, next] of diagonals) if (passable && grid.open(next)) found.push(next);
  return found;
}

function trace(cameFrom: ReadonlyMap<number, number>, goal: number): readonly number[] {
  const cells = [goal];
  for (let cell = cameFrom.get(goal); cell !== undefined; cell = cameFrom.get(cell)) cells.push(cell);
  return cells.reverse();
}

function straightened(grid: WalkGrid, points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  let i = 0;
  while (i < points.length) {
    const from = points[i];
    if (from === undefined) break;
    kept.push(from);
    let reach = i + 1;
    for (let far = points.length - 1; far > i + 1; far -= 1) {
      const target = points[far];
      if (target && grid.clear(from, target)) {
        reach = far;
        break;
      }
    }
    i = reach;
  }
  return kept;
}

type Queue = { readonly push: (cell: number, rank: number) => void; readonly pop: () => number | undefined };

/** A binary heap, lowest rank first. */
function createQueue(): Queue {
  const heap: { cell: number; rank: number }[] = [];
  const rank = (i: number): number => heap[i]?.rank ?? Number.POSITIVE_INFINITY;
  const swap = (a: number, b: number): void => {
    const [first, second] = [heap[a], heap[b]];
    if (first && second) [heap[a], heap[b]] = [second, first];
  };
  return {
    push: (cell, value) => {
      heap.push({ cell, rank: value });
      for (let i = heap.length - 1; i > 0 && rank(i) < rank((i - 1) >> 1); i = (i - 1) >> 1) swap(i, (i - 1) >> 1);
    },
    pop: () => {
      const top = heap[0]?.cell;
      const last = heap.pop();
      if (last && heap.length > 0) heap[0] = last;
      for (let i = 0; ; ) {
        const child = rank(2 * i + 1) <= rank(2 * i + 2) ? 2 * i + 1 : 2 * i + 2;
        if (rank(child) >= rank(i)) return top;
        swap(i, child);
        i = child;
      }
    },
  };
}
