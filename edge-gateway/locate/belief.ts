// What is thought of where one subject is, stored small: only the cells that count, a byte per value. A crowd of ten
// thousand has to fit into the memory of a small machine.

/** `cells` are numbers of the grid; `parts` their values on a logarithmic scale below the largest one. */
export type Sparse = { readonly cells: Uint16Array; readonly parts: Uint8Array };

/** A tenth of a neper a step: 5 % of rounding, and a range of eleven powers of ten. */
const stepsPerNeper = 10;
const powers = Float32Array.from({ length: 256 }, (_, part) => Math.exp(-part / stepsPerNeper));

/** The byte for a value that is `nepers` below the largest. */
export function partOf(nepers: number): number {
  return nepers >= 25.5 ? 255 : Math.round(nepers * stepsPerNeper);
}

/** The value of a byte, 1 for the largest. */
export function amountOf(part: number): number {
  return powers[part] ?? 0;
}

/** Overwrites what is held with zeroes. */
export function wipeSparse({ cells, parts }: Sparse): void {
  cells.fill(0);
  parts.fill(0);
}
