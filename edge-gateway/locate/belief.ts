// What is thought of where one subject is, stored small: only the cells that count, four bytes for each in one array. A
// crowd of ten thousand has to fit into the memory of a small machine.

/**
 * The first half are numbers of the grid's cells, in its order. The second half belongs to them: in the high byte the
 * belief, in the low byte what the readings of the step said, both on a logarithmic scale below the largest of them.
 */
export type Packed = Uint16Array;

/** A tenth of a neper a step: 5 % of rounding, and a range of eleven powers of ten. */
const stepsPerNeper = 10;
const powers = Float32Array.from({ length: 256 }, (_, part) => Math.exp(-part / stepsPerNeper));

export function newPacked(count: number): Packed {
  return new Uint16Array(2 * count);
}

export function cellsOf(packed: Packed): Uint16Array {
  return packed.subarray(0, packed.length / 2);
}

/** Writes the k-th of `count` cells; belief and likelihood are nepers below the largest. */
export function pack(packed: Packed, k: number, cell: number, beliefNepers: number, likelihoodNepers: number): void {
  packed[k] = cell;
  packed[packed.length / 2 + k] = (partOf(beliefNepers) << 8) | partOf(likelihoodNepers);
}

/** The belief in the k-th cell, 1 for the largest. */
export function beliefOf(packed: Packed, k: number): number {
  return powers[(packed[packed.length / 2 + k] ?? 0xff00) >> 8] ?? 0;
}

/** What the readings said of the k-th cell, 1 for the most likely. */
export function likelihoodOf(packed: Packed, k: number): number {
  return powers[(packed[packed.length / 2 + k] ?? 0xff) & 0xff] ?? 0;
}

function partOf(nepers: number): number {
  return nepers >= 25.5 ? 255 : Math.round(nepers * stepsPerNeper);
}
