import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOut, type SpaceGroup, spaceGroups, withParts } from '#gateway/utilisation/space-groups.ts';
import { premises } from './premises.ts';

const name = ({ floor, zone, kind }: SpaceGroup): string => `${kind} ${zone ?? floor ?? 'all'}`;
const [desks] = spaceGroups(premises);

function hiddenDesks(counts: Readonly<Record<string, number>>): string[] {
  if (desks === undefined) throw new Error('The premises have desks.');
  const countOf = (group: SpaceGroup): number =>
    group.parts.length > 0 ? group.parts.reduce((sum, part) => sum + countOf(part), 0) : (counts[group.zone ?? ''] ?? 0);
  return [...leftOut(desks, countOf, 5)].map(name).toSorted();
}

describe('the groups of a building', () => {
  it('are per kind the building, its floors and their zones, as far as they have a space', () => {
    expect(spaceGroups(premises).flatMap(withParts).map(name)).toEqual([
      ...['desk all', 'desk up', 'desk u-1', 'desk u-2', 'desk u-3', 'desk down', 'desk d-1', 'desk d-2'],
      ...['room all', 'room up', 'room u-1', 'parking all', 'parking down', 'parking d-2'],
    ]);
  });

  it('are told from five bookings on', () => {
    expect(hiddenDesks({ 'u-1': 5, 'u-2': 5, 'u-3': 5, 'd-1': 5, 'd-2': 5 })).toEqual([]);
    expect(hiddenDesks({})).toHaveLength(8);
  });

  it('S14: take the next smallest along where one alone would be the difference of the others', () => {
    expect(hiddenDesks({ 'u-1': 20, 'u-2': 4, 'u-3': 9, 'd-1': 5, 'd-2': 5 })).toEqual(['desk u-2', 'desk u-3']);
    expect(hiddenDesks({ 'u-1': 20, 'u-2': 4, 'u-3': 0, 'd-1': 5, 'd-2': 5 })).toEqual(['desk u-2', 'desk u-3']);
    // A floor that is too small takes the other along, and of that its smallest zone: all its zones would tell it again.
    expect(hiddenDesks({ 'u-1': 20, 'u-2': 10, 'u-3': 9, 'd-1': 2, 'd-2': 2 })).toEqual([
      ...['desk d-1', 'desk d-2', 'desk down', 'desk u-3', 'desk up'],
    ]);
  });

  it('S14: whatever the counts are, no group that is left out is the difference of told ones', () => {
    const count = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(fc.record({ 'u-1': count, 'u-2': count, 'u-3': count, 'd-1': count, 'd-2': count }), (counts) => {
        const hidden = new Set(hiddenDesks(counts));
        for (const group of withParts(desks as SpaceGroup)) {
          const open = group.parts.filter((part) => hidden.has(name(part))).length;
          if (!hidden.has(name(group))) expect(open).not.toBe(1);
          else if (group.parts.length > 0) expect(open).toBeGreaterThan(0);
        }
        for (const [zone, n] of Object.entries(counts)) if (n < 5) expect(hidden).toContain(`desk ${zone}`);
      }),
      { numRuns: 300 },
    );
  });
});
