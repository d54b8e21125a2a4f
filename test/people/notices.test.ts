import { describe, expect, test } from 'vitest';
import { createAccessLog } from '#gateway/people/access-log.ts';
import { createNotices } from '#gateway/people/notices.ts';
import { hours } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const [ada, bo] = ['p-ada', 'p-bo'] as unknown as [SubjectRef, SubjectRef];

function notices() {
  const clock = fakeClock();
  let n = 0;
  return { clock, notices: createNotices({ clock, newId: () => `n${n++}` }) };
}

describe('notices', () => {
  test('wait for their person alone until they are read, one of each kind', () => {
    const { notices: left } = notices();
    left.leave(ada, 'tag-claimed-by-other');
    left.leave(ada, 'tag-claimed-by-other');
    expect(left.of(bo)).toEqual([]);
    const [notice, ...others] = left.of(ada);
    expect(others).toEqual([]);
    left.seen(bo, notice?.id ?? '');
    expect(left.of(ada)).toHaveLength(1);
    left.seen(ada, notice?.id ?? '');
    expect(left.of(ada)).toEqual([]);
  });

  test('are gone after a week', () => {
    const { clock, notices: left } = notices();
    left.leave(ada, 'decision-refused');
    clock.advance(hours(24 * 7));
    expect(left.of(ada)).toEqual([]);
  });
});

describe('the access log', () => {
  test('tells a person what was done with their data in the last day, by the minute, and nobody else', () => {
    const clock = fakeClock();
    const log = createAccessLog({ clock });
    log.note(ada, 'found');
    expect(log.of(ada).map(({ kind }) => kind)).toEqual(['found']);
    expect((log.of(ada)[0]?.atMs ?? 1) % 60_000).toBe(0);
    expect(log.of(bo)).toEqual([]);
    clock.advance(hours(25));
    expect(log.of(ada)).toEqual([]);
  });

  test('keeps the last two hundred, so that nobody can fill it', () => {
    const log = createAccessLog({ clock: fakeClock() });
    for (let i = 0; i < 300; i++) log.note(ada, 'found');
    expect(log.of(ada)).toHaveLength(200);
    log.forget(ada);
    expect(log.of(ada)).toEqual([]);
  });
});
