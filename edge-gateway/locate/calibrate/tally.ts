// Warnings about a file of many lines: each kind once, with how often it came and where it came first, so that a file with
// ten thousand bad readings is told in one sentence.

export type Tally = {
  /** Counts `count` more of this kind, met in that line (if it is in one). */
  readonly add: (kind: string, line?: number, count?: number) => void;
  /** One sentence per kind, in the order they first came. */
  readonly sentences: () => readonly string[];
};

export function createTally(): Tally {
  const kinds = new Map<string, { count: number; readonly line: number | undefined }>();
  return {
    add: (kind, line, count = 1) => {
      const known = kinds.get(kind) ?? { count: 0, line };
      known.count += count;
      kinds.set(kind, known);
    },
    sentences: () =>
      [...kinds].map(([kind, { count, line }]) => {
        const where = line === undefined ? '' : count === 1 ? `line ${line}: ` : `line ${line} and others: `;
        return `${where}${kind}${count === 1 ? '' : ` (${count} times)`}`;
      }),
  };
}
