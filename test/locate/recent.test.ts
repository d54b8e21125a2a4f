import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHearers, type Hearers } from '#gateway/locate/hearers.ts';
import type { Look, Witness } from '#gateway/locate/look.ts';
import { addLook, addPlace, advance, eachHeard, newRecent, placeAt, type Recent, wipeRecent } from '#gateway/locate/recent.ts';
import { AnchorId } from '#shared/model/ids.ts';

const hearer = (i: number) => ({ anchor: AnchorId.parse(`a-${i}`), storey: i % 3, x: i, y: 2 * i, expectedAtOneMetreDbm: -60 });
/** The i-th anchor of a site, hearing a tag by so much more than at one metre. */
const witness = (i: number, excessDb: number, count = 1): Witness => ({ by: hearer(i), meanDbm: excessDb - 60, count });
const lookOf = (atMs: number, x: number, witnesses: readonly Witness[] = []): Look => ({
  ...{ atMs, storey: 1, x, y: 2, radius68M: 1.5, witnesses },
});

function take(recent: Recent, look: Look, hearers: Hearers): void {
  advance(recent, look.atMs);
  addLook(recent, look, hearers);
  addPlace(recent, look);
}

function heardIn(recent: Recent): readonly (readonly number[])[] {
  const heard: number[][] = [];
  eachHeard(recent, (...numbers) => heard.push(numbers));
  return heard;
}

function placesIn(recent: Recent): readonly (readonly number[])[] {
  return Array.from({ length: recent.places }, (_, i) => placeAt(recent, i)).map(({ ageMs, x }) => [ageMs, x]);
}

const anyLooks = fc.array(
  fc.record({
    sinceMs: fc.integer({ min: 0, max: 2_000 }),
    x: fc.integer({ min: 0, max: 100 }),
    heard: fc.array(fc.tuple(fc.integer({ min: -100, max: 40 }), fc.integer({ min: 1, max: 20 })), { maxLength: 15 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('the last seconds of a subject', () => {
  test('are the last four looks of three seconds and the last twelve places of eight, whatever comes how fast', () => {
    fc.assert(
      fc.property(anyLooks, (steps) => {
        const hearers = createHearers();
        for (let i = 0; i < 15; i++) hearers.numberOf(hearer(i));
        const recent = newRecent();
        let atMs = 0;
        const looks = steps.map(({ sinceMs, x, heard }) => {
          atMs += sinceMs;
          const look = lookOf(
            atMs,
            x,
            heard.map(([excessDb, count], i) => witness(i, excessDb, count)),
          );
          take(recent, look, hearers);
          return { atMs, x, heard };
        });
        const fresh = looks.filter((look) => atMs - look.atMs < 3_000).slice(-4);
        expect(heardIn(recent)).toEqual(fresh.flatMap(({ heard }) => heard.map(([excessDb, count], i) => [i, excessDb, count])));
        const near = looks.filter((look) => atMs - look.atMs <= 8_000).slice(-12);
        expect(placesIn(recent)).toEqual(near.map((look) => [atMs - look.atMs, look.x]));
      }),
    );
  });

  test('are zeroed to the last number when they are wiped, and what is too old as soon as it is', () => {
    const hearers = createHearers();
    const recent = newRecent();
    for (let i = 0; i < 30; i++) take(recent, lookOf(i * 500, 5, [witness(1, -7), witness(2, -9)]), hearers);
    const first = recent.cells;
    take(
      recent,
      lookOf(
        15_000,
        6,
        [0, 1, 2, 3, 4, 5].map((i) => witness(i, -3)),
      ),
      hearers,
    );
    expect(first.every((number) => number === 0)).toBe(true);
    advance(recent, 30_000);
    expect(recent.cells.every((number) => number === 0)).toBe(true);
    take(recent, lookOf(31_000, 5, [witness(1, -7)]), hearers);
    wipeRecent(recent);
    expect(recent).toMatchObject({ places: 0, looks: 0, atMs: Number.NEGATIVE_INFINITY });
    expect(recent.cells.every((number) => number === 0)).toBe(true);
  });

  test('leave out what can not be true, and count a backlog as twenty readings', () => {
    const recent = newRecent();
    const odd = [witness(0, Number.NaN), witness(1, 1e9), witness(2, -5, 0), witness(3, -5, Number.NaN), witness(4, -5, 1e9)];
    take(recent, lookOf(0, 5, odd), createHearers());
    expect(heardIn(recent)).toEqual([[0, -5, 20]]);
  });

  test('take less than a kilobyte where twelve anchors hear', () => {
    const recent = newRecent();
    const twelve = Array.from({ length: 12 }, (_, i) => witness(i, -5));
    for (let i = 0; i < 100; i++) take(recent, lookOf(i * 500, 5, twelve), createHearers());
    expect(recent.cells.byteLength).toBeLessThan(700);
  });
});

test('an anchor keeps its number when a new survey makes it another', () => {
  const hearers = createHearers();
  expect([1, 2, 1].map((i) => hearers.numberOf(hearer(i)))).toEqual([0, 1, 0]);
  const resurveyed = { ...hearer(2), expectedAtOneMetreDbm: -55 };
  expect(hearers.numberOf(resurveyed)).toBe(1);
  expect(hearers.at(1)).toBe(resurveyed);
  expect(hearers.count()).toBe(2);
});
