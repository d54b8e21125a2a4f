import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { checkInOf, newEvent, space } from './events.ts';
import { entryAfter, midnightMs, pseudonym, steadyAt } from './lasting.ts';
import { openTemporary, temporaryFolder, temporaryPath } from './open-temporary.ts';

const who = pseudonym('somebody');
const given = (atMs: number) => ({ atMs, person: who, state: 'given' as const, documentVersion: '1' });
const settings = { k: 5, linkedDays: 14, auditDays: 90, historyDays: 365 };

function world() {
  const clock = fakeClock(midnightMs);
  return { clock, ...openTemporary(temporaryPath(), clock) };
}

describe('when rows go', () => {
  it('R18: no row is older than its period, and the whole day goes at once', () => {
    const { clock, consentHistory } = world();
    consentHistory.add(given(midnightMs));
    consentHistory.add(given(midnightMs + days(1) - 1));
    clock.stepWall(days(14) - hours(3));
    clock.advance(hours(2));
    expect(consentHistory.of([who])).toHaveLength(2);
    clock.advance(hours(1));
    expect(consentHistory.of([who])).toHaveLength(0);
  });

  it('follows the settings in force; the stricter of them and of what the two roles set holds', () => {
    const { clock, consentHistory, counts, keep, settings: kept } = world();
    kept.write('historyDays', 3, midnightMs);
    keep({ ...settings, linkedDays: 2 });
    consentHistory.add(given(midnightMs));
    counts.add({ tickMs: midnightMs, zones: [] });
    steadyAt(clock, midnightMs + days(2));
    expect([consentHistory.of([who]).length, counts.between(0, clock.wallMs()).length]).toEqual([0, 1]);
    steadyAt(clock, midnightMs + days(3));
    expect(counts.between(0, clock.wallMs())).toEqual([]);
  });

  it('R14: answers to taps, and what was refused, do not outlive the linked days either', () => {
    const { clock, decided, settled, outbox, keep } = world();
    keep({ ...settings, linkedDays: 3 });
    const event = newEvent();
    const answer = { did: 'released' as const, target: 'b', space: space('d-1'), untilMs: 1, atMs: midnightMs };
    settled.add({ ...answer, event });
    decided.add({ event, action: 'pause', atMs: midnightMs });
    outbox.append(checkInOf('a'));
    outbox.quarantine(1, 'conflict');
    steadyAt(clock, midnightMs + days(3));
    expect([settled.find(event), decided.find(event), outbox.quarantined()]).toEqual([null, null, 0]);
  });

  it('tells how many tables of a day went, once they are gone', () => {
    const { clock, consentHistory, dayKeys, audit, listen } = world();
    const heard: string[] = [];
    listen({ onDropped: (buckets) => heard.push(`${buckets} ${dayKeys.kept().size}`), onTooOld: () => {} });
    for (const day of [0, 1]) {
      dayKeys.of(midnightMs + days(day));
      consentHistory.add(given(midnightMs + days(day)));
    }
    audit.append(entryAfter(null, midnightMs));
    steadyAt(clock, midnightMs + days(14));
    expect(heard).toEqual(['2 1']);
  });

  it('removes the kept copy of a damaged store after the linked days: forgetting includes it', () => {
    const path = `${temporaryFolder()}/store.sqlite`;
    const clock = fakeClock(midnightMs);
    const copies = ['.damaged', '.damaged-wal'].map((end) => path + end);
    for (const copy of copies) {
      writeFileSync(copy, 'rows of people');
      utimesSync(copy, midnightMs / 1000, midnightMs / 1000);
    }
    const left = (): number => copies.filter((copy) => existsSync(copy)).length;
    openTemporary(path, clock);
    steadyAt(clock, midnightMs + days(13));
    expect(left()).toBe(2);
    steadyAt(clock, midnightMs + days(14));
    expect(left()).toBe(0);
  });
});

describe('a wrong clock', () => {
  it('that is a year ahead for less than an hour destroys nothing', () => {
    const { clock, consentHistory, audit } = world();
    consentHistory.add(given(midnightMs));
    audit.append(entryAfter(null, midnightMs));
    clock.advance(hours(2));
    clock.stepWall(days(365));
    clock.advance(minutes(55));
    clock.stepWall(-days(365));
    clock.advance(hours(3));
    expect([consentHistory.of([who]).length, audit.count()]).toEqual([1, 1]);
  });

  it('is not believed before an hour after the start either', () => {
    const clock = fakeClock(midnightMs + days(400));
    const store = openTemporary(temporaryPath(), clock);
    store.audit.append(entryAfter(null, midnightMs));
    clock.advance(minutes(55));
    expect(store.audit.count()).toBe(1);
    clock.advance(minutes(10));
    expect(store.audit.count()).toBe(0);
  });

  it('never lets rows stay until the day it dreamt of: they get the date of the day it was set right', () => {
    const { clock, consentHistory, lookedAt, dayKeys, audit, visits } = world();
    const dreamtMs = midnightMs + days(9000);
    audit.append(entryAfter(null, midnightMs));
    audit.append(entryAfter(audit.last(), dreamtMs));
    dayKeys.of(dreamtMs);
    consentHistory.add(given(dreamtMs));
    lookedAt.add([{ atMs: dreamtMs, person: who, case: newEvent(), reason: 'other', role: 'administrator' }]);
    const nobody = { toMs: dreamtMs, checkedInMs: null, releasedMs: null, outcome: 'no-show' as const, walkUp: false };
    visits.put({ ...nobody, space: space('d-1'), fromMs: dreamtMs });
    const counts = () => [
      ...[audit.count(), dayKeys.kept().size, consentHistory.of([who]).length, lookedAt.of([who]).length],
      visits.between(dreamtMs, dreamtMs + 1).length,
    ];
    steadyAt(clock, midnightMs + days(1));
    audit.append(entryAfter(audit.last(), clock.wallMs()));
    expect(counts()).toEqual([3, 1, 1, 1, 1]);
    expect([...dayKeys.kept().keys()]).toEqual([20_833 + 9000]);
    expect(audit.from(1, 9).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    steadyAt(clock, midnightMs + days(15));
    expect(counts()).toEqual([3, 0, 0, 0, 1]);
    steadyAt(clock, midnightMs + days(91));
    expect(counts()).toEqual([0, 0, 0, 0, 1]);
    steadyAt(clock, midnightMs + days(366));
    expect(counts()).toEqual([0, 0, 0, 0, 0]);
  });

  it('whatever it does: kept entries follow the remembered link without a gap', () => {
    const step = fc.record({
      day: fc.integer({ min: -30, max: 200 }),
      entries: fc.integer({ min: 0, max: 3 }),
      steady: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const { clock, audit } = world();
        for (const { day, entries, steady } of steps) {
          for (let n = 0; n < entries; n += 1) audit.append(entryAfter(audit.last(), midnightMs + days(day)));
          if (steady) steadyAt(clock, midnightMs + days(day));
        }
        let link = audit.begin() ?? { seq: 0, hash: '0'.repeat(64) };
        for (const entry of audit.from(1, 1000)) {
          expect([entry.seq, entry.prev]).toEqual([link.seq + 1, link.hash]);
          link = entry;
        }
        expect(link.seq).toBe(audit.last()?.seq ?? 0);
      }),
      { numRuns: 6 },
    );
  });
});
