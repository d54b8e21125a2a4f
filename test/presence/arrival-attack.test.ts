// Somebody watches the wall at the very minute a colleague checks in and wants to know where. What is published must tell
// them little more than a guess would; the exact live counts, kept here as the rule we don't use, would tell them all.

import { expect, test } from 'vitest';
import { publishedCounts } from '#gateway/presence/published-counts.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { gaussian, type Random, seededRandom } from '#shared/kit/random.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';

const zones = Array.from({ length: 8 }, (_, i) => ZoneId.parse(`z${i}`));
const plan = new Map([0, 1].map((f) => [FloorId.parse(`f${f}`), zones.slice(4 * f, 4 * f + 4)]));
const tickMs = minutes(5);

type Stay = { readonly zone: number; readonly fromMs: number; readonly toMs: number };
/** What a watcher sees of each zone at a moment: a number, or null for "few". */
type View = (atMs: number) => readonly (number | null)[];

/** 60 people who arrive within two hours or so, with a break of a quarter of an hour each. */
function morning(random: Random): readonly Stay[] {
  return Array.from({ length: 60 }, () => Math.floor(random() * zones.length)).flatMap((zone) => {
    const fromMs = minutes(gaussian(random, 120, 40));
    const breakMs = fromMs + minutes(30 + random() * 120);
    return [
      { zone, fromMs, toMs: breakMs },
      { zone, fromMs: breakMs + minutes(15), toMs: minutes(480) },
    ];
  });
}

function countsAt(stays: readonly Stay[], atMs: number): readonly number[] {
  return zones.map((_, zone) => stays.filter((stay) => stay.zone === zone && stay.fromMs <= atMs && atMs < stay.toMs).length);
}

const exactLive =
  (stays: readonly Stay[]): View =>
  (atMs) =>
    countsAt(stays, atMs);

const asPublished =
  (stays: readonly Stay[]): View =>
  (atMs) => {
    const exact = countsAt(stays, Math.floor(atMs / tickMs) * tickMs);
    const counts = { zones: new Map(zones.map((zone, i) => [zone, exact[i] ?? 0])), elsewhere: new Map() };
    return publishedCounts(counts, plan, 5).zones.map((zone) => zone.about);
  };

/** The best guess from before and after: the zone that grew most, else any. `waitMs` is how long the watcher has to wait. */
function guess(view: View, atMs: number, waitMs: number, random: Random): number {
  const before = view(atMs - seconds(1));
  const after = view(atMs + waitMs);
  const growth = zones.map((_, i) => (after[i] ?? 0) - (before[i] ?? 0));
  const most = Math.max(...growth);
  const candidates = growth.flatMap((value, i) => (value === most ? [i] : []));
  return candidates[Math.floor(random() * candidates.length)] ?? 0;
}

function hitRate(publish: (stays: readonly Stay[]) => View, waitMs: number): number {
  let hits = 0;
  let tries = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const stays = morning(random);
    const view = publish(stays);
    for (const target of stays.filter((_, i) => i % 6 === 0)) {
      tries++;
      if (guess(view, target.fromMs, waitMs, random) === target.zone) hits++;
    }
  }
  return hits / tries;
}

test('who watches the published counts finds an arrival little more often than by chance; exact live counts give it away', () => {
  const chance = 1 / zones.length;
  expect(hitRate(asPublished, tickMs)).toBeLessThan(2 * chance);
  expect(hitRate(exactLive, 1)).toBeGreaterThan(0.9);
});
