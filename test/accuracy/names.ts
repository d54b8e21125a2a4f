// Recordings call their anchors "B1", "AC:23:3F:..." or 7; our model wants short lower-case ids. One register per kind of
// thing keeps both, so that site, calibration and sightings of a recording meet in the same id.

export type Names = {
  /** Registers a name and returns its id; null when the name is taken already. */
  readonly add: (raw: string) => string | null;
  /** The id of a registered name; upper or lower case, colons and dashes make no difference where that is unambiguous. */
  readonly find: (raw: string) => string | undefined;
};

export function createNames(): Names {
  const exact = new Map<string, string>();
  const loose = new Map<string, string | undefined>();
  const taken = new Set<string>();
  return {
    add: (raw) => {
      if (exact.has(raw)) return null;
      const id = free(slug(raw), taken);
      taken.add(id);
      exact.set(raw, id);
      loose.set(bare(raw), loose.has(bare(raw)) ? undefined : id);
      return id;
    },
    find: (raw) => exact.get(raw) ?? loose.get(bare(raw)),
  };
}

const bare = (raw: string): string => raw.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

function slug(raw: string): string {
  const safe = raw
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 50);
  return safe === '' ? 'x' : safe;
}

function free(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  let n = 2;
  while (taken.has(`${id}-${n}`)) n++;
  return `${id}-${n}`;
}
