// Discs give way to what has to be read, and to each other, without leaving the circle that says where somebody is.

import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { emptyMemory, remember } from '#kiosk/board/board-memory.ts';
import { viewOf } from '#kiosk/board/board-view.ts';
import { type DiscWish, placeDiscs } from '#kiosk/board/place-discs.ts';
import { type Box, boxOf, fitPlan, overlapPx } from '#kiosk/board/plan-fit.ts';
import { placeHere, placeZoneLabels } from '#kiosk/board/plan-labels.ts';
import { signBoxes } from '#kiosk/board/plan-signs.ts';
import { spaceWords } from '#kiosk/board/use-space-words.ts';
import { en } from '#kiosk/i18n/en.ts';
import { wordsOf } from '#kiosk/i18n/use-words.ts';
import type { Point } from '#shared/geometry/point.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { boardNowMs, demoBoard, demoPlan } from '#test/fakes/board-data.ts';

const radiusPx = 15;
const card = { w: 400, h: 300 };
const reachPx = 60;
const name: Box = { x: 160, y: 120, w: 80, h: 40 };
const ada: DiscWish = { key: 'ada', at: { x: 200, y: 150 }, reachPx };
const nothing = new Map<string, Point>();

const boxAt = ({ x, y }: Point): Box => ({ x: x - radiusPx, y: y - radiusPx, w: 2 * radiusPx, h: 2 * radiusPx });
const place = (wish: DiscWish, shifts: ReadonlyMap<string, Point>): Point => {
  const shift = shifts.get(wish.key) ?? { x: Number.NaN, y: Number.NaN };
  return { x: wish.at.x + shift.x, y: wish.at.y + shift.y };
};
const placed = (wish: DiscWish, signs: readonly Box[], before: ReadonlyMap<string, Point> = nothing): Point =>
  place(wish, placeDiscs([wish], radiusPx, card, signs, before));
const between = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

describe('the disc of a located person', () => {
  test('stands exactly where it was measured when nothing is hidden there', () => {
    expect(placed(ada, [])).toEqual(ada.at);
    expect(placed(ada, [{ ...name, x: 300 }])).toEqual(ada.at);
  });

  test('stands beside a name inside its circle, as near as it can', () => {
    const at = placed(ada, [name]);
    expect(overlapPx(boxAt(at), name)).toBe(0);
    expect(between(at, ada.at)).toBeLessThanOrEqual(name.h / 2 + radiusPx + radiusPx / 4);
  });

  test('never leaves its circle, even where all of it is written on', () => {
    const everywhere = { x: 0, y: 0, ...card };
    expect(between(placed(ada, [everywhere]), ada.at)).toBeLessThanOrEqual(reachPx);
    expect(placed({ ...ada, reachPx: 5 }, [name])).toEqual(ada.at);
  });

  test('keeps its side while its person wavers, and goes back once its own place is free', () => {
    let shifts = placeDiscs([{ ...ada, at: { x: 200, y: 155 } }], radiusPx, card, [name], nothing);
    for (const y of [150, 140, 152, 138, 145, 155]) {
      const wavers = { ...ada, at: { x: 200 + (y % 7), y } };
      shifts = placeDiscs([wavers], radiusPx, card, [name], shifts);
      const at = place(wavers, shifts);
      expect([at.y > name.y + name.h, overlapPx(boxAt(at), name)]).toEqual([true, 0]);
    }
    expect(placed(ada, [], shifts)).toEqual(ada.at);
  });

  test('is not cut off by the edge of the card', () => {
    const at = placed({ ...ada, at: { x: 2, y: 298 } }, []);
    expect(boxAt(at).x).toBeGreaterThanOrEqual(0);
    expect(at.y + radiusPx).toBeLessThanOrEqual(card.h);
  });

  test('stands apart from the others where people stand together, also where circles are full', () => {
    const crowd = Array.from({ length: 5 }, (_, i): DiscWish => ({ key: `p${i}`, at: ada.at, reachPx }));
    const places = crowd.map((wish) => place(wish, placeDiscs(crowd, radiusPx, card, [name], nothing)));
    const tight = crowd.map((wish) => ({ ...wish, reachPx: 10 }));
    const pushed = tight.map((wish) => place(wish, placeDiscs(tight, radiusPx, card, [], nothing)));
    for (const all of [places, pushed]) {
      for (const [i, a] of all.entries())
        for (const b of all.slice(i + 1)) expect(between(a, b)).toBeGreaterThan(2 * radiusPx - 5);
    }
    for (const at of places) expect(overlapPx(boxAt(at), name)).toBe(0);
  });
});

test('on the demo office hardly a disc hides a sign, where every third would', () => {
  const plan = demoPlan();
  const [floor] = plan.floors;
  if (!floor) throw new Error('The plan has no floor');
  const now = { bootMs: 0, wallMs: boardNowMs };
  const memory = remember(
    remember(emptyMemory, { kind: 'plan', plan }, now),
    { kind: 'board', board: demoBoard(plan, floor) },
    now,
  );
  const view = viewOf(memory, floor.id, now);
  if (!view) throw new Error('There is no view');
  const words = wordsOf(createIntl({ locale: 'en-GB', timeZone: 'Europe/Berlin', messages: en }));
  const fit = fitPlan(floor.outline, { w: 1400, h: 870 }, 8);
  const here = placeHere(fit, floor, { x: 22.4, y: 17.6 }, words.say('plan.here'));
  const pills = floor.zones.map((zone) => ({ zone: zone.id, name: zone.name, pill: '20+ here' }));
  const signs = signBoxes(fit, view, spaceWords(words), { zones: placeZoneLabels(fit, floor, pills, here), here });
  const random = seededRandom(3);
  const box = boxOf(fit, floor.outline);
  const hides = (at: Point): boolean => signs.some((sign) => overlapPx(boxAt(at), sign) > 0);
  let measured = 0;
  let drawn = 0;
  for (let i = 0; i < 500; i += 1) {
    const wish = { key: 'k', at: { x: box.x + random() * box.w, y: box.y + random() * box.h }, reachPx: 1.5 * fit.scale };
    const at = place(wish, placeDiscs([wish], radiusPx, fit.size, signs, nothing));
    if (hides(wish.at)) measured += 1;
    if (hides(at)) drawn += 1;
  }
  expect(measured / 500).toBeGreaterThan(0.3);
  expect(drawn / 500).toBeLessThan(0.02);
});
