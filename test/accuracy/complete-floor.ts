// One floor of a recording's site, completed: ids our model takes, an outline around everything known on the floor, a zone
// where none is drawn. Keys our model does not know are dropped; what is left out or grown is told in a remark.

import type { Point } from '#shared/geometry/point.ts';
import { contains } from '#shared/geometry/polygon.ts';
import { around, box, finite, type Loose, type Pair, pair, shape, text, things } from './loose.ts';
import type { Names } from './names.ts';

/** The ids given so far, one register per kind, and the remarks. */
export type Work = {
  readonly floors: Names;
  readonly zones: Names;
  readonly spaces: Names;
  readonly anchors: Names;
  readonly remarks: string[];
};

/** Around what is known, where nothing says how far the floor reaches. */
const marginM = 2;
/** How far outside the outline our site model lets things reach. */
const slackM = 0.5;

/** `stood`: where somebody calibrated, so there is floor. The result is still raw: Site has the last word. */
export function completeFloor(floor: Loose, id: string, stood: readonly Pair[], work: Work): Loose {
  const anchors = placedAnchors(floor, work);
  const zones = drawn(floor.zones).map((zone, i) => {
    const raw = text(zone.id) ?? text(zone.name) ?? `zone-${i + 1}`;
    const own = work.zones.add(raw) ?? work.zones.add(`${id}-${raw}`) ?? '';
    return { raw, id: own, name: short(zone.name ?? raw, 60), shape: zone.shape };
  });
  const areas = drawn(floor.areas).map(({ kind, shape: form }, i) => ({
    id: work.spaces.add(`${id}-area-${i + 1}`),
    name: '',
    kind,
    shape: form,
  }));
  const corners = [...zones, ...areas].flatMap((thing) => shape(thing.shape)?.corners ?? []);
  const outline = completeOutline(floor, { standing: [...stood, ...anchors.map(({ at }) => at)], corners }, work.remarks);
  const name = short(floor.name ?? floor.id, 60);
  const whole = { id: work.zones.add(id) ?? work.zones.add(`all-of-${id}`) ?? '', name, shape: outline };
  return {
    id,
    name,
    short: short(floor.short ?? floor.id, 3),
    outline,
    walls: things(floor.walls).map(({ kind = 'solid', path }) => ({ kind, path: pairs(path) })),
    areas,
    zones: zones.length > 0 ? zones.map(({ raw: _, ...zone }) => zone) : [whole],
    spaces: drawn(floor.spaces).map((space, i) => ({
      id: work.spaces.add(text(space.id) ?? `${id}-space-${i + 1}`),
      name: short(space.name ?? space.id, 60),
      kind: space.kind,
      zone: zones.find(({ raw }) => raw === text(space.zone))?.id ?? zones[0]?.id ?? whole.id,
      shape: space.shape,
      seat: space.seat,
    })),
    anchors,
  };
}

function short(value: unknown, length: number): string {
  return (text(value) ?? 'Floor').slice(0, length);
}

function pairs(path: unknown): readonly unknown[] {
  return Array.isArray(path) ? path.map(pair) : [];
}

/** The things that have a shape, with it as our model writes shapes. */
function drawn(value: unknown): readonly Loose[] {
  return things(value).flatMap((thing) => {
    const form = shape(thing.shape ?? thing.outline ?? thing)?.form;
    return form ? [{ ...thing, shape: form }] : [];
  });
}

type Placed = { readonly id: string; readonly at: Pair; readonly heightM?: number };

function placedAnchors(floor: Loose, { anchors, remarks }: Work): readonly Placed[] {
  return things(floor.anchors).flatMap((anchor, i) => {
    const raw = text(anchor.id) ?? text(anchor.name) ?? `anchor-${i + 1}`;
    const at = pair(anchor.at) ?? pair(anchor.position) ?? pair(anchor);
    if (at === undefined) {
      remarks.push(`Anchor "${raw}" has no coordinates and is left out.`);
      return [];
    }
    const id = anchors.add(raw);
    if (id === null) {
      remarks.push(`Anchor "${raw}" is there twice; its first place counts.`);
      return [];
    }
    const third = Array.isArray(anchor.at) ? anchor.at[2] : undefined;
    const heightM = finite(anchor.heightM ?? anchor.z ?? third);
    return [{ id, at, ...(heightM !== undefined && heightM >= 0 && heightM <= 20 ? { heightM } : {}) }];
  });
}

type Contents = { readonly standing: readonly Pair[]; readonly corners: readonly Pair[] };

/** The outline as given; a box around what is known where there is none, or where things stand outside of it. */
function completeOutline(floor: Loose, { standing, corners }: Contents, remarks: string[]): Loose {
  const given = shape(floor.outline);
  const all = [...standing, ...corners];
  if (given === undefined) {
    if (all.length === 0) return { rect: [0, 0, 1, 1] };
    remarks.push(`Floor "${text(floor.id)}" has no outline: a box around what is known on it, and ${marginM} m more, is taken.`);
    return { ring: box(around(all, marginM)) };
  }
  const edge = around(given.corners, slackM);
  const outside = [
    ...standing.filter((place) => !near(given.corners, place)),
    ...corners.filter(([x, y]) => x < edge.minX || x > edge.maxX || y < edge.minY || y > edge.maxY),
  ];
  if (outside.length === 0) return given.form;
  remarks.push(
    `Floor "${text(floor.id)}": ${outside.length} anchors, samples or corners lie outside its outline, which is grown.`,
  );
  return { ring: box(around([...given.corners, ...outside], 0)) };
}

/** As site-check.ts sees it: inside, or mounted on the outer wall. */
function near(corners: readonly Pair[], [x, y]: Pair): boolean {
  const ring = corners.map(([cx, cy]): Point => ({ x: cx, y: cy }));
  const steps = [0, slackM, -slackM];
  return steps.some((dx) => steps.some((dy) => contains(ring, { x: x + dx, y: y + dy })));
}
