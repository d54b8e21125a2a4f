// `npm test`: everything, in one command, on a bare machine. Each step runs even when an earlier one failed, so that one
// run shows all that is wrong. The last line is `N passed, N failed`: steps without tests of their own count as one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { failedInPlaywright, failedInVitest } from './failures.mjs';
import { ensureInstalled, ensurePages, projectNode, root, run } from './install.mjs';

const machine = spawn(process.execPath, [join(root, '.tools', 'test-machine.mjs')], { stdio: 'inherit' });
const machineReady = once(machine, 'exit');
ensureInstalled();
const reports = join(root, '.reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const node = projectNode();
const tool = (name) => join(root, 'node_modules', '.bin', name);
let passed = 0;
let failed = 0;
const failures = [];

async function step(name, args) {
  console.log(`\n== ${name}`);
  const code = await run(node, args);
  if (code === 0) passed += 1;
  else failed += 1;
  if (code !== 0) failures.push(`  ${name}: exit code ${code}`);
  if (code !== 0) console.log(`== ${name}: failed (exit code ${code})`);
  return code;
}

function count(file, read, failedIn) {
  const path = join(reports, file);
  if (!existsSync(path)) return;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const [ok, bad] = read(report);
  passed += ok;
  failed += bad;
  failures.push(...failedIn(report));
}

const types = ['shared', 'edge-gateway', 'kiosk', 'kiosk/electron', 'test'];
// Two at a time, as there are cores.
await Promise.all([
  (async () => {
    for (const project of types) await step(`types of ${project}`, [tool('tsc'), '-p', project]);
  })(),
  (async () => {
    await step('lint', [tool('biome'), 'check', '--error-on-warnings', '.']);
    await step('dead code', [tool('knip')]);
  })(),
]);
await machineReady;
await step('unit and integration', [
  tool('vitest'),
  'run',
  '--config',
  'test/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(reports, 'vitest.json')}`,
]);
count('vitest.json', (report) => [report.numPassedTests, report.numFailedTests], failedInVitest);

ensurePages();
const chromium = findChromium();
if (chromium.path) {
  process.env.CHROMIUM_PATH = chromium.path;
  await step('end to end', [tool('playwright'), 'test', '--config', 'test/e2e/playwright.config.ts']);
  const outcome = ({ stats }) => [stats.expected + stats.flaky, stats.unexpected];
  count('playwright.json', outcome, failedInPlaywright);
} else {
  failures.push(`  ${chromium.advice}`);
  failed += 1;
}

if (failures.length > 0) console.log(`\n== What failed\n${failures.join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
