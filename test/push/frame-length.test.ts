import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskBoard } from '#gateway/mask/board-mask.ts';
import { boardLengths, ownFrameBytes, padded } from '#gateway/push/frame-length.ts';
import { demoPlan } from '#test/fakes/board-data.ts';
import { fixOf, knownFloor, person, ref } from '#test/mask/known.ts';

const { floors } = demoPlan();
const lengths = boardLengths(floors);

test('S15: a frame is filled up with spaces to whole lengths, counted in bytes, and reads as before', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 64 }), (name, bytes) => {
      const text = JSON.stringify({ name });
      const frame = padded(text, bytes);
      expect(Buffer.byteLength(frame) % bytes).toBe(0);
      expect(Buffer.byteLength(frame) - Buffer.byteLength(text)).toBeLessThan(bytes);
      expect(JSON.parse(frame)).toEqual({ name });
    }),
  );
});

test('S15: an empty floor, one that is blocked, and one full of names with first aiders named have frames of one length', () => {
  for (const floor of floors) {
    const length = lengths.get(floor.id) ?? 0;
    const of = (taken: number, rest: 'free' | 'blocked' = 'free'): number => {
      const name = person('Wilhelmina Featherstonehaugh-Cholmondele', 'show');
      const spaces = floor.spaces.map(({ id }, i) => {
        const status = { state: 'checked-in' as const, holder: ref(`p${i}`), guest: false, fromMs: 1e12, untilMs: 1e12 };
        return { id, status: i < taken ? status : { state: rest, guest: false, reason: 'kept-free' as const, untilMs: 1e12 } };
      });
      const fixes = floor.spaces
        .slice(0, taken)
        .map((_, i) => fixOf(ref(`q${i}`), { floor: floor.id, x: 1234.5, y: 1234.5, radius68M: 1234.5 }));
      const aiders = Array.from({ length: taken === 0 ? 0 : 2 + Math.ceil(floor.spaces.length / 10) }, () => ({
        label: name.displayName,
        zoneName: floor.zones[0]?.name ?? '',
      }));
      const safety = { state: 'enough' as const, gapFromMs: taken === 0 ? null : 1e12, named: aiders };
      const known = knownFloor({ floor: floor.id, spaces, fixes, safety, person: () => name, keyOf: () => 'k'.repeat(22) });
      const board = maskBoard(known, { kind: 'wall', wallNames: 'full' });
      expect(board.people).toHaveLength(taken);
      return Buffer.byteLength(padded(JSON.stringify({ kind: 'board', board }), length));
    };
    expect([of(0), of(0, 'blocked'), of(1), of(floor.spaces.length)]).toEqual([length, length, length, length]);
  }
});

test('a floor’s length depends on its plan alone, and is tens of kilobytes at most', () => {
  expect([...lengths.values()].every((bytes) => bytes % 1024 === 0 && bytes <= 64 * 1024)).toBe(true);
  expect([...boardLengths(floors.slice(0, 1)).keys()]).toEqual([floors[0]?.id]);
  expect(ownFrameBytes % 1024).toBe(0);
  const sizes = floors.map(({ id, spaces }) => `${spaces.length} spaces ${lengths.get(id)} bytes`);
  process.stdout.write(`frames of the demo office: ${sizes.join(', ')}\n`);
});
