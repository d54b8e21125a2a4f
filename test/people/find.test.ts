import { describe, expect, test } from 'vitest';
import { findColleagues } from '#gateway/people/find.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

const people = ['Ada King Lovelace', 'José Álvarez', 'Jo Berg', 'Łukasz Berg', 'Ada Berg', 'Anna Berg', 'Bo Berg', 'Cy Berg'].map(
  (displayName, i) => ({ ref: `p-${i}` as SubjectRef, displayName }),
);
const everybody = (person: { displayName: string }) => ({ name: person.displayName, status: 'busy' as const });
const names = (text: string): readonly string[] => findColleagues(text, { people, hitOf: everybody }).hits.map((hit) => hit.name);

describe('finding a colleague', () => {
  test('matches the beginnings of words in any order, whatever case and accents are typed', () => {
    expect(names('ada love')).toEqual(['Ada King Lovelace']);
    expect(names('LOVE ada')).toEqual(['Ada King Lovelace']);
    expect(names('jose alv')).toEqual(['José Álvarez']);
    expect(names('ovelace')).toEqual([]);
  });

  test('gives five hits by name and says that there are more', () => {
    const { hits, more, found } = findColleagues('berg', { people, hitOf: everybody });
    expect(hits.map((hit) => hit.name)).toEqual(['Ada Berg', 'Anna Berg', 'Bo Berg', 'Cy Berg', 'Jo Berg']);
    expect(more).toBe(true);
    expect(found.map(({ displayName }) => displayName)).toEqual(hits.map((hit) => hit.name));
  });

  test('R9: who has nothing to say is answered like somebody who does not exist', () => {
    const silent = findColleagues('ada', { people, hitOf: () => null });
    expect(silent).toEqual(findColleagues('nobody at all', { people, hitOf: everybody }));
    expect(silent.hits).toEqual([]);
  });

  test('asks about everybody, so that looking for nobody takes as long', () => {
    let asked = 0;
    const hitOf = () => {
      asked += 1;
      return null;
    };
    findColleagues('zz', { people, hitOf });
    expect(asked).toBe(people.length);
  });

  test('signs and spaces alone find nobody', () => {
    expect(names(' -- ')).toEqual([]);
  });
});
