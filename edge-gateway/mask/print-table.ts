// The decision table as a page for people who read no code: decision.ts is asked for every audience, relation, mode and
// flag, and what is the same is said once; rights.ts is printed as it is. A test holds the committed TABLE.md to it.
//
// Promise: no answer is written from memory. An answer that depends on mode and flag in a way without words here throws.

import { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import { type Item, type Sight, sight } from './decision.ts';
import { type Right, rights } from './rights.ts';
import { everyModeAndFlag, glasses, type Matter, type Onlooker, relations, signedIn, walls } from './table-cases.ts';
import {
  aidSection,
  head,
  modeWords,
  reachWords,
  rightRoleWords,
  rightsSection,
  rightWords,
  type Section,
  sections,
  shownSection,
  sightWords,
} from './table-words.ts';

/** The whole page, in Markdown. */
export function printTable(): string {
  const parts = sections.flatMap((section) => [section.text, sectionTable(section)]);
  return `${[head, shownSection, shownTable(), ...parts, aidSection, rightsSection, rightsTable()].join('\n\n')}\n`;
}

type Row = { readonly who: string; readonly cells: readonly string[] };

function shownTable(): string {
  const rows = PrivacyMode.options.map((mode): Row => {
    const cells = Visibility.options.map((flag) => {
      const at = everyModeAndFlag.findIndex(([aMode, aFlag]) => aMode === mode && aFlag === flag);
      const [name, dot] = [ifShown[at] === 'y', ifDotShown[at] === 'y'];
      return name === dot ? (name ? 'shown' : 'hidden') : name ? 'name shown, dot hidden' : 'dot shown, name hidden';
    });
    return { who: modeWords[mode], cells };
  });
  return markdown(['mode', 'no choice made', 'own choice "show"', 'own choice "hide"'], rows);
}

function rightsTable(): string {
  const rows = (Object.keys(rightWords) as Right[]).map((right): Row => {
    const { duty, ...byRole } = rights[right];
    const cells = Role.options.map((role) => {
      const reach = byRole[role];
      return reach === undefined ? 'no' : reachWords[reach];
    });
    return { who: rightWords[right], cells: [...cells, duty === undefined ? 'no' : reachWords.everywhere] };
  });
  return markdown(['may', ...Role.options.map((role) => rightRoleWords[role]), 'safety team'], rows);
}

/** The walls, the person themselves, others in a common group and not, then break-glass: said once where it is the same. */
function sectionTable({ item, columns }: Section): string {
  const ask = (onlookers: readonly Onlooker[], isSelf = false): Row[] =>
    onlookers.map(({ who, ...onlooker }) => ({
      who,
      // Nobody known is nobody's self.
      cells: columns.map(([, matter]) => (isSelf && matter.holder === 'nobody' ? '-' : cell(item, onlooker, matter))),
    }));
  const [common, apart] = [ask(signedIn(relations.common)), ask(signedIn(relations.apart))];
  const others = sameCells(common, apart)
    ? byRole('others signed in', common)
    : [...byRole('others in a common group', common), ...byRole('others in no common group', apart)];
  const self = byRole('the person themselves', ask(signedIn(relations.self), true));
  const rows = [...oneForAll('any wall', ask(walls)), ...self, ...others, ...oneForAll('break-glass', ask(glasses))];
  return markdown(['who looks', ...columns.map(([words]) => words)], rows);
}

function sameCells(some: readonly Row[], others: readonly Row[]): boolean {
  return some.every(({ cells }, i) => cells.join() === others[i]?.cells.join());
}

function oneForAll(who: string, rows: readonly Row[]): readonly Row[] {
  const [first] = rows;
  return first && rows.every(({ cells }) => cells.join() === first.cells.join()) ? [{ ...first, who }] : rows;
}

/** Roles with the same answers share a row; those who see what a mere user sees come last, as every other role. */
function byRole(whom: string, rows: readonly Row[]): Row[] {
  const [users, ...more] = [...Map.groupBy(rows, ({ cells }) => cells.join()).values()];
  const [user] = users ?? [];
  if (user === undefined) return [];
  const shared = more.map((group) => ({ ...user, ...group[0], who: `${whom}: ${group.map(({ who }) => who).join(', ')}` }));
  return [...shared, { ...user, who: more.length === 0 ? `${whom}, whatever their roles` : `${whom}: every other role` }];
}

/** One answer over all modes and flags: what is seen, and when. */
function cell(item: Item, onlooker: Omit<Onlooker, 'who'>, matter: Matter): string {
  const seen = everyModeAndFlag.map(([mode, flag]) => sight(item, onlooker.audience, onlooker.known(mode, flag, matter)));
  const amounts = new Set(seen.filter((one) => one !== 'nothing'));
  const [amount] = amounts;
  if (amount === undefined) return 'never';
  const when = conditions[pattern(seen)];
  if (amounts.size > 1 || when === undefined) throw new Error(`the printed table has no words for ${item} as ${seen.join(', ')}`);
  return `${sightWords[amount]}, ${when}`;
}

function pattern(seen: readonly Sight[]): string {
  return seen.map((one) => (one === 'nothing' ? 'n' : 'y')).join('');
}

function patternOf(item: Item, matter: Matter): string {
  const [user] = signedIn(relations.apart);
  const seen = everyModeAndFlag.map(([mode, flag]) => user && sight(item, user.audience, user.known(mode, flag, matter)));
  return pattern(seen.map((one) => one ?? 'nothing'));
}

const ifShown = patternOf('booking-name', { holder: 'employee' });
const ifDotShown = patternOf('position', { holder: 'employee', scopes: ['company'] });
const conditions: Readonly<Record<string, string>> = {
  [pattern(everyModeAndFlag.map(() => 'full'))]: 'always',
  [ifShown]: 'if shown',
  [ifDotShown]: 'if the dot is shown',
};

function markdown(columns: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(({ who, cells }) => line([who, ...cells]))].join('\n');
}
