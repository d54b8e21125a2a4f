// What the proof says: claims that hold or don't, each with the figures it rests on. The report prints them, the exit code
// follows them.

export type Claim = {
  /** A sentence of what the product promises. */
  readonly promise: string;
  readonly holds: boolean;
  /** What was tried and found, in figures. */
  readonly found: string;
};

/** A claim that something was found `count` times, and may not be at all. `where` says what the findings are. */
export function never(promise: string, count: number, tried: string, where: readonly string[] = []): Claim {
  const examples = where.length === 0 ? '' : ` (${[...new Set(where)].slice(0, 8).join('; ')})`;
  return { promise, holds: count === 0, found: `${tried}: ${count} found${examples}` };
}

export function holds(promise: string, isSo: boolean, found: string): Claim {
  return { promise, holds: isSo, found };
}
