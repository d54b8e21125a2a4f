// `npm run bench:utilisation`: how long a manager waits for a year of one building from SQLite: 200 spaces, 10 zones on two
// floors, 3 kinds. Look at the ratios: machines differ. The promise is 200 ms for a year, with its comparison.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticYear } from '#gateway/demo/year.ts';
import { openStore, type Store } from '#gateway/store/open-store.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { usageDay } from '#gateway/utilisation/day-cells.ts';
import { daySlots } from '#gateway/utilisation/day-sums.ts';
import { dayNumber, dayText, siteCalendar } from '#gateway/utilisation/site-days.ts';
import { createUtilisation } from '#gateway/utilisation/utilisation.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { Site, type SpaceKind } from '#shared/model/site.ts';
import { quantile } from './numbers.ts';

const runs = 20;
const lastDay = dayNumber('2026-12-31');
const yearDays = 365;

/** Of a zone: 14 desks, 3 rooms, 3 bays. */
const kindsOfZone = [
  ...Array<SpaceKind>(14).fill('desk'),
  ...Array<SpaceKind>(3).fill('room'),
  ...Array<SpaceKind>(3).fill('parking'),
];

function twoHundredSpaces(): Site {
  const floors = ['f-1', 'f-2'].map((floor, f) => {
    const zones = Array.from({ length: 5 }, (_, z) => `z-${f}-${z}`);
    return {
      ...{ id: floor, name: floor, short: String(f + 1), outline: { rect: [0, 0, 100, 50] } },
      zones: zones.map((id, z) => ({ id, name: id, shape: { rect: [z * 20, 0, 20, 50] } })),
      spaces: zones.flatMap((zone, z) =>
        kindsOfZone.map((kind, n) => ({
          id: `s-${f}-${z}-${n}`,
          name: `${n}`,
          kind,
          zone,
          shape: { rect: [z * 20, n * 2, 1, 1] },
        })),
      ),
    };
  });
  return Site.parse({ id: 'bench', name: 'Bench', timeZone: 'Europe/Berlin', floors });
}

function fill(store: Store, site: Site, days: number): void {
  const calendar = siteCalendar(site.timeZone);
  const beginMs = (day: number): number => calendar.windowOf(day).fromMs;
  store.transaction(() => {
    for (const { day, visits, ticks } of syntheticYear(site, { toDay: lastDay, days, seed: 1, beginMs })) {
      const slots = daySlots(calendar, day);
      store.usage.put(usageDay({ site, day, slots, visits, ticks, k: 5, random: seededRandom(day) }));
    }
  });
}

type Cost = { readonly wallMs: readonly number[]; readonly cpuMs: readonly number[] };

/** Of each of `runs` askings, after two that warm up. */
function timed(task: () => void): Cost {
  const all = Array.from({ length: runs + 2 }, () => {
    const startMs = performance.now();
    const before = process.cpuUsage();
    task();
    const { user, system } = process.cpuUsage(before);
    return { wallMs: performance.now() - startMs, cpuMs: (user + system) / 1e3 };
  }).slice(2);
  return { wallMs: all.map((one) => one.wallMs), cpuMs: all.map((one) => one.cpuMs) };
}

/** Processor time beside the wall's, because machines are shared. Answers the median of the former. */
function print(name: string, { wallMs, cpuMs }: Cost, yearMs: number): number {
  const cpu = quantile(cpuMs, 0.5);
  const figures = [
    `processor p50 ${cpu.toFixed(0).padStart(4)} ms`,
    `wall p50 ${quantile(wallMs, 0.5).toFixed(0).padStart(4)} ms, least ${Math.min(...wallMs)
      .toFixed(0)
      .padStart(4)} ms`,
    (Number.isNaN(yearMs) ? 1 : cpu / yearMs).toFixed(2),
  ];
  console.log(`${name.padEnd(38)} ${figures.join('   ')}`);
  return cpu;
}

const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
const path = join(folder, 'waypost.sqlite');
const opened = openStore({ path, clock: machineClock, notice: console.error });
if (!opened.ok) throw new Error(opened.detail);
const store = opened.value;
const site = twoHundredSpaces();
// Two years, more than is ever kept, so that a whole year can be compared with a whole year.
fill(store, site, 2 * yearDays);
const book = createUtilisation({ site, between: store.usage.between, k: () => 5 });
const all = site.floors.map(({ id }) => id);
const year = { from: dayText(lastDay - yearDays + 1), to: dayText(lastDay) };
const before = { from: dayText(lastDay - 2 * yearDays + 1), to: dayText(lastDay - yearDays) };
const month = { from: dayText(lastDay - 29), to: dayText(lastDay) };
const ask = (range: typeof year, compare: typeof year | null): void => {
  const answer = book.answer({ range, compare, floors: null, kinds: null }, all);
  if (!answer.ok || answer.period.days === 0) throw new Error('There was nothing to answer.');
};
console.log(
  `${site.floors.flatMap(({ spaces }) => spaces).length} spaces, ${store.usage.days().length} days, ${Math.round(statSync(path).size / 1e6)} MB`,
);
const yearMs = print(
  'a year',
  timed(() => ask(year, null)),
  Number.NaN,
);
print(
  'a year, compared with the year before',
  timed(() => ask(year, before)),
  yearMs,
);
print(
  'a month, compared with a year',
  timed(() => ask(month, before)),
  yearMs,
);
print(
  '  of a year: reading it from SQLite',
  timed(() => void store.usage.between(lastDay - yearDays + 1, lastDay)),
  yearMs,
);
await store.stop();
rmSync(folder, { recursive: true, force: true });
