// The canary: one person of the demo company, and everything by which they could be recognised in text that is no answer
// of theirs. Numbers are looked for as whole numbers, and the tag in every shape a scanner, a person or a URL gives it.

import type { DemoPerson, DemoPopulation } from '#gateway/demo/population.ts';

/** What of the canary stands in `text`, in words. Empty is good. */
export type Traces = (text: string) => string[];

/** What nobody is called: typed into every field that takes something else. */
export const wrongWord = 'Zyxquell-Odradek';

/** `more` are marks that arise only while the product is used: secrets, sessions. */
export function tracesOf(
  { person, pin, tags }: DemoPerson,
  { bookings }: Pick<DemoPopulation, 'bookings'>,
  more: () => Readonly<Record<string, string>> = () => ({}),
): Traces {
  const [, ...family] = person.displayName.split(' ');
  const own = bookings.filter(({ holder }) => holder === person.ref);
  const words: [what: string, word: string][] = [
    ['family name', family.join(' ')],
    ['reference', person.ref],
    ['account', person.account ?? person.ref],
    ['wrong word', wrongWord],
    ...own.flatMap(({ id, space }): [string, string][] => [
      ['booking', id],
      ['booked space', `"${space}"`],
    ]),
  ];
  const numbers: [what: string, pattern: RegExp][] = [
    ['PIN', whole(pin)],
    ['identifier', new RegExp(`["'=/:]${person.identifier}(?![\\d.])["'&]?`)],
    ...tags.flatMap((tag): [string, RegExp][] => {
      const [major = '', minor = ''] = tag.split(':').slice(-2);
      return [
        ['tag', whole(tag)],
        ['print of a tag', new RegExp(`(?<![\\w-])${major}[-:/_]${minor}(?![\\w-])`)],
      ];
    }),
  ];
  return (text) => {
    const shapes = [text, text.toLowerCase(), readable(text)];
    const holds = (mark: string): boolean => [mark, encodeURIComponent(mark)].some((one) => shapes.some((s) => s.includes(one)));
    return [
      ...[...words, ...Object.entries(more())].flatMap(([what, word]) =>
        holds(word) || holds(word.toLowerCase()) ? [what] : [],
      ),
      ...numbers.flatMap(([what, pattern]) => (shapes.some((s) => pattern.test(s)) ? [what] : [])),
    ];
  };
}

function whole(word: string): RegExp {
  return new RegExp(`(?<![\\w.-])${word}(?![\\w-]|\\.\\d)`);
}

/** As a query or a form would be read by whoever finds it. */
function readable(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
