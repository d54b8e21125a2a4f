// The places a person can be, as cells: every floor of the building cut into squares, numbered through in one list, so
// that a belief over the whole building is one array of numbers.

import { bounds, contains } from '#shared/geometry/polygon.ts';
import type { ZoneId } from '#shared/model/ids.ts';
import type { Floor } from '#shared/model/site.ts';

export type FloorGrid = {
  readonly id: Floor['id'];
  /** Number of the floor's first cell in the building-wide list; its cells follow row by row. */
  readonly first: number;
  readonly cols: number;
  readonly rows: number;
};

export type Grid = {
  readonly cellM: number;
  readonly floors: readonly FloorGrid[];
  readonly size: number;
  /** Centre of each cell, metres in its floor's frame. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** How readily somebody stands there: 1 on the open floor, little on an obstacle, 0 outside the floor's outline. */
  readonly room: Float32Array;
  /** Index into `zones` of the zone around the cell's centre, -1 for none; where zones overlap the first one counts. */
  readonly zone: Int16Array;
  readonly zones: readonly ZoneId[];
};

const finestCellM = 0.5;
/**
 * Plans are drawn coarsely and people reach over tables, so nothing is quite impossible to stand on. On the TETAM walks
 * anything from a fifth to nothing at all does the same.
 */
const roomOnObstacle = 0.1;

/** Cuts the floors into cells of half a metre, or of more where the building would need over `maxCells` of them. */
export function createGrid(floors: readonly Floor[], maxCells: number): Grid {
  const boxes = floors.map((floor) => bounds(floor.outline));
  const totalM2 = boxes.reduce((sum, box) => sum + (box.maxX - box.minX) * (box.maxY - box.minY), 0);
  const cellM = Math.max(finestCellM, Math.sqrt(totalM2 / maxCells));
  let size = 0;
  const shapes = floors.map((floor, f) => {
    const box = boxes[f] ?? { minX: 0, minY: 0, maxX: 0, maxY: 0 };
    const cols = Math.max(1, Math.ceil((box.maxX - box.minX) / cellM));
    const rows = Math.max(1, Math.ceil((box.maxY - box.minY) / cellM));
    const shape = { id: floor.id, first: size, cols, rows, floor, box };
    size += cols * rows;
    return shape;
  });
  const zones = floors.flatMap((floor) => floor.zones.map((zone) => zone.id));
  const grid = {
    cellM,
    floors: shapes.map(({ id, first, cols, rows }) => ({ id, first, cols, rows })),
    size,
    x: new Float32Array(size),
    y: new Float32Array(size),
    room: new Float32Array(size),
    zone: new Int16Array(size).fill(-1),
    zones,
  };
  for (const { first, cols, rows, floor, box } of shapes) {
    const obstacles = floor.areas.filter((area) => area.kind === 'obstacle');
    for (let i = 0; i < cols * rows; i++) {
      const at = { x: box.minX + ((i % cols) + 0.5) * cellM, y: box.minY + (Math.floor(i / cols) + 0.5) * cellM };
      grid.x[first + i] = at.x;
      grid.y[first + i] = at.y;
      if (!contains(floor.outline, at)) continue;
      grid.room[first + i] = obstacles.some((area) => contains(area.shape, at)) ? roomOnObstacle : 1;
      const zone = floor.zones.find((candidate) => contains(candidate.shape, at));
      if (zone) grid.zone[first + i] = zones.indexOf(zone.id);
    }
  }
  return grid;
}
