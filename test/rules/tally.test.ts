import { describe, expect, test } from 'vitest';
import { sourceFiles } from '#test/source-files.ts';
import { rules } from './rules.ts';
import { numbersIn, tableOf, tally } from './tally.ts';

const two = [
  { number: 'S1', says: 'nothing without consent' },
  { number: 'R27', says: 'own groups only' },
];

describe('the table of rules', () => {
  test('a rule passes when all tests that carry its number passed, fails with one that did not, and is missing without any', () => {
    const ran = [
      { name: 'finding R27: a colleague', passed: true },
      { name: 'R27 S1: nobody else', passed: false },
    ];
    expect(tally(two, ran).map(({ state }) => state)).toEqual(['fail', 'fail']);
    expect(tally(two, ran.slice(0, 1)).map(({ state }) => state)).toEqual(['missing', 'pass']);
    expect(tableOf(tally(two, ran.slice(0, 1)))).toContain('1 pass, 0 fail, 1 missing');
    expect(tableOf(tally(two, ran))).toContain('R27 S1: nobody else');
    const passed = ran.map(({ name }) => ({ name, passed: true })).toReversed();
    expect(tableOf(tally(two, passed))).toMatch(/R27 +pass .*finding R27: a colleague \(and 1 more\)/);
  });

  test('a rule without a test says why it has none', () => {
    const bare = { number: 'R49', says: 'updates', untested: 'not built' };
    expect(tableOf(tally([bare], []))).toMatch(/R49 +missing +updates +not built/);
  });

  test('a number is a word of its own', () => {
    expect(numbersIn('R2 and S25, not R200, XS3, RS4 or R9c: R2')).toEqual(['R2', 'S25']);
    expect(numbersIn('R46a, and not its other half')).toEqual(['R46a']);
  });

  test('lists all 25 statements and every number once', () => {
    const numbers = rules.map(({ number }) => number);
    expect(numbers.filter((number) => number.startsWith('S'))).toHaveLength(25);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('every number in the name of a test is one of the rules', () => {
    const known = new Set([...rules.map(({ number }) => number), 'R11']);
    expect(carried().flatMap(({ path, number }) => (known.has(number) ? [] : [`${path}: ${number}`]))).toEqual([]);
  });

  test('every rule is in the name of a test, or says why it is in none', () => {
    const tested = new Set(carried().map(({ number }) => number));
    const without = rules.filter(({ number }) => !tested.has(number)).map(({ number }) => number);
    expect(rules.flatMap(({ number, untested }) => (untested === undefined ? [] : [number]))).toEqual(without);
  });
});

/** The numbers in the names of tests and groups. */
function carried(): readonly { readonly path: string; readonly number: string }[] {
  return sourceFiles('test')
    .filter(({ path }) => /\.(test|spec)\.tsx?$/.test(path) && !path.startsWith('test/rules/'))
    .flatMap(({ path, text }) => {
      const names = text.match(/\b(?:test|it|describe)(?:\.\w+(?:\([^)]*\))?)*\(\s*(['"`])(?:(?!\1)[^\\]|\\.)*/g) ?? [];
      return names.flatMap(numbersIn).map((number) => ({ path, number }));
    });
}
