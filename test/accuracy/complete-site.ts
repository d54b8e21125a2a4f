// A recording's site, completed to our strict place model: what a gateway's site file must say (time zone, zones, outline)
// a recording often leaves out. What can't be mended is left out with a remark; the engine gets ordinary floors.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { AnchorId, FloorId } from '#shared/model/ids.ts';
import { type Floor, Site } from '#shared/model/site.ts';
import { completeFloor, type Work } from './complete-floor.ts';
import { bottomToTop } from './floor-order.ts';
import { isObject, type Loose, type Pair, text, things } from './loose.ts';
import { createNames } from './names.ts';

export type CompleteSite = {
  /** From bottom to top. */
  readonly floors: readonly Floor[];
  /** Our id of an anchor that has a place; the recording may write it in either case. */
  readonly anchor: (raw: string) => AnchorId | undefined;
  /** A site with one floor takes every floor for it. */
  readonly floor: (raw: string) => FloorId | undefined;
  /** Sentences about what was added or left out. */
  readonly remarks: readonly string[];
};

/** A place at which somebody stood to calibrate: it is inside the building, whatever the outline says. */
export type Standing = { readonly floor: string; readonly x: number; readonly y: number };

/** `document` is a parsed site file. Refused, with a sentence, when no floor with an anchor can be made of it. */
export function completeSite(document: unknown, standing: readonly Standing[]): Outcome<CompleteSite, 'site-unusable'> {
  const [floors, zones, spaces, anchors] = [createNames(), createNames(), createNames(), createNames()];
  const work: Work = { floors, zones, spaces, anchors, remarks: [] };
  const listed = isObject(document) ? listFloors(document) : [];
  const ids = new Map(listed.map((floor) => [floor, floors.add(text(floor.id) ?? '')]));
  const only = listed.length === 1 ? ids.values().next().value : undefined;
  const floorId = (raw: string): string | undefined => floors.find(raw) ?? only ?? undefined;
  const completed = bottomToTop(listed).flatMap((floor) => {
    const id = ids.get(floor) ?? null;
    if (id === null) work.remarks.push(`Floor "${text(floor.id)}" is there twice; the first counts.`);
    const stood = standing.filter((place) => floorId(place.floor) === id).map(({ x, y }): Pair => [x, y]);
    return id === null ? [] : [completeFloor(floor, id, stood, work)];
  });
  const site = parseMending({ id: 'recorded', name: 'Recorded', timeZone: 'UTC', floors: completed }, work.remarks);
  if (!site.ok) return site;
  const placed = new Set<string>(site.value.floors.flatMap((floor) => floor.anchors.map((anchor) => anchor.id)));
  if (placed.size === 0) return refused('site-unusable', 'The site has no anchor with coordinates.');
  return done({
    floors: site.value.floors,
    anchor: (raw) => {
      const id = anchors.find(raw);
      return id !== undefined && placed.has(id) ? AnchorId.parse(id) : undefined;
    },
    floor: (raw) => FloorId.safeParse(floorId(raw)).data,
    remarks: work.remarks,
  });
}

/** The floors of the document, each with an id; anchors beside the floors are put on the floor they name. */
function listFloors(document: Loose): readonly Loose[] {
  const given = things(document.floors);
  const floors = given.length > 0 ? given : [{ ...document, id: 'floor', name: 'Floor' }];
  const beside = given.length > 0 ? things(document.anchors) : [];
  return floors.map((floor, i) => {
    const id = text(floor.id) ?? text(floor.name) ?? `floor-${i + 1}`;
    const own = beside.filter((anchor) => floors.length === 1 || text(anchor.floor) === id);
    return { ...floor, id, anchors: [...things(floor.anchors), ...own] };
  });
}

type Mendable = { readonly floors: readonly Loose[] } & Loose;

/** Parses, leaving out one thing after the other that is still wrong. */
function parseMending(document: Mendable, remarks: string[]): Outcome<Site, 'site-unusable'> {
  const parsed = Site.safeParse(document);
  if (parsed.success) return done(parsed.data);
  const issue = parsed.error.issues.find(({ path }) => isListed(path));
  if (issue === undefined) {
    const first = parsed.error.issues[0];
    return refused('site-unusable', `The site can not be used: ${first?.path.join('.')}: ${first?.message}.`);
  }
  const [, f, list, i] = issue.path;
  remarks.push(`Left out of the site: ${String(list)} ${Number(i) + 1} of floor ${Number(f) + 1} (${issue.message}).`);
  const floors = document.floors.map((floor, n) => (n === f ? without(floor, String(list), Number(i)) : floor));
  return parseMending({ ...document, floors }, remarks);
}

/** Whether the path leads into a list of a floor, such as floors.0.walls.3. */
function isListed(path: readonly PropertyKey[]): boolean {
  return path[0] === 'floors' && typeof path[2] === 'string' && typeof path[3] === 'number';
}

function without(floor: Loose, list: string, index: number): Loose {
  const left = things(floor[list]).filter((_, i) => i !== index);
  if (list !== 'zones' || left.length > 0) return { ...floor, [list]: left };
  return { ...floor, zones: [{ id: `all-of-${floor.id}`, name: floor.name, shape: floor.outline }] };
}
