// The tests that measure the four rooms (see .tools/mutate.mjs): one room's alone in a mutation run, for a mutant that
// stands at the top of a module is tried against every test there is; all of them for the coverage. A mutation run leaves
// out two proofs that take seconds for every mutant: without them a score can only be lower.

import { defineConfig } from 'vitest/config';

const room = process.env.MUTATE_ROOM;
const rooms = room ?? '{consent,mask,remember,presence}';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: [`test/${rooms}/*.test.ts`],
    exclude: room === undefined ? [] : ['test/presence/arrival-attack.test.ts', 'test/remember/clock-history.test.ts'],
    setupFiles: [new URL('mutate-properties.ts', import.meta.url).pathname],
    // A file in a process of its own costs more than most of its tests; each mutant has a fresh one anyway.
    isolate: false,
    testTimeout: 180_000,
    coverage: {
      include: [`edge-gateway/${rooms}/*.ts`],
      reporter: ['text', 'json-summary'],
      reportsDirectory: '.reports/coverage',
      thresholds: { lines: 100 },
    },
  },
});
