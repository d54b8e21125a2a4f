// How long garbage collection holds everything up at 2,000 sightings a second: once at the pace of life, and once three
// minutes' worth of it in one go, which collects far more often than 20 s of life would and so meets the rare long pause.

import { PerformanceObserver } from 'node:perf_hooks';
import { createPositionEngine } from '#gateway/locate/engine.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { createCrowd } from './crowd.ts';
import { drive, startMs, usualTickMs } from './drive.ts';
import { quantile, whole } from './numbers.ts';
import { createPremises, hall, nameOf } from './premises.ts';

/** 12 anchors hear each of them twice a second. */
const people = 84;
const pacedMs = 20_000;
const unpacedMs = 180_000;
const tooLongMs = 20;

export async function collectionPauses(): Promise<void> {
  const premises = createPremises(hall);
  const crowd = createCrowd(hall, premises, people);
  const engine = createPositionEngine(premises);
  const tick = (n: number): number => drive(engine, crowd, { fromMs: startMs + n * usualTickMs, forMs: usualTickMs }).sightings;
  console.log(`garbage collection, ${people} tags, ${nameOf(hall)}`);
  await observed('paced', pacedMs, async (ticks) => {
    let [done, sightings] = [0, 0];
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = machineClock.every(usualTickMs, () => {
      sightings += tick(done++);
      if (done === ticks) resolve();
    });
    await promise;
    stop();
    return sightings;
  });
  engine.forgetAll();
  await observed('in one go', unpacedMs, async (ticks) => {
    let sightings = 0;
    for (let done = 0; done < ticks; done++) {
      sightings += tick(done);
      if (done % 20 === 0) await pause(machineClock, 0); // observers are told between tasks
    }
    return sightings;
  });
}

async function observed(name: string, forMs: number, run: (ticks: number) => Promise<number>): Promise<void> {
  const pausesMs: number[] = [];
  const observer = new PerformanceObserver((list) => pausesMs.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ['gc'] });
  const sightings = await run(forMs / usualTickMs);
  await pause(machineClock, 50);
  observer.disconnect();
  const long = pausesMs.filter((ms) => ms > tooLongMs).length;
  console.log(
    `  ${name.padEnd(9)} ${whole(forMs / 1_000)} s of ${whole((sightings * 1_000) / forMs)} sightings/s: ${pausesMs.length} pauses, median ${quantile(pausesMs, 0.5).toFixed(1)} ms, longest ${quantile(pausesMs, 1).toFixed(1)} ms, ${long} over ${tooLongMs} ms`,
  );
}
