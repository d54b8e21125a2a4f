// What is said about a space, and when.

import { describe, expect, test } from 'vitest';
import { fullSaying, shortSaying } from '#kiosk/board/space-words.ts';
import { SpaceId } from '#shared/model/ids.ts';
import type { BoardSpace } from '#shared/wire/board.ts';

const id = SpaceId.parse('birch');
const now = 1_000_000;
const today = (_a: number, b: number): boolean => b < 2_000_000;
const short = (space: Omit<BoardSpace, 'id'>) => shortSaying({ id, ...space }, now, today);
const full = (space: Omit<BoardSpace, 'id'>) => fullSaying({ id, ...space }, now, today);

describe('the words on a space', () => {
  test('say until when a free room is free, and "today" when nothing comes today', () => {
    expect(short({ state: 'free', untilMs: 1_500_000 })).toEqual({ id: 'state.freeUntil', atMs: 1_500_000 });
    expect(short({ state: 'free', untilMs: 3_000_000 })).toEqual({ id: 'state.freeToday' });
    expect(short({ state: 'free' })).toEqual({ id: 'state.freeToday' });
  });

  test('tell a booking that is to come from one that has begun and waits for its person', () => {
    expect(short({ state: 'booked', fromMs: 1_200_000, untilMs: 1_500_000 })).toEqual({ id: 'state.from', atMs: 1_200_000 });
    expect(short({ state: 'booked', fromMs: 900_000, untilMs: 1_500_000 })).toEqual({ id: 'state.awaited', atMs: 1_500_000 });
    expect(full({ state: 'booked', fromMs: 1_200_000 })).toEqual({ id: 'state.bookedFrom', atMs: 1_200_000 });
  });

  test('say that a closed space is closed, why, and until when where there is room to', () => {
    const closed = { state: 'blocked', blocked: 'broken', untilMs: 1_500_000 } as const;
    expect(short(closed)).toEqual({ id: 'state.blocked.broken' });
    expect(full(closed)).toEqual({ id: 'state.blockedUntil.broken', atMs: 1_500_000 });
    expect(full({ state: 'blocked', blocked: 'kept-free' })).toEqual({ id: 'state.blocked.kept-free' });
    expect(full({ state: 'blocked' })).toEqual({ id: 'state.blocked' });
  });

  test('name the state where they stand alone', () => {
    expect(short({ state: 'checked-in', untilMs: 1_500_000 }).id).toBe('state.until');
    expect(full({ state: 'checked-in', untilMs: 1_500_000 }).id).toBe('state.checkedInUntil');
    expect(full({ state: 'occupied' })).toEqual({ id: 'state.occupied' });
    expect(full({ state: 'unknown', untilMs: 5 })).toEqual({ id: 'state.unknown' });
  });
});
