// Which rule is proven by which tests, and how they ended. Pure: takes names and outcomes, from whatever runner.

import type { Rule } from './rules.ts';

export type Ran = { readonly name: string; readonly passed: boolean };
export type Verdict = { readonly rule: Rule; readonly tests: readonly Ran[]; readonly state: 'pass' | 'fail' | 'missing' };

/** The numbers a test's name carries, such as R27, S9, and R46a where a rule has two halves. */
export function numbersIn(name: string): readonly string[] {
  return [...new Set(name.match(/\b[RS]\d{1,2}[ab]?\b/g) ?? [])];
}

/** `fail` when one of its tests did not pass, `missing` when there is none. */
export function tally(rules: readonly Rule[], ran: readonly Ran[]): readonly Verdict[] {
  return rules.map((rule) => {
    const tests = ran.filter(({ name }) => numbersIn(name).includes(rule.number));
    const failed = tests.some(({ passed }) => !passed);
    return { rule, tests, state: tests.length === 0 ? 'missing' : failed ? 'fail' : 'pass' };
  });
}

/** Number, rule, one of its tests (one that failed, if any did; else the one that is most its own) and the state, a line each, and a line of sums. Without a test, why. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map(({ rule, tests, state }) => {
    const shown = tests.find(({ passed }) => !passed) ?? mostOwn(tests);
    const more = tests.length > 1 ? ` (and ${tests.length - 1} more)` : '';
    const proof = shown === undefined ? (rule.untested ?? 'no test carries this number') : cut(shown.name, 90) + more;
    return `${rule.number.padEnd(4)} ${state.padEnd(8)} ${cut(rule.says, 78).padEnd(80)} ${proof}`;
  });
  const count = (state: Verdict['state']): number => verdicts.filter((verdict) => verdict.state === state).length;
  return [...lines, '', `${count('pass')} pass, ${count('fail')} fail, ${count('missing')} missing`].join('\n');
}

/** The test that proves the fewest rules beside this one: its name says most about it. */
function mostOwn(tests: readonly Ran[]): Ran | undefined {
  return tests.toSorted((a, b) => numbersIn(a.name).length - numbersIn(b.name).length)[0];
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
