// `npm run mutate [room ...]`: would the tests of the rooms that keep the promises notice a fault? Every line of a room is
// changed in turn, in a copy, and its own tests have to fail. Prints a score per room and what went unnoticed; fails under
// 85 % in a room, or when a line of the rooms is run by no test of theirs.

import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { projectNode, root, run } from './install.mjs';

const allRooms = ['presence', 'remember', 'consent', 'mask'];
const leastScore = 85;
const asked = process.argv.slice(2);
const rooms = asked.length === 0 ? allRooms : asked.filter((room) => allRooms.includes(room));
if (rooms.length === 0) {
  console.error(`There is no such room to measure. Name some of: ${allRooms.join(', ')}.`);
  process.exit(2);
}

const options = {
  testRunner: 'vitest',
  plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
  vitest: { configFile: 'test/mutate.vitest.config.ts', related: false },
  // TypeScript 7 can't be asked to rewrite a tsconfig, and nothing here needs it to.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  tempDirName: '.build/mutate',
  ignorePatterns: ['.build', '.data', '.reports', '.ci', 'kiosk', 'test/e2e', 'test/accuracy'],
  reporters: ['json', 'progress-append-only'],
  thresholds: { high: 100, low: leastScore, break: null },
  logLevel: 'warn',
};

/** The words of the printed table are no rules: the committed page holds them, to the byte. */
const noRules = ['print-table', 'table-cases', 'table-words'].map((name) => `!edge-gateway/mask/${name}.ts`);

async function measure(room) {
  process.env.MUTATE_ROOM = room;
  const mutants = await new Stryker({
    ...options,
    mutate: [`edge-gateway/${room}/*.ts`, ...noRules],
    jsonReporter: { fileName: `.reports/mutate/${room}.json` },
  }).runMutationTest();
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const [killed, survived, uncovered] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
  const score = (100 * killed) / (killed + survived + uncovered);
  const unnoticed = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return { room, killed, survived, uncovered, score, unnoticed };
}

const results = [];
for (const room of rooms) {
  console.log(`== ${room}`);
  const startedMs = performance.now();
  const result = await measure(room);
  results.push({ ...result, minutes: (performance.now() - startedMs) / 60_000 });
  for (const { fileName, location, replacement, status } of result.unnoticed)
    console.log(`${relative(root, fileName)}:${location.start.line}:${location.start.column} ${status}: ${replacement}`);
}

console.log('\n== lines run by the tests of the rooms');
const vitest = join(root, 'node_modules', '.bin', 'vitest');
const coverage = await run(projectNode(), [
  vitest,
  'run',
  '--config',
  'test/mutate.vitest.config.ts',
  '--coverage',
  '--reporter=dot',
]);

console.log('\n== mutants');
for (const { room, killed, survived, uncovered, score, minutes } of results)
  console.log(
    `${room.padEnd(9)} ${score.toFixed(1).padStart(5)} %: ${killed} noticed, ${survived} not, ${uncovered} in no test (${minutes.toFixed(1)} min)`,
  );
const low = results.filter(({ score }) => !(score >= leastScore)).map(({ room }) => room);
if (low.length > 0) console.log(`Under ${leastScore} %: ${low.join(', ')}`);
process.exitCode = low.length === 0 && coverage === 0 ? 0 : 1;
