// A plausible Tuesday in the demo office: its real plan, and a board for each floor drawn from a seed.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Polygon } from '#shared/geometry/polygon.ts';
import { centroid } from '#shared/geometry/polygon.ts';
import { minutes } from '#shared/kit/duration.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import { DisplayId } from '#shared/model/ids.ts';
import { Site } from '#shared/model/site.ts';
import { Board, type BoardSpace } from '#shared/wire/board.ts';
import { Plan, type PlanFloor } from '#shared/wire/plan.ts';

/** Tuesday 24 November 2026, 10:42 in Berlin. */
export const boardNowMs = Date.UTC(2026, 10, 24, 9, 42);

const names = 'AK BM CL DN EV FA HC JB KP LN MS PW RG SO TH YI'.split(' ');

export function demoPlan(siteFolder = 'demo-office'): Plan {
  const file = new URL(`../../firmware-config/sites/${siteFolder}/site.yaml`, import.meta.url);
  const site = Site.parse(parse(readFileSync(file, 'utf8')));
  const [first] = site.floors;
  if (!first) throw new Error(`${siteFolder} has no floor`);
  const at = siteFolder === 'demo-office' ? { at: { x: 22.4, y: 17.6 } } : {};
  const display = { id: DisplayId.parse('lobby'), name: 'Lobby', floor: first.id, ...at };
  return Plan.parse({ siteName: site.name, timeZone: site.timeZone, display, floors: site.floors });
}

/** The board of one floor; the same every time for the same seed. */
export function demoBoard(plan: Plan, floor: PlanFloor, seed = 7, asOfMs = boardNowMs): Board {
  const random = seededRandom(seed + plan.floors.indexOf(floor) * 1000);
  const spaces = floor.spaces.map((space) => demoSpace(space, random, asOfMs));
  const free = (kind: string): number =>
    floor.spaces.filter((space, i) => space.kind === kind && spaces[i]?.state === 'free').length;
  const about = (count: number): number | null => (count < 5 ? null : Math.floor(count / 5) * 5);
  return Board.parse({
    floor: floor.id,
    asOfMs,
    spaces,
    people: demoPeople(floor, random),
    somewhere: [
      { key: 'k5', label: 'SO', ageMs: 3_000 },
      { key: 'k6', label: 'HC', ageMs: 8_000 },
    ],
    presence: {
      tickMs: asOfMs - minutes(2),
      floorAbout: 35,
      zones: floor.zones.map((zone, i) => ({ zone: zone.id, about: about([21, 12, 14, 2][i % 4] ?? 0) })),
    },
    floors: plan.floors.map((f) => ({
      floor: f.id,
      desksFree: f.id === floor.id ? free('desk') : 18,
      roomsFree: f.id === floor.id ? free('room') : 3,
    })),
    positions: { on: true, why: null, failing: [], accepted: [] },
    glassUntilMs: null,
    safety: { state: 'enough', gapFromMs: null, named: [] },
    booking: { up: true, sinceMs: null },
  });
}

function demoSpace(space: PlanFloor['spaces'][number], random: Random, nowMs: number): BoardSpace {
  const draw = random();
  const name = names[Math.floor(random() * names.length)] ?? 'AK';
  const later = nowMs + minutes(18 + Math.floor(random() * 12) * 30);
  if (draw < 0.36) return { id: space.id, state: 'free', ...(random() < 0.6 ? { untilMs: later } : {}) };
  if (draw < 0.55) return { id: space.id, state: 'booked', fromMs: later, untilMs: later + minutes(60) };
  if (draw < 0.8) return { id: space.id, state: 'checked-in', untilMs: later, ...(random() < 0.85 ? { label: name } : {}) };
  return draw < 0.94 ? { id: space.id, state: 'occupied', untilMs: later } : { id: space.id, state: 'unknown' };
}

function demoPeople(floor: PlanFloor, random: Random): Board['people'] {
  const shapes: readonly Polygon[] = floor.zones.map((zone) => zone.shape);
  return ['TH', 'EV', 'MS', 'JB', 'CL'].map((label, i) => {
    const middle = centroid(shapes[i % shapes.length] ?? []);
    const at = { x: middle.x + (random() - 0.5) * 7, y: middle.y + (random() - 0.5) * 6 };
    return { key: `k${i}`, label, ...at, radiusM: 1 + random() * 1.2, ageMs: i === 4 ? 70_000 : 2_000 };
  });
}

/** The same board with forty people on it at random, and fifteen somewhere. */
export function crowdedBoard(board: Board): Board {
  const random = seededRandom(11);
  const label = (i: number): string => names[i % names.length] ?? 'AK';
  const people = Array.from({ length: 40 }, (_, i) => {
    const at = { x: 1 + random() * 34, y: 1 + random() * 20 };
    return { key: `c${i}`, label: label(i), ...at, radiusM: 0.8 + random(), ageMs: 2_000 };
  });
  const somewhere = Array.from({ length: 15 }, (_, i) => ({ key: `s${i}`, label: label(i), ageMs: 2_000 }));
  return { ...board, people, somewhere };
}
