// `npm run rules`: runs every test that carries a number, in the runner it is written for, and prints which rule is proven
// by what. Exit 0 only when each rule has a test and none failed.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { root, sourceFiles } from '#test/source-files.ts';
import { rules } from './rules.ts';
import { numbersIn, type Ran, tableOf, tally } from './tally.ts';

const VitestReport = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});
type Suite = { readonly title: string; readonly specs: readonly Spec[]; readonly suites?: readonly Suite[] | undefined };
const Spec = z.object({ title: z.string(), ok: z.boolean() });
type Spec = z.infer<typeof Spec>;
const Suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ title: z.string(), specs: z.array(Spec), suites: z.array(Suite).optional() }),
);
const PlaywrightReport = z.object({ suites: z.array(Suite) });

const folder = mkdtempSync(join(tmpdir(), 'waypost-rules-'));
process.exitCode = main();
rmSync(folder, { recursive: true, force: true });

function main(): number {
  const ran = [...unitTests(), ...endToEndTests()];
  const verdicts = tally(rules, ran);
  console.log(tableOf(verdicts));
  return verdicts.every(({ state }) => state === 'pass') ? 0 : 1;
}

function unitTests(): readonly Ran[] {
  const out = join(folder, 'unit.json');
  const files = numbered(/\.test\.tsx?$/);
  const named = ['--testNamePattern', '\\b[RS]\\d{1,2}[ab]?\\b', '--reporter=json', `--outputFile=${out}`];
  run('vitest', ['run', '--config', 'test/vitest.config.ts', ...named, ...files], out);
  const { testResults } = VitestReport.parse(JSON.parse(readFileSync(out, 'utf8')));
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ fullName, status }) =>
      // A test that was left out for its name, or skipped with a reason, proves nothing.
      ['passed', 'failed'].includes(status) ? [{ name: fullName, passed: status === 'passed' }] : [],
    ),
  );
}

function endToEndTests(): readonly Ran[] {
  const files = numbered(/\.spec\.ts$/);
  if (files.length === 0) return [];
  const out = join(folder, 'e2e.json');
  const named = ['--grep', '\\b[RS]\\d{1,2}[ab]?\\b', '--reporter=json', ...files];
  run('playwright', ['test', '--config', 'test/e2e/playwright.config.ts', ...named], out, { PLAYWRIGHT_JSON_OUTPUT_NAME: out });
  const { suites } = PlaywrightReport.parse(JSON.parse(readFileSync(out, 'utf8')));
  return suites.flatMap((suite) => specsOf(suite, ''));
}

function specsOf({ title, specs, suites = [] }: Suite, above: string): readonly Ran[] {
  const path = `${above}${title} `;
  return [
    ...specs.map((spec) => ({ name: path + spec.title, passed: spec.ok })),
    ...suites.flatMap((suite) => specsOf(suite, path)),
  ];
}

/** The test files in which a number stands. */
function numbered(kind: RegExp): readonly string[] {
  return sourceFiles('test')
    .filter(({ path, text }) => kind.test(path) && !path.startsWith('test/rules/') && numbersIn(text).length > 0)
    .map(({ path }) => path);
}

function run(tool: string, args: readonly string[], out: string, env: NodeJS.ProcessEnv = {}): void {
  console.error(`Running the numbered tests with ${tool} ...`);
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', '.bin', tool), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (existsSync(out)) return;
  console.error(`${tool} ended with ${status} and left no report.`);
  process.exit(2);
}
