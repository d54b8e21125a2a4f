// `npm run bench`: the figures of the README and the notes, all from one run, because machines differ and are noisy.
// Rates are for one publisher at QoS 0 with ESPresense messages; look at the ratios.

import { latency } from './latency.ts';
import { bareBroker, wholeWay } from './throughput.ts';

const number = (value: number): string => value.toLocaleString('en');

const bare = await bareBroker();
console.log(`bare aedes, in-process subscriber        ${number(bare).padStart(9)} messages/s   1.00`);
const unknown = await wholeWay(false);
console.log(
  `whole way, tags without consent          ${number(unknown).padStart(9)} messages/s   ${(unknown / bare).toFixed(2)}`,
);
const consenting = await wholeWay(true);
console.log(
  `whole way, tags of 500 consenting people ${number(consenting).padStart(9)} messages/s   ${(consenting / bare).toFixed(2)}`,
);
const board = await latency();
console.log(
  `publish to board frame, 500 tags, ${number(board.sightingsPerSecond)} sightings/s: p50 ${board.p50Ms} ms, p99 ${board.p99Ms} ms (${board.measured} of 120 seen)`,
);
console.log(`event loop lag p99 ${board.loopLagP99Ms} ms, resident memory of the gateway ${board.residentMiB} MiB`);
process.exit(0);
