import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { days, minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { entryAfter, midnightMs, pseudonym, steadyAt } from './lasting.ts';
import { openTemporary, temporaryPath } from './open-temporary.ts';

describe('the rows of the audit', () => {
  const filled = (atMs: readonly number[]) => {
    const clock = fakeClock(midnightMs);
    const path = temporaryPath();
    const store = openTemporary(path, clock);
    for (const at of atMs) expect(store.audit.append(entryAfter(store.audit.last(), at)).ok).toBe(true);
    return { clock, path, store, audit: store.audit };
  };
  const seqs = (entries: readonly { seq: number }[]): number[] => entries.map(({ seq }) => seq);

  it('come back as they were put in, from both ends and in pages', () => {
    const { audit } = filled([0, 1, 2, 3, 4].map((n) => midnightMs + n * days(1)));
    const first = entryAfter(null, midnightMs, '00000000-0000-4000-8000-000000000001');
    const other = openTemporary();
    other.audit.append(first);
    expect(other.audit.from(1, 10)).toEqual([first]);
    expect(seqs(audit.from(1, 3))).toEqual([1, 2, 3]);
    expect(seqs(audit.from(4, 3))).toEqual([4, 5]);
    expect(seqs(audit.before(null, 2))).toEqual([5, 4]);
    expect(seqs(audit.before(4, 9))).toEqual([3, 2, 1]);
    expect([audit.count(), audit.begin(), audit.last()?.seq]).toEqual([5, null, 5]);
    expect([other.audit.last(), other.audit.begin()]).toEqual([{ seq: 1, hash: first.hash }, null]);
  });

  it('take no entry that does not follow the newest in number and hash', () => {
    const { audit } = filled([midnightMs]);
    const next = entryAfter(audit.last(), midnightMs);
    for (const wrong of [
      { ...next, seq: 1 },
      { ...next, seq: 3 },
      { ...next, prev: 'f'.repeat(64) },
    ]) {
      expect(() => audit.append(wrong)).toThrow('does not follow');
    }
    expect(audit.count()).toBe(1);
    expect(audit.append(next).ok).toBe(true);
  });

  it('hang on the last dropped link when their beginning was dropped, also after a restart', async () => {
    const { audit, clock, path, store } = filled([0, 0, 1, 2].map((n) => midnightMs + n * days(1)));
    const second = audit.from(2, 1)[0];
    steadyAt(clock, midnightMs + days(90));
    expect(seqs(audit.from(1, 9))).toEqual([3, 4]);
    expect(audit.begin()).toEqual({ seq: 2, hash: second?.hash });
    const [begin, last] = [audit.begin(), audit.last()];
    await store.stop();
    const again = openTemporary(path, clock).audit;
    expect([again.begin(), again.last(), last?.seq]).toEqual([begin, last, 4]);
  });

  it('R16: keep their last link when all of them were dropped, so that the chain goes on', () => {
    const { audit, clock } = filled([midnightMs, midnightMs + 5]);
    const last = audit.last();
    steadyAt(clock, midnightMs + days(400));
    expect([audit.count(), audit.begin(), audit.last()]).toEqual([0, last, last]);
    expect(audit.append(entryAfter(audit.last(), clock.wallMs())).ok).toBe(true);
    expect(seqs(audit.from(1, 9))).toEqual([3]);
  });

  it('stay in the order of the chain when the clock was set back by days', () => {
    const { audit, clock } = filled([midnightMs + days(3), midnightMs, midnightMs + days(1)]);
    expect(seqs(audit.from(1, 9))).toEqual([1, 2, 3]);
    steadyAt(clock, midnightMs + days(92));
    expect(audit.count()).toBe(3);
    steadyAt(clock, midnightMs + days(93));
    expect(audit.count()).toBe(0);
  });
});

describe('the keys of the days', () => {
  it('are made at first use, differ by day, and come back the same after a restart', async () => {
    const path = temporaryPath();
    const first = openTemporary(path);
    const keyOf = (store: typeof first, atMs: number): string => {
      const made = store.dayKeys.of(atMs);
      return made.ok ? Buffer.from(made.value).toString('hex') : '';
    };
    const [monday, tuesday] = [keyOf(first, midnightMs), keyOf(first, midnightMs + days(1))];
    expect(monday).toMatch(/^[0-9a-f]{64}$/);
    expect(tuesday).not.toBe(monday);
    expect(keyOf(first, midnightMs + days(1) - 1)).toBe(monday);
    await first.stop();
    const again = openTemporary(path);
    expect([keyOf(again, midnightMs), keyOf(again, midnightMs + days(1))]).toEqual([monday, tuesday]);
    expect([...again.dayKeys.kept().keys()]).toEqual([20_833, 20_834]);
  });

  it('R16: are destroyed after the linked days, while the audit they made pseudonyms for goes on', () => {
    const clock = fakeClock(midnightMs);
    const store = openTemporary(temporaryPath(), clock);
    store.dayKeys.of(midnightMs);
    store.audit.append(entryAfter(null, midnightMs));
    steadyAt(clock, midnightMs + days(13));
    expect(store.dayKeys.kept().size).toBe(1);
    steadyAt(clock, midnightMs + days(14));
    expect([store.dayKeys.kept().size, store.audit.count()]).toEqual([0, 1]);
  });
});

describe('consent history', () => {
  const change = (person: string, atMs: number) => ({
    atMs,
    person: pseudonym(person),
    state: 'given' as const,
    documentVersion: '2026-1',
  });

  it('is found under any of a person’s pseudonyms, oldest first, to the minute', () => {
    const { consentHistory: history } = openTemporary();
    history.add(change('a monday', midnightMs + 61_234));
    history.add(change('b monday', midnightMs));
    history.add({ ...change('a tuesday', midnightMs + days(1)), state: 'withdrawn' });
    expect(history.of([pseudonym('a tuesday'), pseudonym('a monday')])).toEqual([
      change('a monday', midnightMs + minutes(1)),
      { ...change('a tuesday', midnightMs + days(1)), state: 'withdrawn' },
    ]);
    expect(history.of([])).toEqual([]);
  });

  it('S25: is forgotten for one person and stays for the others', () => {
    const { consentHistory: history } = openTemporary();
    for (const who of ['a', 'b', 'c']) history.add(change(who, midnightMs));
    history.add(change('a', midnightMs + days(1)));
    expect(history.forget([pseudonym('a')]).ok).toBe(true);
    expect(history.of([pseudonym('a')])).toEqual([]);
    expect(history.of([pseudonym('b'), pseudonym('c')])).toHaveLength(2);
    history.add(change('a', midnightMs));
    expect(history.of([pseudonym('a')])).toHaveLength(1);
  });

  it('takes nothing but a pseudonym for a person', () => {
    const { consentHistory: history } = openTemporary();
    expect(() => history.add({ ...change('a', midnightMs), person: 'p-1' })).toThrow(/CHECK/);
  });
});

describe('who was looked at', () => {
  const row = (person: string, caseId: string) => ({
    atMs: midnightMs + 1,
    person: pseudonym(person),
    case: caseId,
    reason: 'medical' as const,
    role: 'administrator' as const,
  });

  it('S11: is found by the person, all of a look or none of it', () => {
    const { lookedAt } = openTemporary();
    const caseId = randomUUID();
    expect(lookedAt.add([row('a', caseId), row('b', caseId)]).ok).toBe(true);
    expect(() => lookedAt.add([row('c', caseId), { ...row('d', caseId), person: 'd' }])).toThrow(/CHECK/);
    expect(lookedAt.of([pseudonym('a'), pseudonym('c')])).toEqual([row('a', caseId)]);
    lookedAt.forget([pseudonym('a')]);
    expect(lookedAt.of([pseudonym('a')])).toEqual([]);
    expect(lookedAt.of([pseudonym('b')])).toHaveLength(1);
  });
});
