// The order of what leaves: by a key that leaves with it, so that an order says nothing of its own.

/** By code unit, not by locale: the same everywhere. */
export function sorted<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}
