// Finding a colleague by name. What may be said of each is the mask's to decide (it is given as `hitOf`); here is only who
// is meant. Who has nothing to say is not in the answer, whatever the reason.

import { type FindHit, mostHits } from '#shared/wire/find.ts';

type Findable = { readonly displayName: string };

type FindDeps<P extends Findable, Hit extends FindHit> = {
  readonly people: readonly P[];
  /** What may be said of this person to the one who asks; null for nothing. */
  readonly hitOf: (person: P) => Hit | null;
};

/** What is answered, whether there is more, and who is in it: they may know that they were found. */
type Found<P, Hit> = { readonly hits: readonly Hit[]; readonly more: boolean; readonly found: readonly P[] };

/**
 * The first five by name whose name has words that begin with the words of `text`, in any order; case and accents don't
 * matter. Everybody is asked about, matching or not, so that the time it takes tells nothing.
 */
export function findColleagues<P extends Findable, Hit extends FindHit>(
  text: string,
  { people, hitOf }: FindDeps<P, Hit>,
): Found<P, Hit> {
  const wanted = wordsOf(text);
  const all: { readonly person: P; readonly hit: Hit }[] = [];
  for (const person of people) {
    const hit = hitOf(person);
    if (matches(person.displayName, wanted) && hit !== null) all.push({ person, hit });
  }
  all.sort(({ hit: a }, { hit: b }) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const told = all.slice(0, mostHits);
  return {
    hits: told.map(({ hit }) => hit),
    more: all.length > mostHits,
    found: told.map(({ person }) => person),
  };
}

function matches(name: string, wanted: readonly string[]): boolean {
  const words = wordsOf(name);
  return wanted.length > 0 && wanted.every((start) => words.some((word) => word.startsWith(start)));
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
