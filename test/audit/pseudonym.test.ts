import { describe, expect, test } from 'vitest';
import { actorsAmong, dayOf, pseudonym, pseudonymsOf } from '#gateway/audit/pseudonym.ts';
import { days } from '#shared/kit/duration.ts';
import { SubjectRef } from '#shared/model/ids.ts';

const anna = SubjectRef.parse('p-anna');
const ben = SubjectRef.parse('p-ben');
const monday = Buffer.alloc(32, 1);
const tuesday = Buffer.alloc(32, 2);
const kept = new Map([
  [20_000, monday],
  [20_001, tuesday],
]);

describe('R16: who acted stands behind a pseudonym of the day', () => {
  test('that is the first half of an HMAC-SHA-256 (RFC 4231, test case 1)', () => {
    expect(pseudonym(Buffer.alloc(20, 0x0b), 'Hi There' as SubjectRef)).toBe('b0344c61d8db38535ca8afceaf0bf12b');
  });

  test('that differs from day to day and from person to person', () => {
    const all = [pseudonym(monday, anna), pseudonym(tuesday, anna), pseudonym(monday, ben)];
    expect(new Set(all).size).toBe(3);
    expect(pseudonymsOf(kept, anna)).toEqual([pseudonym(monday, anna), pseudonym(tuesday, anna)]);
  });

  test('that is a person while the key of its day is kept, and nobody once the key is destroyed', () => {
    const entry = { atMs: days(20_000) + 5, actor: pseudonym(monday, anna) };
    expect(dayOf(entry.atMs)).toBe(20_000);
    expect(actorsAmong(kept, [ben, anna])(entry)).toBe(anna);
    expect(actorsAmong(new Map([[20_001, tuesday]]), [ben, anna])(entry)).toBeNull();
  });

  test('that is nobody on another day, for people who are not asked for, and where the machine acted', () => {
    const actor = pseudonym(monday, anna);
    expect(actorsAmong(kept, [anna])({ atMs: days(20_001), actor })).toBeNull();
    expect(actorsAmong(kept, [ben])({ atMs: days(20_000), actor })).toBeNull();
    expect(actorsAmong(kept, [anna])({ atMs: days(20_000), actor: null })).toBeNull();
  });
});
