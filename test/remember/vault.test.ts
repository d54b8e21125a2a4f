import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPositionVault } from '#gateway/remember/vault.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { aFix, ana, ben, floors } from './a-fix.ts';

function setUp(capacity = 4) {
  const clock = fakeClock();
  const flushed: number[] = [];
  const memory: { slab: Buffer } = { slab: Buffer.alloc(0) };
  const allocate = (bytes: number): Buffer => {
    memory.slab = Buffer.alloc(bytes, 0xff);
    return memory.slab;
  };
  const vault = createPositionVault({ capacity, floors, clock, onFlush: (count) => flushed.push(count), allocate });
  const isBlank = (): boolean => memory.slab.every((byte) => byte === 0);
  return { clock, vault, flushed, isBlank, memory };
}

describe('what the vault keeps', () => {
  test('a slab of 32 bytes a subject, zeroed before its first use', () => {
    const { memory, isBlank } = setUp(10);
    expect(memory.slab.length).toBe(320);
    expect(isBlank()).toBe(true);
  });

  test('gives back the fix it was given', () => {
    const { clock, vault } = setUp();
    const attic = { floor: FloorId.parse('two'), zone: ZoneId.parse('attic') };
    expect(vault.put(aFix(clock.bootMs()))).toBe(true);
    expect(vault.put(aFix(clock.bootMs(), { subject: ben, ...attic }))).toBe(true);
    expect(vault.get(ana)).toEqual(aFix(clock.bootMs()));
    expect(vault.get(ben)).toEqual(aFix(clock.bootMs(), { subject: ben, ...attic }));
    expect(vault.all()).toHaveLength(2);
  });

  test('keeps no zone where none was named, and a probability to half a percent', () => {
    const { clock, vault } = setUp();
    vault.put(aFix(clock.bootMs(), { zone: null, zoneProbability: 0.4 }));
    expect(vault.get(ana)?.zone).toBeNull();
    expect(vault.get(ana)?.zoneProbability).toBeCloseTo(0.4, 2);
  });

  test('keeps whether a fix knows its place, and its wide radius to the centimetre and up to 655 m', () => {
    const { clock, vault } = setUp();
    for (const precision of ['floor', 'place'] as const) {
      vault.put(aFix(clock.bootMs(), { precision, radius95M: 7.894 }));
      expect(vault.get(ana)).toEqual(aFix(clock.bootMs(), { precision, radius95M: 7.89 }));
    }
    for (const [radius95M, kept] of [
      [1e9, 655.35],
      [-1, 0],
    ] as const) {
      vault.put(aFix(clock.bootMs(), { radius95M }));
      expect(vault.get(ana)?.radius95M).toBe(kept);
    }
  });

  test('keeps the newest fix of a subject only, and no trail of the older ones', () => {
    const { clock, vault, memory } = setUp();
    const first = clock.bootMs();
    vault.put(aFix(first, { x: 77 }));
    clock.advance(1_000);
    vault.put(aFix(clock.bootMs(), { x: 12 }));
    expect(vault.put(aFix(first, { x: 77 }))).toBe(false);
    expect(vault.all().map((fix) => fix.x)).toEqual([12]);
    const trace = Buffer.alloc(4);
    trace.writeFloatLE(77);
    expect(memory.slab.includes(trace)).toBe(false);
  });

  test('refuses new subjects when full, still follows those it has, and has room again after one is forgotten', () => {
    const { clock, vault } = setUp(2);
    const now = clock.bootMs();
    const third = SubjectRef.parse('p-cem');
    vault.put(aFix(now));
    vault.put(aFix(now, { subject: ben }));
    expect(vault.put(aFix(now, { subject: third }))).toBe(false);
    expect(vault.put(aFix(now, { x: 1 }))).toBe(true);
    vault.forget(ben);
    expect(vault.put(aFix(now, { subject: third }))).toBe(true);
    expect(vault.all().map((fix) => fix.subject)).toEqual([ana, third]);
  });

  test.each([
    { x: Number.NaN },
    { y: Number.POSITIVE_INFINITY },
    { radius68M: Number.NaN },
    { radius95M: Number.NaN },
    { atBootMs: Number.NaN },
  ])('refuses %j, which is no place', (rest) => {
    const { clock, vault, isBlank } = setUp();
    expect(vault.put(aFix(clock.bootMs(), rest))).toBe(false);
    expect(isBlank()).toBe(true);
  });

  test('refuses a fix of the future, which would live too long', () => {
    const { clock, vault } = setUp();
    expect(vault.put(aFix(clock.bootMs() + 1))).toBe(false);
  });

  test('does not accept a place of another building', () => {
    const { clock, vault } = setUp();
    expect(() => vault.put(aFix(clock.bootMs(), { floor: FloorId.parse('nine') }))).toThrow('does not have');
    expect(() => vault.put(aFix(clock.bootMs(), { zone: ZoneId.parse('nine') }))).toThrow('does not have');
    expect(vault.all()).toEqual([]);
  });
});

