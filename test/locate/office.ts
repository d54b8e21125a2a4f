// A small made-up office for the engine's tests: two floors of 40 x 20 m, eight anchors each, signals by path loss, slab
// and fading from a seed. Deliberately not the engine's own model: other exponent, other slab, a deaf limit.

import type { Point } from '#shared/geometry/point.ts';
import { gaussian, type Random } from '#shared/kit/random.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import { Floor } from '#shared/model/site.ts';

export const ana = SubjectRef.parse('p-ana');
export const ben = SubjectRef.parse('p-ben');

/** Floors `f0` and `f1`, each with zones `<floor>-west` and `<floor>-east` of 20 m and anchors `<floor>-a0` to `a7`. */
export const floors: readonly Floor[] = [0, 1].map((storey) =>
  Floor.parse({
    id: `f${storey}`,
    name: `Floor ${storey}`,
    short: String(storey),
    outline: { rect: [0, 0, 40, 20] },
    zones: [
      { id: `f${storey}-west`, name: 'West', shape: { rect: [0, 0, 20, 20] } },
      { id: `f${storey}-east`, name: 'East', shape: { rect: [20, 0, 20, 20] } },
    ],
    anchors: Array.from({ length: 8 }, (_, i) => ({ id: `f${storey}-a${i}`, at: [5 + (i % 4) * 10, i < 4 ? 5 : 15] })),
  }),
);

export type Tag = Point & { readonly storey: number; readonly subject?: SubjectRef; readonly powerDbm?: number };

/** One reading of every anchor that can hear the tag. Without `random` there is no fading. */
export function hearAll(tag: Tag, heardAtBootMs: number, random?: Random): readonly ConsentedSighting[] {
  return floors.flatMap((floor, storey) =>
    floor.anchors.flatMap((anchor) => {
      const distanceM = Math.hypot(tag.x - anchor.at.x, tag.y - anchor.at.y, 1.3 + 3.5 * (storey - tag.storey));
      const fading = random ? gaussian(random, 0, 5) : 0;
      const slab = 18 * Math.abs(storey - tag.storey);
      const dbm = (tag.powerDbm ?? -61) - 25 * Math.log10(Math.max(0.5, distanceM)) - slab + fading;
      return dbm < -95 ? [] : [sighting(anchor.id, dbm, heardAtBootMs, tag.subject ?? ana)];
    }),
  );
}

export function sighting(anchor: string, rssiDbm: number, heardAtBootMs: number, subject: SubjectRef = ana): ConsentedSighting {
  return { subject, anchor, rssiDbm: Math.round(rssiDbm), heardAtBootMs } as ConsentedSighting;
}
