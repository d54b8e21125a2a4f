// Everything by which somebody of the demo company could be recognised, looked for in bytes.

import type { DemoPerson, DemoPopulation } from '#gateway/demo/population.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

/** Sentences about what of anybody, `except` these people, stands in `text`. Empty is good. */
export type Search = (text: string, except?: readonly SubjectRef[]) => string[];

export function searchFor({ people, bookings }: Pick<DemoPopulation, 'people' | 'bookings'>): Search {
  const marks = people.map((one) => ({ ref: one.person.ref, marks: marksOf(one) }));
  const booked = bookings.flatMap(({ id, holder }) => (holder === undefined ? [] : [{ ref: holder, marks: [['booking', id]] }]));
  return (text, except = []) =>
    [...marks, ...booked]
      .filter(({ ref }) => !except.includes(ref))
      .flatMap((one) => one.marks.filter(([, mark]) => mark && text.includes(mark)).map(([what]) => `the ${what} of ${one.ref}`));
}

/** Numbers are looked for as JSON has them, quoted: four digits alone stand in any time, and tag 10 begins like tag 1. */
function marksOf({ person, pin, tags }: DemoPerson): [what: string, mark: string | undefined][] {
  const [, ...family] = person.displayName.split(' ');
  return [
    ['name', person.displayName],
    ['family name', family.join(' ')],
    ['reference', person.ref],
    ['account', person.account],
    ['identifier', `"${person.identifier}"`],
    ['PIN', `"${pin}"`],
    ...tags.flatMap((tag): [string, string][] => [
      ['tag', `"${tag}"`],
      ['print of a tag', `"${tag.split(':').slice(-2).join('-')}"`],
    ]),
  ];
}
