// What failed, by name and with the first lines of the reason, for the end of the log: whoever is shown only its last page
// must not have to run ten minutes of tests again to learn which one it was.

import { relative } from 'node:path';
import { root } from './install.mjs';

const shortName = (file) => relative(root, file);

const firstLines = (text) =>
  (text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('node_modules'))
    .slice(0, 8)
    .map((line) => `    ${line}`)
    .join('\n');

const entry = (name, messages) => [`  ${name}`, ...messages.map(firstLines)].join('\n');

/** The failed tests of vitest's JSON report, and the files that could not be run at all, each as a paragraph. */
export function failedInVitest(report) {
  return report.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter((test) => test.status === 'failed');
    if (tests.length === 0 && file.status === 'failed') return [entry(shortName(file.name), [file.message])];
    return tests.map((test) => entry(`${shortName(file.name)}: ${test.fullName}`, test.failureMessages));
  });
}

/** The failed tests of Playwright's JSON report, each as a paragraph. */
export function failedInPlaywright(report) {
  const within = (suite) => [
    ...(suite.specs ?? [])
      .filter((spec) => !spec.ok)
      .map((spec) =>
        entry(
          `${spec.file}:${spec.line}: ${spec.title}`,
          spec.tests.flatMap((test) => test.results.flatMap((result) => result.errors.map((error) => error.message))),
        ),
      ),
    ...(suite.suites ?? []).flatMap(within),
  ];
  return [...report.suites.flatMap(within), ...report.errors.map((error) => entry('end to end', [error.message]))];
}
