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
    const strange = sourceFiles('test')
      .filter(({ path }) => /\.(test|spec)\.tsx?$/.test(path) && !path.startsWith('test/rules/'))
      .flatMap(({ path, text }) => {
        const names = text.match(/(?:test|describe)(?:\.\w+)*\(\s*['"`][^'"`]*/g) ?? [];
        return names.flatMap(numbersIn).flatMap((number) => (known.has(number) ? [] : [`${path}: ${number}`]));
      });
    expect(strange).toEqual([]);
  });
});
