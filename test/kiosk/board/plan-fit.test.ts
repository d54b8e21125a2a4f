// The plan on its card: whole, as large as it can be, turned when that helps, and readable.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxOf, fitPlan, inset, overlapPx, sideOnCard } from '#kiosk/board/plan-fit.ts';
import { placeHere, placeZoneLabels } from '#kiosk/board/plan-labels.ts';
import { roomLines } from '#kiosk/board/room-text.ts';
import { shortLabel } from '#kiosk/board/short-label.ts';
import { spreadApart } from '#kiosk/board/spread-apart.ts';
import { fontFor, textWidthPx, wrapText } from '#kiosk/board/text-fit.ts';
import { layoutFor } from '#kiosk/board/wall-layout.ts';
import { demoPlan } from '#test/fakes/board-data.ts';

const plan = demoPlan();
const [floor] = plan.floors;
if (!floor) throw new Error('The plan has no floor');
const outline = [
  { x: 0, y: 0 },
  { x: 40, y: 0 },
  { x: 40, y: 20 },
  { x: 0, y: 20 },
];

describe('the plan on its card', () => {
  test('is never cut and touches the margin on two sides, whatever the card', () => {
    const side = fc.integer({ min: 80, max: 2500 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 2, max: 120 }), fc.integer({ min: 2, max: 120 }), (w, h, across, down) => {
        const shape = [
          { x: -3, y: 5 },
          { x: across - 3, y: 5 },
          { x: across - 3, y: down + 5 },
          { x: -3, y: down + 5 },
        ];
        const box = boxOf(fitPlan(shape, { w, h }, 8), shape);
        expect(box.x >= 7.9 && box.y >= 7.9 && box.x + box.w <= w - 7.9 && box.y + box.h <= h - 7.9).toBe(true);
        expect(Math.abs(box.w - (w - 16)) < 0.1 || Math.abs(box.h - (h - 16)) < 0.1).toBe(true);
      }),
    );
  });

  test('stands upright on a tall card and keeps its way on a wide one', () => {
    expect(fitPlan(outline, { w: 700, h: 1200 }, 8).turned).toBe(true);
    expect(fitPlan(outline, { w: 1200, h: 700 }, 8).turned).toBe(false);
    expect(fitPlan(outline, { w: 800, h: 800 }, 8).turned).toBe(false);
  });

  test('turns chairs with the desks', () => {
    const turned = fitPlan(outline, { w: 700, h: 1200 }, 8);
    const chair = turned.toPx({ x: 10, y: 9 });
    const desk = turned.toPx({ x: 10, y: 10 });
    expect(sideOnCard(turned, 'north')).toBe('east');
    expect(chair.x).toBeGreaterThan(desk.x);
  });

  test('leaves at least 11 px for initials and times on every desk of the demo office at 1920 x 1080', () => {
    const fit = fitPlan(floor.outline, { w: 1400, h: 870 }, 8);
    for (const space of floor.spaces.filter((s) => s.kind === 'desk')) {
      const box = inset(boxOf(fit, space.shape), 1.5);
      expect(fontFor('MW', box.w - 3, box.h - 4, 17, 9)).toBeGreaterThanOrEqual(11);
      const time =
        box.h > box.w ? fontFor('13', box.w - 3, (box.h - 4) / 2, 14, 9) : fontFor('13:00', box.w - 3, box.h - 4, 17, 9);
      expect(time).toBeGreaterThanOrEqual(11);
    }
  });
});

describe('labels on the plan', () => {
  const sizes = [
    [1400, 870],
    [740, 1170],
    [950, 610],
    [360, 580],
  ] as const;

  test.each(sizes)('hide no desk, no room and not each other on a card of %i x %i', (w, h) => {
    for (const each of plan.floors) {
      const fit = fitPlan(each.outline, { w, h }, 8);
      const here = placeHere(fit, each, { x: 22.4, y: 17.6 }, 'you are here');
      const texts = each.zones.map((z) => ({ zone: z.id, name: z.name, pill: '20+ here' }));
      const labels = placeZoneLabels(fit, each, texts, here);
      expect(labels.length).toBeGreaterThan(0);
      const boxes = [...labels.filter((l) => l.pill !== '').map((l) => l.pillBox), here.box];
      for (const space of each.spaces) {
        for (const box of boxes) expect(overlapPx(box, boxOf(fit, space.shape))).toBe(0);
      }
      for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlapPx(a, b)).toBe(0);
    }
  });

  test('break at spaces and end in an ellipsis when there is no room', () => {
    expect(wrapText('free until 14:30', 60, 12, 3)).toEqual(['free until', '14:30']);
    const [cut] = wrapText('Conference', 40, 12, 1);
    expect(cut?.endsWith('…')).toBe(true);
    expect(textWidthPx(cut ?? '', 12)).toBeLessThanOrEqual(40);
  });

  test('in a room keep the name and the words before the label', () => {
    const roles = (h: number) => roomLines('Birch', 'until 11:00', 'Mira Schulz', { w: 120, h }, 18).map((line) => line.role);
    expect(roles(90)).toEqual(['name', 'words', 'label']);
    expect(roles(28)).toEqual(['name', 'words']);
    expect(roles(14)).toEqual(['name']);
  });

  test('shorten a name to initials on a desk, and leave initials alone', () => {
    expect(shortLabel('Mira Schulz', 40)).toBe('MS');
    expect(shortLabel('Mira Schulz', 200)).toBe('Mira Schulz');
    expect(shortLabel('MS', 4)).toBe('MS');
  });

  test('stand beside each other where people stand together', () => {
    const spread = spreadApart(
      [
        { x: 5, y: 5 },
        { x: 5, y: 5 },
        { x: 100, y: 100 },
      ],
      30,
    );
    const [a, b, c] = spread;
    expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeCloseTo(30, 0);
    expect(c).toEqual({ x: 100, y: 100 });
  });
});

describe('the arrangement of the wall', () => {
  test('follows the screen, and in portrait the shape of the floor', () => {
    const square = outline.map((p) => ({ x: p.x / 2, y: p.y }));
    expect(layoutFor({ w: 1920, h: 1080 }, outline)).toBe('wide');
    expect(layoutFor({ w: 1366, h: 768 }, outline)).toBe('wide');
    expect(layoutFor({ w: 1080, h: 1920 }, outline)).toBe('tall');
    expect(layoutFor({ w: 1080, h: 1920 }, square)).toBe('stacked');
    expect(layoutFor({ w: 390, h: 844 }, outline)).toBe('phone');
  });
});
