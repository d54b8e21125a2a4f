import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

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
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
