import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicTree } from '#shared/kit/topic-tree.ts';

const tree = (...filters: string[]) => topicTree(filters.map((filter) => [filter, filter] as const));

/** The slow way: one filter at a time. */
function matches(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const wanted = filter.split('/');
  if (wanted.at(-1) === '#') {
    return levels.length >= wanted.length && matches(wanted.slice(0, -1).join('/'), levels.slice(0, wanted.length - 1).join('/'));
  }
  return levels.length === wanted.length && wanted.every((level, i) => (level === '+' ? levels[i] !== '' : level === levels[i]));
}

describe('a tree of topic filters', () => {
  it('finds a topic exactly when one of the filters means it', () => {
    const level = fc.constantFrom('a', 'b', '');
    const filter = fc
      .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([levels, open]) => (open ? [...levels, '#'] : levels).join('/'))
      .filter((text) => text !== '');
    const topic = fc.array(level, { minLength: 1, maxLength: 5 }).map((levels) => levels.join('/'));
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 6 }), topic, (filters, text) => {
        const found = tree(...filters)(text);
        const right = filters.filter((one) => matches(one, text));
        expect(found === undefined ? [] : right).toEqual(right);
        if (found !== undefined) expect(right).toContain(found);
      }),
      { numRuns: 1_000 },
    );
  });

  it('prefers a level written out to a +, and a + to a #, at the first level where they differ', () => {
    const find = tree('a/#', 'a/+', 'a/b', 'a/b/#', 'a/+/c');
    expect(find('a/b')).toBe('a/b');
    expect(find('a/x')).toBe('a/+');
    expect(find('a/x/y')).toBe('a/#');
    expect(find('a/b/c')).toBe('a/b/#');
    expect(find('a/x/c')).toBe('a/+/c');
  });

  it('goes back to a wildcard when the level written out leads nowhere', () => {
    expect(tree('a/b/c', 'a/+/d')('a/b/d')).toBe('a/+/d');
    expect(tree('a/b/c', '#')('a/b/d')).toBe('#');
  });

  it('keeps the first of two equal filters', () => {
    const find = topicTree([
      ['a/+', 'first'],
      ['a/+', 'second'],
    ]);
    expect(find('a/x')).toBe('first');
  });

  it('knows no topic when it has no filters, and takes no name of the language for one', () => {
    for (const topic of ['', '/', 'a', '__proto__', 'constructor/x']) expect(tree()(topic)).toBeUndefined();
    expect(tree('a')('__proto__')).toBeUndefined();
  });
});