describe('what the vault forgets', () => {
  test('a subject, to the last byte', () => {
    const { clock, vault, isBlank } = setUp();
    vault.put(aFix(clock.bootMs()));
    vault.forget(ben);
    expect(isBlank()).toBe(false);
    vault.forget(ana);
    expect(vault.get(ana)).toBeNull();
    expect(isBlank()).toBe(true);
  });

  test('everybody, to the last byte, and goes on', () => {
    const { clock, vault, isBlank } = setUp(2);
    for (const subject of [ana, ben]) vault.put(aFix(clock.bootMs(), { subject }));
    vault.forgetAll();
    expect([vault.all(), isBlank()]).toEqual([[], true]);
    expect(vault.put(aFix(clock.bootMs()))).toBe(true);
  });

  test('everybody, so that whoever comes next is never read as somebody who was there before', () => {
    const { clock, vault } = setUp(2);
    const [cem, dea] = [SubjectRef.parse('p-cem'), SubjectRef.parse('p-dea')];
    for (const subject of [ana, ben]) vault.put(aFix(clock.bootMs(), { subject }));
    vault.forgetAll();
    expect([cem, dea].map((subject) => vault.put(aFix(clock.bootMs(), { subject })))).toEqual([true, true]);
    expect([vault.get(ana), vault.get(ben)]).toEqual([null, null]);
    expect(vault.all().map(({ subject }) => subject)).toEqual([cem, dea]);
  });

  test('a fix of 29:30: visible up to the last millisecond before, never after', () => {
    const { clock, vault, isBlank } = setUp();
    vault.put(aFix(clock.bootMs()));
    clock.advance(minutes(29) + seconds(30) - 1);
    expect(vault.get(ana)).not.toBeNull();
    clock.advance(1);
    expect(isBlank()).toBe(false);
    expect(vault.get(ana)).toBeNull();
    expect(isBlank()).toBe(true);
  });

  test('a fix of 29:30 when all are read, or when nobody reads and the sweep comes by', () => {
    for (const look of ['all', 'sweep'] as const) {
      const { clock, vault, isBlank } = setUp();
      vault.put(aFix(clock.bootMs()));
      clock.advance(minutes(10));
      vault.put(aFix(clock.bootMs(), { subject: ben }));
      clock.advance(minutes(19) + seconds(30));
      vault[look]();
      expect(vault.all().map((fix) => fix.subject)).toEqual([ben]);
      clock.advance(minutes(10));
      vault[look]();
      expect(isBlank()).toBe(true);
    }
  });

  test('keeps its books whatever order people come and go in', () => {
    const names = [ana, ben, SubjectRef.parse('p-cem'), SubjectRef.parse('p-dea')];
    const step = fc.record({ who: fc.constantFrom(...names), does: fc.constantFrom('put', 'forget', 'wait') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { clock, vault } = setUp(3);
        const held = new Map<string, number>();
        for (const { who, does } of steps) {
          if (does === 'wait') clock.advance(1_000);
          if (does === 'put' && vault.put(aFix(clock.bootMs(), { subject: who }))) held.set(who, clock.bootMs());
          if (does === 'forget') {
            vault.forget(who);
            held.delete(who);
          }
          expect(held.size).toBeLessThanOrEqual(3);
          expect(new Map(vault.all().map((fix) => [fix.subject, fix.atBootMs]))).toEqual(held);
        }
      }),
    );
  });
});

describe('when the clocks move apart', () => {
  test.each([seconds(6), -seconds(6), minutes(120)])(
    'a wall step of %i ms zeroes everything and tells only how many it was',
    (step) => {
      const { clock, vault, flushed, isBlank } = setUp();
      vault.put(aFix(clock.bootMs()));
      vault.put(aFix(clock.bootMs(), { subject: ben }));
      clock.stepWall(step);
      expect(vault.get(ana)).toBeNull();
      expect(isBlank()).toBe(true);
      expect(flushed).toEqual([2]);
      expect(vault.state()).toEqual({ capacity: 4, maxAgeMs: minutes(29) + seconds(30), flushes: 1 });
    },
  );

  test('a step of up to five seconds is an ordinary correction', () => {
    const { clock, vault, flushed } = setUp();
    vault.put(aFix(clock.bootMs()));
    clock.stepWall(seconds(5));
    expect(vault.get(ana)).not.toBeNull();
    expect(flushed).toEqual([]);
  });

  test('a boot clock that goes back, or a wall clock that is no number, zeroes everything', () => {
    const back = setUp();
    back.vault.put(aFix(back.clock.bootMs()));
    back.clock.stepBoot(-1);
    back.clock.stepWall(-1);
    expect([back.vault.all(), back.flushed]).toEqual([[], [1]]);
    const broken = setUp();
    broken.vault.put(aFix(broken.clock.bootMs()));
    broken.clock.stepWall(Number.NaN);
    expect([broken.vault.all(), broken.flushed]).toEqual([[], [1]]);
  });

  test('a fix made before the flush is not let in after it', () => {
    const { clock, vault } = setUp();
    const before = aFix(clock.bootMs());
    vault.watchClocks();
    clock.stepWall(minutes(60));
    expect(vault.put(before)).toBe(false);
    clock.advance(500);
    expect(vault.put(before)).toBe(false);
    expect(vault.put(aFix(clock.bootMs()))).toBe(true);
  });

  test('drift older than 30 minutes no longer counts', () => {
    const { clock, vault, flushed } = setUp();
    vault.watchClocks();
    clock.stepWall(seconds(4));
    vault.watchClocks();
    clock.advance(minutes(31));
    vault.watchClocks();
    clock.stepWall(seconds(4));
    vault.watchClocks();
    expect(flushed).toEqual([]);
  });
});
