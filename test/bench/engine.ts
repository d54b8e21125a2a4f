// How fast the position engine is, on a floor of the size that was recorded and on a whole office floor: fixes per second and
// core of a crowd that is well known, a single fix, a first fix, and the radio map. Beside it the same with settled fixes, and
// the nearest anchor behind the same port, in the same run, because machines differ; and how far off each is, because a fast
// engine may be a wrong one.

import { createPositionEngine, type PositionEngine } from '#gateway/locate/engine.ts';
import { distanceM } from '#shared/geometry/point.ts';
import { nearest } from '#test/accuracy/baselines/nearest.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { asTheGateway, type Cost, drive, startMs } from './drive.ts';
import { quantile, whole } from './numbers.ts';
import { createPremises, hall, nameOf, office, pointsOf } from './premises.ts';

const people = 200;
const warmUpMs = 10_000;
const measureMs = 10_000;
/** With that many, one of them advertises every 10 ms. */
const oneByOne = 50;
const oneByOneTickMs = 10;
const firstMs = 3_000;

export function engineSpeed(): void {
  for (const plan of [hall, office]) {
    const premises = createPremises(plan);
    const crowd = createCrowd(plan, premises, people);
    const before = process.cpuUsage();
    const engine = createPositionEngine({ ...premises, options: asTheGateway });
    const { user, system } = process.cpuUsage(before);
    console.log(`${nameOf(plan)}, radio map of ${pointsOf(plan)} surveyed points built in ${whole((user + system) / 1e3)} ms`);
    const ours = steady(engine, crowd);
    printCost('engine', ours, ours);
    printCost('  settled too', steady(createPositionEngine(premises), crowd), ours);
    printCost('nearest anchor', steady(nearest(premises), crowd), ours);
    printSingles(engine, createCrowd(plan, premises, oneByOne));
  }
}

type Steady = Cost & { readonly medianErrorM: number };

/** What a crowd costs that has been walking about for a while. */
function steady(engine: PositionEngine, crowd: Crowd): Steady {
  drive(engine, crowd, { fromMs: startMs, forMs: warmUpMs });
  const errorsM: number[] = [];
  const cost = drive(engine, crowd, {
    fromMs: startMs + warmUpMs,
    forMs: measureMs,
    onTick: (located) => {
      for (const { instant, subject } of located) errorsM.push(distanceM(instant, crowd.place(subject, instant.atBootMs)));
    },
  });
  engine.forgetAll();
  return { ...cost, medianErrorM: quantile(errorsM, 0.5) };
}

function printCost(name: string, { fixes, sightings, cpuS, medianErrorM }: Steady, ours: Cost): void {
  const perSecond = fixes / cpuS;
  const figures = [
    `  ${name.padEnd(14)} ${whole(perSecond).padStart(9)} fixes/s per core`,
    `${(1_000 / perSecond).toFixed(3)} ms a fix`,
    `${whole(sightings / cpuS).padStart(9)} sightings/s of ${(sightings / fixes).toFixed(1)} a fix`,
    `median error ${medianErrorM.toFixed(2)} m`,
    (perSecond / (ours.fixes / ours.cpuS)).toFixed(2),
  ];
  console.log(figures.join('   '));
}

/** One person at a time: of people who are well known, and of people of whom nothing is known. */
function printSingles(engine: PositionEngine, crowd: Crowd): void {
  const rates = { tickMs: oneByOneTickMs };
  const known: number[] = [];
  const first: number[] = [];
  drive(engine, crowd, { ...rates, fromMs: startMs, forMs: warmUpMs });
  drive(engine, crowd, {
    ...rates,
    fromMs: startMs + warmUpMs,
    forMs: measureMs,
    onTick: (located, _, cpuS) => located.length === 1 && known.push(cpuS * 1_000),
  });
  engine.forgetAll();
  drive(engine, crowd, {
    ...rates,
    fromMs: startMs + warmUpMs + measureMs,
    forMs: firstMs,
    onTick: (located, _, cpuS) => {
      if (located.length === 1) first.push(cpuS * 1_000);
      for (const { subject } of located) engine.forget(subject);
    },
  });
  const of = (ms: readonly number[]): string => `p50 ${quantile(ms, 0.5).toFixed(3)} ms, p99 ${quantile(ms, 0.99).toFixed(3)} ms`;
  console.log(`  one person at a time: ${of(known)} (${known.length}); first fix: ${of(first)} (${first.length})`);
}
