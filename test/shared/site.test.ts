import { describe, expect, it } from 'vitest';
import { Site } from '#shared/model/site.ts';

type Draft = Record<string, unknown>;

const ring = (...points: [number, number][]): [number, number][] => points;
const sound = { ring: ring([0, 0], [10, 0], [10, 8], [0, 8], [0, 0]) };

/** A sound little floor to spoil. */
const soundFloor = (): Draft => ({
  id: 'g',
  name: 'Ground floor',
  short: 'G',
  outline: sound,
  zones: [{ id: 'all', name: 'All', shape: { rect: [0, 0, 10, 8] } }],
  spaces: [{ id: 'd1', name: 'D1', kind: 'desk', zone: 'all', shape: { rect: [1, 1, 1.6, 0.8] } }],
  anchors: [{ id: 'a1', at: [5, 4] }],
});
const house = (...floors: Draft[]): Draft => ({ id: 'house', name: 'House', timeZone: 'Europe/Berlin', floors });

/** What is wrong with the site whose one floor has these parts instead of sound ones. */
function mistakes(parts: Draft): string[] {
  return mistakesOf(house({ ...soundFloor(), ...parts }));
}

function mistakesOf(site: Draft): string[] {
  const parsed = Site.safeParse(site);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('a site file', () => {
  it('becomes points, and a ring loses its repeated last corner', () => {
    const [floor] = Site.parse(house(soundFloor())).floors;
    expect(floor?.outline).toHaveLength(4);
    expect(floor?.spaces[0]?.shape[2]).toEqual({ x: 2.6, y: 1.8 });
    expect(floor?.anchors[0]?.heightM).toBe(2.4);
  });

  it('with an open polygon is told so, and how a ring is closed', () => {
    const open = { ring: ring([0, 0], [10, 0], [10, 8], [0, 8]) };
    const closed = 'the ring is open: its last point must equal its first';
    expect(mistakes({ outline: open })).toEqual([`floors.0.outline: ${closed}`]);
    expect(mistakes({ zones: [{ id: 'all', name: 'All', shape: open }] })).toEqual([`floors.0.zones.0.shape: ${closed}`]);
  });

  it('with a ring of too few corners is told so', () => {
    expect(mistakes({ outline: { ring: ring([0, 0], [1, 0], [0, 0]) } })).toEqual([
      'floors.0.outline.ring: a ring needs at least three corners and the first one again at the end',
    ]);
  });

  it('with a ring that crosses itself is told so', () => {
    const bowTie = { ring: ring([0, 0], [10, 8], [10, 0], [0, 8], [0, 0]) };
    expect(mistakes({ outline: bowTie })).toContain('floors.0.outline: the ring crosses itself');
    expect(mistakes({ zones: [{ id: 'all', name: 'All', shape: bowTie }] })).toEqual([
      'floors.0.zones.0.shape: the ring crosses itself',
    ]);
  });

  it('with a shape that is neither ring nor rect, or both, is told to give one', () => {
    const wanted = 'floors.0.outline: give either a ring or a rect';
    expect(mistakes({ outline: { circle: [1, 1, 1] } })).toContain(wanted);
    expect(mistakes({ outline: {} })).toEqual([wanted]);
    expect(mistakes({ outline: { ...sound, rect: [0, 0, 10, 8] } })).toEqual([wanted]);
  });

  it('with a coordinate no building has is told so', () => {
    const [mistake, ...more] = mistakes({ outline: { rect: [0, 0, 10, -8] } });
    expect(mistake).toMatch(/^floors\.0\.outline\.rect\.3: /);
    expect(more).toEqual([]);
  });

  it('with an anchor outside its floor is told which', () => {
    expect(mistakes({ anchors: [{ id: 'a1', at: [12, 4] }] })).toEqual([
      'floors.0.anchors.0.at: anchor "a1" stands outside its floor',
    ]);
  });

  it('with an anchor on the outer wall is accepted', () => {
    expect(mistakes({ anchors: [{ id: 'a1', at: [10, 4] }] })).toEqual([]);
  });

  it('with an id used twice is told which, also across floors', () => {
    const anchor = { id: 'a1', at: [5, 4] };
    expect(mistakes({ anchors: [anchor, anchor] })).toEqual(['floors.0.anchors.1.id: the anchor id "a1" is used twice']);
    const second = { ...soundFloor(), id: 'h', zones: [{ id: 'hall', name: 'H', shape: { rect: [0, 0, 10, 8] } }], spaces: [] };
    expect(mistakesOf(house(soundFloor(), second))).toEqual(['floors.1.anchors.0.id: the anchor id "a1" is used twice']);
  });

  it('with a desk in a zone that is not there, or off the floor, is told so', () => {
    const desk = { id: 'd1', name: 'D1', kind: 'desk', zone: 'nowhere', shape: { rect: [20, 1, 1.6, 0.8] } };
    expect(mistakes({ spaces: [desk] })).toEqual([
      'floors.0.spaces.0.zone: there is no zone "nowhere" on this floor',
      'floors.0.spaces.0.shape: reaches outside its floor',
    ]);
  });

  it('with several mistakes is told all of them at once', () => {
    expect(mistakes({ zones: [], anchors: [{ id: 'A 1', at: [5, 4] }], short: 'long' })).toHaveLength(3);
  });
});
