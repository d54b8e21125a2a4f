import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnchorTrust, createAnchorTrust } from '#gateway/locate/anchor-trust.ts';
import type { Look, Witness } from '#gateway/locate/look.ts';
import type { Doubt } from '#shared/model/fix.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { officeLook } from './looks.ts';
import type { Tag } from './office.ts';

const people = Array.from({ length: 24 }, (_, i) => SubjectRef.parse(`p-${i}`));
const west: Tag = { x: 6, y: 6, storey: 0 };
const east: Tag = { x: 35, y: 14, storey: 0 };
const stepMs = 700;

/** The anchor in the far corner, as it hears a tag beside it. */
const liar = ((): Witness => {
  const found = officeLook(0, [{ x: 35, y: 15, storey: 0 }]).witnesses.find(
    ({ by }) => by.x === 35 && by.y === 15 && by.storey === 0,
  );
  if (found === undefined) throw new Error('It hears what is beside it.');
  return found;
})();

const makingUp = (look: Look): Look => ({
  ...look,
  witnesses: [...look.witnesses.filter(({ by }) => by.anchor !== liar.by.anchor), liar],
});
const onlyThe = (one: Witness, look: Look): Look => ({ ...look, x: one.by.x, y: one.by.y, witnesses: [one] });

/** Everybody's looks for so many steps; what is said of each of them in the last one. */
function watch(
  trust: AnchorTrust,
  steps: number,
  startMs: number,
  looks: readonly ((atMs: number) => Look)[],
): readonly (Doubt | null)[] {
  let last: readonly (Doubt | null)[] = [];
  for (let i = 0; i < steps; i++) {
    last = looks.map((look, who) => trust.look(people[who] ?? people[0] ?? SubjectRef.parse('p-x'), look(startMs + i * stepMs)));
  }
  return last;
}

describe('an anchor that makes people up', () => {
  const madeUp = (atMs: number): Look => makingUp(officeLook(atMs, [west]));

  test('is not believed about three whom the others place far away', () => {
    expect(watch(createAnchorTrust(), 3, 0, [madeUp, madeUp, madeUp])).toEqual(['one-anchor', 'one-anchor', 'one-anchor']);
  });

  test('is given the benefit of the doubt about two', () => {
    expect(watch(createAnchorTrust(), 90, 0, [madeUp, madeUp])).toEqual([null, null]);
  });

  test('puts nobody in doubt whom it does not speak of, or whom others hear beside it', () => {
    const trust = createAnchorTrust();
    const honest = [(at: number) => officeLook(at, [west], { x: 6, y: 6 }), (at: number) => officeLook(at, [east])];
    expect(watch(trust, 5, 0, [madeUp, madeUp, madeUp, ...honest]).slice(3)).toEqual([null, null]);
  });

  test('is believed about nobody whom it alone hears', () => {
    const trust = createAnchorTrust();
    const looks = [madeUp, madeUp, madeUp, (at: number) => onlyThe(liar, officeLook(at, [east]))];
    expect(watch(trust, 5, 0, looks).at(3)).toBe('one-anchor');
  });

  test('is found out too when the engine follows it: two others, far away, hear them just as well', () => {
    const fooled = (at: number): Look => ({ ...madeUp(at), ...pick(liar) });
    const heardTwice = (at: number): Look => {
      const look = fooled(at);
      return {
        ...look,
        witnesses: look.witnesses.map((w) => (w.by.x <= 15 && w.by.y === 5 && w.by.storey === 0 ? { ...w, meanDbm: -66 } : w)),
      };
    };
    const near = officeLook(0, [west]).witnesses.find(({ by }) => by.x === 5 && by.y === 5 && by.storey === 0) ?? liar;
    const looks = [heardTwice, heardTwice, heardTwice, (at: number) => onlyThe(near, officeLook(at, [west]))];
    expect(watch(createAnchorTrust(), 5, 0, looks)).toEqual([...Array(3).fill('one-anchor'), null]);
  });

  test('is believed again a minute after the last contradiction', () => {
    const trust = createAnchorTrust();
    watch(trust, 5, 0, [madeUp, madeUp, madeUp]);
    const alone = [(at: number) => onlyThe(liar, officeLook(at, [east]))];
    expect(watch(trust, 1, 30_000, alone)).toEqual(['one-anchor']);
    expect(watch(trust, 1, 65_000, alone)).toEqual([null]);
  });

  test('is forgiven what it said of people who are forgotten', () => {
    const trust = createAnchorTrust();
    watch(trust, 5, 0, [madeUp, madeUp, madeUp]);
    for (const who of people.slice(0, 2)) trust.forget(who);
    expect(watch(trust, 1, 5_000, [madeUp])).toEqual([null]);
  });
});

describe('an anchor alone', () => {
  const alone = (at: number): Look => onlyThe(liar, officeLook(at, [east]));

  test('in a wing of its own hears people alone all day, and is believed', () => {
    expect(
      watch(
        createAnchorTrust(),
        2_000,
        0,
        people.map(() => alone),
      ),
    ).toEqual(people.map(() => null));
  });

  test('is not, where its neighbours always heard with it, are awake and hear none of them', () => {
    const trust = createAnchorTrust();
    const together = people.slice(0, 6).map(() => (at: number) => officeLook(at, [east]));
    watch(trust, 600, 0, together);
    const elsewhere = (at: number): Look => officeLook(at, [{ x: 25, y: 6, storey: 0 }]);
    const looks = [alone, alone, alone, alone, elsewhere];
    expect(watch(trust, 5, 421_000, looks)).toEqual(Array(5).fill(null));
    expect(watch(trust, 10, 424_500, looks)).toEqual([...Array(4).fill('one-anchor'), null]);
  });

  test('is, when its neighbours have fallen silent', () => {
    const trust = createAnchorTrust();
    watch(
      trust,
      600,
      0,
      people.slice(0, 6).map(() => (at: number) => officeLook(at, [east])),
    );
    expect(watch(trust, 60, 440_000, [alone, alone, alone, alone])).toEqual(Array(4).fill(null));
  });
});

test('many people beside one anchor are no reason to doubt it, nor are a few of them in the wrong place', () => {
  const there = people.slice(3).map(() => (at: number) => onlyThe(liar, officeLook(at, [east])));
  const wrong = (at: number): Look => ({ ...onlyThe(liar, officeLook(at, [east])), x: 5, y: 5 });
  expect(watch(createAnchorTrust(), 90, 0, [...there, wrong, wrong, wrong])).toEqual(people.map(() => null));
  expect(watch(createAnchorTrust(), 90, 0, [...there.slice(0, 6), wrong, wrong, wrong])).toEqual(Array(9).fill('one-anchor'));
});

test('ten thousand people beside one anchor, and numbers that are none, are taken without a word', () => {
  const trust = createAnchorTrust();
  for (let i = 0; i < 10_000; i++) trust.look(SubjectRef.parse(`p-many-${i}`), officeLook(i, [east]));
  const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY));
  fc.assert(
    fc.property(anyNumber, anyNumber, anyNumber, anyNumber, (atMs, x, meanDbm, radius68M) => {
      const look = { ...officeLook(0, [east]), atMs, radius68M };
      trust.look(SubjectRef.parse('p-odd'), {
        ...look,
        witnesses: look.witnesses.map((w) => ({ ...w, by: { ...w.by, x }, meanDbm })),
      });
    }),
  );
});

function pick({ by: { storey, x, y } }: Witness) {
  return { storey, x, y };
}
