// What the engine holds of one tag after a minute, and that it is gone once everybody is forgotten. For most of the minute
// the tags speak seldom, because ten thousand of them are slow to simulate; for the last five seconds, as long as any sighting
// may be kept, they speak as usual. Needs --expose-gc.

import { createPositionEngine, type PositionEngine } from '#gateway/locate/engine.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { drive, startMs } from './drive.ts';
import { whole } from './numbers.ts';
import { createPremises, hall, nameOf, office, type Plan } from './premises.ts';

type Measured = { readonly plan: Plan; readonly crowds: readonly number[]; readonly settled: boolean };

/** As the gateway runs the engine, and with settled fixes, which keep the beliefs of three seconds. */
const measured: readonly Measured[] = [
  { plan: hall, crowds: [1_000, 10_000], settled: false },
  { plan: office, crowds: [1_000], settled: false },
  { plan: hall, crowds: [1_000, 10_000], settled: true },
  { plan: office, crowds: [1_000], settled: true },
];
/** Enough for the code to be compiled, whose memory is no tag's. */
const firstPeople = 50;
const seldomMs = 20_000;
const quietMs = 55_000;
const usualMs = 5_000;

export async function memoryPerTag(): Promise<void> {
  console.log('memory per tag after 60 s: heap and external (array buffers among it)');
  for (const { plan, crowds, settled } of measured) {
    const premises = createPremises(plan);
    const engine = createPositionEngine({ ...premises, options: { settled } });
    console.log(`  ${nameOf(plan)}, ${settled ? 'instant and settled fixes' : 'instant fixes only'}`);
    aMinute(engine, createCrowd(plan, premises, firstPeople));
    engine.forgetAll();
    for (const people of crowds) await measure(engine, createCrowd(plan, premises, people), people);
  }
}

async function measure(engine: PositionEngine, crowd: Crowd, people: number): Promise<void> {
  const empty = await held();
  aMinute(engine, crowd);
  const full = await held();
  engine.forgetAll();
  const after = await held();
  crowd.heard(startMs, 0); // counted in all three
  const perTag = (to: Held, part: keyof Held): string => whole((to[part] - empty[part]) / people);
  console.log(
    `    ${whole(people).padStart(6)} tags: ${perTag(full, 'all')} B (array buffers ${perTag(full, 'buffers')} B), after forgetAll ${perTag(after, 'all')} B`,
  );
}

function aMinute(engine: PositionEngine, crowd: Crowd): void {
  drive(engine, crowd, { fromMs: startMs, forMs: quietMs, advertEveryMs: seldomMs });
  drive(engine, crowd, { fromMs: startMs + quietMs, forMs: usualMs });
}

type Held = { readonly all: number; readonly buffers: number };

/** Bytes in use once all garbage is gone. Node counts array buffers within `external`. */
async function held(): Promise<Held> {
  if (globalThis.gc === undefined) throw new Error('Run it with --expose-gc, as bench.ts does.');
  for (let i = 0; i < 4; i++) {
    globalThis.gc();
    await pause(machineClock, 20); // buffers are freed by another thread
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { all: heapUsed + external, buffers: arrayBuffers };
}
