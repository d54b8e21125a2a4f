import { describe, expect, test } from 'vitest';
import type { GlassCase } from '#gateway/audit/glass-cases.ts';
import { createPeopleTold } from '#gateway/audit/people-told.ts';
import { pseudonymsOf } from '#gateway/audit/pseudonym.ts';
import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import { done } from '#shared/kit/outcome.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { admin, ground, manager, newEvent, newId, officer, user } from './glass-desk.ts';
import { memoryRows } from './memory-rows.ts';

const glass: GlassCase = {
  id: newId(),
  floor: ground,
  reason: 'medical',
  text: 'Somebody does not answer.',
  asker: admin,
  role: 'administrator',
  approver: officer,
  untilMs: 0,
};

function telling() {
  const clock = fakeClock();
  const memory = memoryRows();
  const kept: { rows: readonly object[]; events: readonly PersonEvent[] }[] = [];
  const tell = createPeopleTold({
    ...{ clock, newEvent },
    keys: memory.dayKeys,
    keep: (rows, events) => {
      kept.push({ rows, events });
      return done(undefined);
    },
  });
  return { clock, memory, kept, tell };
}

describe('S11: who was seen under break-glass', () => {
  test('has a row behind their pseudonym and is owed a message, kept together', () => {
    const { tell, kept, memory, clock } = telling();
    clock.stepWall(12_345);
    expect(tell(glass, [user, manager]).ok).toBe(true);
    const atMs = Math.floor(clock.wallMs() / 60_000) * 60_000;
    expect(kept.length).toBe(1);
    expect(kept[0]?.rows).toEqual(
      [user, manager].map((ref) => ({
        ...{ atMs, case: glass.id, reason: 'medical', role: 'administrator' },
        person: pseudonymsOf(memory.rows.keys, ref)[0],
      })),
    );
    expect(kept[0]?.events).toMatchObject([
      { person: user, action: 'looked-at', reason: 'medical', atMs },
      { person: manager, action: 'looked-at', reason: 'medical', atMs },
    ]);
    expect(new Set(kept[0]?.events.map(({ event }) => event)).size).toBe(2);
  });

  test('S12: without a word of where, by whom, or what was written as the reason', () => {
    const { tell, kept } = telling();
    tell(glass, [user]);
    for (const word of [ground, admin, officer, glass.text]) expect(JSON.stringify(kept)).not.toContain(word);
    expect(JSON.stringify(kept[0]?.rows)).not.toContain(user);
  });

  test('is not told twice for nothing, and not told half', () => {
    const { tell, kept, memory } = telling();
    expect(tell(glass, []).ok).toBe(true);
    memory.rows.disk = false;
    expect(tell(glass, [user])).toMatchObject({ ok: false, why: 'not-stored' });
    expect(kept).toEqual([]);
  });
});
