// The maps of a site, newest last: each says which visits count and how the anchors are tuned, so that a map that turns
// out worse can be left for an older one. One small file each in `<data>/calibration/maps`, and one that names the map in
// use; all are replaced as a whole.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { MapId, MapSource } from '#shared/wire/calibration.ts';
import { readOrNull, replaceFile } from './durable-file.ts';
import { AnchorTuning } from './locate/calibrate/tuning.ts';

const PairMean = z.object({
  from: AnchorId,
  anchor: AnchorId,
  count: z.int(),
  meanDbm: z.number(),
  varianceDb2: z.number().min(0),
});
const Place = z.object({ anchor: AnchorId, x: z.number(), y: z.number() });

const CalibrationMap = z.object({
  id: MapId,
  madeAtMs: z.int(),
  source: MapSource,
  /** Numbers of the visits whose samples count. */
  visits: z.array(z.int()),
  tunings: z.array(AnchorTuning),
  /** What anchors heard of each other when it was made, and where the plan had them: to see later that one moved. */
  pairs: z.array(PairMean),
  places: z.array(Place),
  score: z.object({ beforeDb: z.number(), afterDb: z.number(), pairs: z.int() }).nullable(),
});
export type CalibrationMap = Readonly<z.infer<typeof CalibrationMap>>;

export type CalibrationMaps = {
  /** Oldest first. */
  readonly all: () => readonly CalibrationMap[];
  /** The map in use; null before the first is made. */
  readonly active: () => CalibrationMap | null;
  /**
   * Stores a map and uses it: under the next number, or in place of the one of that `id`. The newest ten are kept.
   */
  readonly save: (map: Omit<CalibrationMap, 'id'>, id?: string) => Outcome<CalibrationMap, 'not-stored'>;
  readonly activate: (id: string) => Outcome<CalibrationMap, 'unknown-map' | 'not-stored'>;
  /** Sentences about files that could not be read. */
  readonly warnings: readonly string[];
};

const mostKept = 10;

/** Reads what is there; a damaged map is told and not offered. `folder` need not exist. */
export function openMaps(folder: string): CalibrationMaps {
  const { maps, warnings } = readMaps(join(folder, 'maps'));
  const named = readOrNull(join(folder, 'active'))?.trim();
  let active = maps.find((map) => map.id === named) ?? maps.at(-1) ?? null;
  const fileOf = ({ id }: { readonly id: string }): string => join(folder, 'maps', `${id}.json`);
  const use = (map: CalibrationMap): void => {
    replaceFile(join(folder, 'active'), `${map.id}\n`);
    active = map;
  };
  const prune = (): void => {
    for (const old of maps.splice(0, maps.length - mostKept)) rmSync(fileOf(old), { force: true });
  };
  return {
    all: () => maps,
    active: () => active,
    warnings: named === undefined || active?.id === named ? warnings : [...warnings, lostActive(active)],
    save: (map, id = String(Number(maps.at(-1)?.id ?? 0) + 1).padStart(4, '0')) =>
      stored(() => {
        const saved = { ...map, id };
        replaceFile(fileOf(saved), JSON.stringify(saved));
        const place = maps.findIndex((known) => known.id === id);
        maps.splice(place === -1 ? maps.length : place, 1, saved);
        use(saved);
        prune();
        return saved;
      }),
    activate: (id) => {
      const map = maps.find((known) => known.id === id);
      if (map === undefined) return refused('unknown-map', 'There is no map of this number. GET /maps lists them.');
      return stored(() => {
        use(map);
        return map;
      });
    },
  };
}

function stored<T>(write: () => T): Outcome<T, 'not-stored'> {
  try {
    return done(write());
  } catch {
    return refused('not-stored', 'The disk took nothing: it is full, or broken. The map in use stays; make room and try again.');
  }
}

function lostActive(instead: CalibrationMap | null): string {
  const use = instead === null ? 'only the survey is used' : `map ${instead.id} is used instead`;
  return `The calibration map that was in use can not be read; ${use}.`;
}

function readMaps(folder: string): { readonly maps: CalibrationMap[]; readonly warnings: readonly string[] } {
  const maps: CalibrationMap[] = [];
  const warnings: string[] = [];
  for (const name of namesIn(folder).filter((found) => /^\d{4,9}\.json$/.test(found))) {
    const map = parsedMap(readOrNull(join(folder, name)));
    if (map !== null && `${map.id}.json` === name) maps.push(map);
    else warnings.push(`${join(folder, name)} is damaged and not offered. Remove it when you do not need it.`);
  }
  return { maps: maps.sort((a, b) => Number(a.id) - Number(b.id)), warnings };
}

function parsedMap(text: string | null): CalibrationMap | null {
  try {
    return CalibrationMap.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch {
    return null;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
