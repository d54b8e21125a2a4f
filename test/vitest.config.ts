import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** Rooms whose tests start processes or play recordings: these go first, so that none of them is left alone at the end. */
const long = [
  'prove',
  'faults/kill',
  'integration',
  'accuracy',
  'faults',
  'proofs',
  'demo',
  'gateway',
  'receive',
  'check-in',
  'watch',
];

class LongFirst extends BaseSequencer {
  override async sort(...[files]: Parameters<BaseSequencer['sort']>) {
    const rank = (path: string) => long.findIndex((room) => path.includes(`/test/${room}`)) + 1 || long.length + 1;
    return (await super.sort(files)).toSorted((a, b) => rank(a.moduleId) - rank(b.moduleId));
  }
}

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    pool: 'forks',
    // Files of one worker share the modules they load: loading them anew for each file took longer than most tests. A test
    // that changes what is global has to put it back.
    isolate: false,
    // Many tests wait for processes and sockets: two more than there are cores keep these busy.
    maxWorkers: availableParallelism() + 2,
    sequence: { sequencer: LongFirst },
    // Only against hanging for ever: some start two gateways, which takes six seconds here and five times that beside a neighbour.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
