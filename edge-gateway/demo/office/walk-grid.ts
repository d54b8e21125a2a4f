// Where one can walk on a floor: a grid over the plan with walls, desks and obstacles taken out. Doors need no list of
// their own, they are the gaps that the walls leave.

import { distanceM, type Point } from '#shared/geometry/point.ts';
import { bounds, contains } from '#shared/geometry/polygon.ts';
import type { Floor } from '#shared/model/site.ts';

const cellM = 0.25;
/** Half of a person's width: cells nearer to a wall than this are not walked on. */
const shoulderM = 0.2;

export type WalkGrid = {
  readonly columns: number;
  readonly rows: number;
  readonly open: (cell: number) => boolean;
  /** The nearest cell to the point that can be walked on; null on a floor without any. */
  readonly nearest: (point: Point) => number | null;
  readonly centre: (cell: number) => Point;
  /** Whether the straight line stays on open cells. */
  readonly clear: (from: Point, to: Point) => boolean;
};

export function createWalkGrid(floor: Floor): WalkGrid {
  const box = bounds(floor.outline);
  const columns = Math.ceil((box.maxX - box.minX) / cellM);
  const rows = Math.ceil((box.maxY - box.minY) / cellM);
  const centre = (cell: number): Point => ({
    x: box.minX + ((cell % columns) + 0.5) * cellM,
    y: box.minY + (Math.floor(cell / columns) + 0.5) * cellM,
  });
  const isOpen = openCells(floor, columns * rows, centre);
  const cellAt = (p: Point): number | null => {
    const column = Math.floor((p.x - box.minX) / cellM);
    const row = Math.floor((p.y - box.minY) / cellM);
    return column < 0 || row < 0 || column >= columns || row >= rows ? null : row * columns + column;
  };
  const open = (cell: number): boolean => isOpen[cell] === true;
  return {
    columns,
    rows,
    open,
    centre,
    nearest: (point) => nearestOpen(isOpen, centre, point),
    clear: (from, to) => {
      const steps = Math.max(1, Math.ceil(distanceM(from, to) / (cellM / 2)));
      return Array.from({ length: steps + 1 }, (_, i) => i / steps).every((t) => {
        const cell = cellAt({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });
        return cell !== null && open(cell);
      });
    },
  };
}

function openCells(floor: Floor, count: number, centre: (cell: number) => Point): readonly boolean[] {
  const solid = [
    ...floor.spaces.filter((space) => space.kind === 'desk').map((space) => space.shape),
    ...floor.areas.filter((area) => area.kind === 'obstacle' || area.kind === 'lift').map((area) => area.shape),
  ];
  const walls = floor.walls.flatMap((wall) => wall.path.slice(1).map((to, i) => ({ from: wall.path[i] ?? to, to })));
  return Array.from({ length: count }, (_, cell) => {
    const at = centre(cell);
    return (
      contains(floor.outline, at) &&
      !solid.some((shape) => contains(shape, at)) &&
      !walls.some(({ from, to }) => distanceToSegmentM(at, from, to) < shoulderM)
    );
  });
}

function nearestOpen(open: readonly boolean[], centre: (cell: number) => Point, point: Point): number | null {
  let best: number | null = null;
  let bestM = Number.POSITIVE_INFINITY;
  for (let cell = 0; cell < open.length; cell += 1) {
    if (!open[cell]) continue;
    const away = distanceM(centre(cell), point);
    if (away < bestM) {
      bestM = away;
      best = cell;
    }
  }
  return best;
}

function distanceToSegmentM(p: Point, from: Point, to: Point): number {
  const length2 = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  const t = length2 === 0 ? 0 : ((p.x - from.x) * (to.x - from.x) + (p.y - from.y) * (to.y - from.y)) / length2;
  const along = Math.min(1, Math.max(0, t));
  return distanceM(p, { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along });
}
