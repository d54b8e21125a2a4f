// What an anchor should hear at a cell, laid out for weighing: the numbers of one cell side by side, those of all anchors in
// one array, because a fix looks up thousands of them and most of its time goes into that.

/**
 * Readings scatter around an expectation as Student's t with so many degrees of freedom: on the walks 1.14 m instead of
 * 1.23 m with a normal one.
 */
export const freedom = 8;

/**
 * Per cell: the expected mean (dBm), and two numbers `lift` and `bend`, such that a reading's likelihood is
 * `(lift + bend error²) ** (-(freedom + 1) / 2)` but for a constant.
 */
export const numbersPerCell = 3;

export type Expectation = { readonly meanDbm: number; readonly sdDb: number };

/** At (x, y) metres of a storey; `cellOfFloor` is the cell there, counted from the storey's first. */
export type ExpectAt = (x: number, y: number, storey: number, cellOfFloor: number) => Expectation;

/** Spread of one reading: fading and the body. */
export const readingSdDb = 4;

/** Room for `cells` places where nobody is: every reading is as likely there as any other. */
export function newExpectations(cells: number): Float32Array {
  const table = new Float32Array(numbersPerCell * cells);
  for (let at = 1; at < table.length; at += numbersPerCell) table[at] = 1;
  return table;
}

export function setExpectation(table: Float32Array, cell: number, { meanDbm, sdDb }: Expectation): void {
  const lift = sdDb ** (2 / (freedom + 1));
  table.set([meanDbm, lift, lift / (freedom * sdDb * sdDb)], numbersPerCell * cell);
}
