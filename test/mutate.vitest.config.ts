// The tests that measure the four rooms (see .tools/mutate.mjs): one room's alone in a mutation run, for a mutant that
// stands at the top of a module is tried against every test there is; all of them for the coverage.

import { defineConfig } from 'vitest/config';

const rooms = process.env.MUTATE_ROOM ?? '{consent,mask,remember,presence}';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [`test/${rooms}/*.test.ts`],
    setupFiles: [new URL('mutate-properties.ts', import.meta.url).pathname],
    isolate: false,
    testTimeout: 30_000,
    coverage: {
      include: [`edge-gateway/${rooms}/*.ts`],
      reporter: ['text', 'json-summary'],
      reportsDirectory: '.reports/coverage',
      thresholds: { lines: 100 },
    },
  },
});
