// `npm run bench`: the figures of the README and the notes, all from one run, because machines differ and are noisy.
// `npm run bench -- engine pauses` runs only those parts. Each part is a process of its own, so that none measures what
// another left behind. Message rates are for one publisher at QoS 0 with ESPresense messages; look at the ratios.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { whole } from './numbers.ts';

/** Each loads only what it measures. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  messages,
  latency: publishToBoard,
  console: managersAndWalls,
  engine: async () => (await import('./engine.ts')).engineSpeed(),
  curve: async () => (await import('./curve.ts')).costCurve(),
  memory: async () => (await import('./memory.ts')).memoryPerTag(),
  pauses: async () => (await import('./pauses.ts')).collectionPauses(),
};

async function messages(): Promise<void> {
  const { bareBroker, wholeWay } = await import('./throughput.ts');
  const bare = await bareBroker();
  console.log(`bare aedes, in-process subscriber        ${whole(bare).padStart(9)} messages/s   1.00`);
  const unknown = await wholeWay(false);
  console.log(
    `whole way, tags without consent          ${whole(unknown).padStart(9)} messages/s   ${(unknown / bare).toFixed(2)}`,
  );
  const consenting = await wholeWay(true);
  console.log(
    `whole way, tags of 500 consenting people ${whole(consenting).padStart(9)} messages/s   ${(consenting / bare).toFixed(2)}`,
  );
}

async function publishToBoard(): Promise<void> {
  const { latency } = await import('./latency.ts');
  const board = await latency();
  console.log(
    `publish to board frame, 500 tags, ${whole(board.sightingsPerSecond)} sightings/s: p50 ${board.p50Ms} ms, p99 ${board.p99Ms} ms (${board.measured} of 120 seen)`,
  );
  console.log(`event loop lag p99 ${board.loopLagP99Ms} ms, resident memory of the gateway ${board.residentMiB} MiB`);
}

async function managersAndWalls(): Promise<void> {
  const { consoleLoad, managers, walls } = await import('./console.ts');
  const seen = await consoleLoad();
  console.log(
    `change to screen, ${managers} managers and ${walls} displays, ${whole(seen.sightingsPerSecond)} sightings/s: p50 ${seen.p50Ms} ms, p99 ${seen.p99Ms} ms, slowest ${seen.slowestMs} ms (${seen.measured} of ${seen.expected} seen)`,
  );
  console.log(`event loop lag p99 ${seen.loopLagP99Ms} ms`);
}

/** The part's own process; its exit code. */
async function inProcess(part: string): Promise<number> {
  const file = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, ['--expose-gc', file, '--here', part], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

const asked = process.argv.slice(2);
if (asked[0] === '--here') {
  await parts[asked[1] ?? '']?.();
  process.exit(0);
}
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Parts are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
for (const part of asked.length > 0 ? asked : Object.keys(parts)) {
  const code = await inProcess(part);
  if (code !== 0) process.exit(code);
}
