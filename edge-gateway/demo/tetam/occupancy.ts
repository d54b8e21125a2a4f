// The hall's occupancy grid as furniture: blocked cells, merged into as few rectangles as a plan needs. A cell is the
// square around its point. In this file 1 means blocked: all five recorded walks go through the zeros (a test holds it).

import { hallM, toSiteFrame } from './dataset.ts';

/** Left, top, width, height in metres of our frame. */
export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

export type Occupancy = {
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  readonly blocked: readonly boolean[];
};

const header = /^\[\[.*\]\]::([\d.]+)$/;
const cell = /^\[([\d.]+), ([\d.]+)\]::([01])$/;

/** Parses a `.occ` file. Throws with the line number when a line is not of its form. */
export function parseOccupancy(text: string): Occupancy {
  const [first = '', ...lines] = text.trim().split('\n');
  const cellM = Number(header.exec(first)?.[1]);
  if (!(cellM > 0)) throw new Error('Line 1 of the occupancy grid has no cell size.');
  const cells = lines.map((line, i) => {
    const [, x, y, state] = cell.exec(line) ?? [];
    if (state === undefined) throw new Error(`Line ${i + 2} of the occupancy grid is not "[x, y]::0" or "[x, y]::1".`);
    const at = toSiteFrame(Number(x), Number(y));
    return { column: Math.round(at.x / cellM), row: Math.round(at.y / cellM), blocked: state === '1' };
  });
  const columns = Math.max(...cells.map((c) => c.column)) + 1;
  const rows = Math.max(...cells.map((c) => c.row)) + 1;
  const blocked = new Array<boolean>(columns * rows).fill(false);
  for (const c of cells) blocked[c.row * columns + c.column] = c.blocked;
  return { cellM, columns, rows, blocked };
}

/**
 * The blocked cells inside the hall as rectangles, the largest first. The outermost ring of cells is the hall's own wall
 * and left out; rectangles thinner than two cells both ways are kept, because pillars are.
 */
export function obstacles(grid: Occupancy): readonly Box[] {
  const open = grid.blocked.map((blocked, i) => blocked && !onBorder(grid, i));
  const boxes: Box[] = [];
  for (let best = largest(grid, open); best; best = largest(grid, open)) {
    for (let row = best.top; row < best.bottom; row += 1) {
      open.fill(false, row * grid.columns + best.left, row * grid.columns + best.right);
    }
    boxes.push(inMetres(grid, best));
  }
  return boxes;
}

type Cells = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

function onBorder(grid: Occupancy, index: number): boolean {
  const column = index % grid.columns;
  const row = Math.floor(index / grid.columns);
  return column === 0 || row === 0 || column === grid.columns - 1 || row === grid.rows - 1;
}

/** The largest rectangle of open cells; of equals the topmost, then the leftmost. */
function largest(grid: Occupancy, open: readonly boolean[]): Cells | null {
  let best: Cells | null = null;
  let bestArea = 0;
  for (let top = 0; top < grid.rows; top += 1) {
    for (let left = 0; left < grid.columns; left += 1) {
      let right = grid.columns;
      for (let row = top; row < grid.rows && right > left; row += 1) {
        right = runEnd(grid, open, row, left, right);
        const area = (right - left) * (row + 1 - top);
        if (area > bestArea) {
          bestArea = area;
          best = { left, top, right, bottom: row + 1 };
        }
      }
    }
  }
  return best;
}

function runEnd(grid: Occupancy, open: readonly boolean[], row: number, left: number, limit: number): number {
  let column = left;
  while (column < limit && open[row * grid.columns + column]) column += 1;
  return column;
}

function inMetres(grid: Occupancy, cells: Cells): Box {
  const half = grid.cellM / 2;
  const x = Math.max(0, cells.left * grid.cellM - half);
  const y = Math.max(0, cells.top * grid.cellM - half);
  const w = Math.min(hallM.width, cells.right * grid.cellM - half) - x;
  const h = Math.min(hallM.height, cells.bottom * grid.cellM - half) - y;
  return { x, y, w: round(w), h: round(h) };
}

const round = (metres: number): number => Math.round(metres * 100) / 100;
