import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { booking, checkInOf, deedOf, newEvent, person, space } from './events.ts';
import { openTemporary, temporaryPath } from './open-temporary.ts';

describe('the outbox', () => {
  it('gives the oldest entry of each person, in the order of the taps', () => {
    const { outbox } = openTemporary();
    const [a1, b1, a2] = [checkInOf('a', 'x'), checkInOf('b', 'y'), checkInOf('a', 'z')];
    for (const event of [a1, b1, a2]) outbox.append(event);
    expect(outbox.heads().map((entry) => entry.event)).toEqual([a1.event, b1.event]);
    outbox.delivered(outbox.heads()[0]?.seq ?? -1);
    expect(outbox.heads().map((entry) => entry.event)).toEqual([b1.event, a2.event]);
    expect(outbox.size()).toBe(2);
  });

  it('gives back every kind of event as it was put in', () => {
    const { outbox } = openTemporary();
    const base = { person: person('p'), booking: booking('b'), atMs: 5 };
    outbox.append({ ...base, person: person('q'), event: newEvent(), action: 'release' });
    const walkUp = { ...base, event: newEvent(), action: 'walk-up' as const, space: space('d-7'), toMs: 9 };
    outbox.append(walkUp);
    expect(outbox.heads()[0]).toMatchObject({ action: 'release', attempts: 0 });
    expect(outbox.heads()[1]).toEqual({ ...walkUp, seq: 2, attempts: 0 });
  });

  it('holds one entry per tap, however often it is put in', () => {
    const { outbox } = openTemporary();
    const event = checkInOf('a');
    expect(outbox.append(event)).toEqual({ ok: true, value: 1 });
    expect(outbox.append(event)).toEqual({ ok: true, value: 1 });
    expect(outbox.size()).toBe(1);
  });

  it('counts failed attempts', () => {
    const { outbox } = openTemporary();
    outbox.append(checkInOf('a'));
    outbox.failedOnce(1);
    outbox.failedOnce(1);
    expect(outbox.heads()[0]?.attempts).toBe(2);
  });

  it('takes an entry that was refused for good out of the way, and no longer believes what it did', () => {
    const store = openTemporary();
    const [refusedOne, next] = [checkInOf('a', 'b-1'), checkInOf('a', 'b-2')];
    store.outbox.append(refusedOne);
    store.outbox.append(next);
    store.local.put(deedOf(refusedOne.event, 'b-1'));
    store.outbox.quarantine(1, 'conflict');
    expect(store.outbox.heads().map((entry) => entry.event)).toEqual([next.event]);
    expect(store.outbox.quarantined()).toBe(1);
    expect(store.outbox.fate(refusedOne.event)).toBe('refused');
    expect(store.outbox.fate(next.event)).toBe('owed');
    expect(store.outbox.fate(newEvent())).toBe('clear');
    expect(store.local.all()).toEqual([]);
  });

  it('keeps what a later tap did to the same booking when the earlier one is refused', () => {
    const store = openTemporary();
    const earlier = checkInOf('a', 'b-1');
    store.outbox.append(earlier);
    const later = newEvent();
    store.local.put(deedOf(earlier.event, 'b-1'));
    store.local.put({ ...deedOf(later, 'b-1'), state: 'released' });
    store.outbox.quarantine(1, 'conflict');
    expect(store.local.all()).toMatchObject([{ event: later, state: 'released' }]);
  });
});

describe('what this edge did to bookings', () => {
  it('is dropped only by the word about the same tap', () => {
    const { local } = openTemporary();
    const event = newEvent();
    local.put(deedOf(event, 'b-1'));
    local.drop(booking('b-1'), newEvent());
    expect(local.all()).toHaveLength(1);
    local.drop(booking('b-1'), event);
    expect(local.all()).toEqual([]);
  });

  it('is read again after a transaction was rolled back', () => {
    const store = openTemporary();
    expect(store.local.all()).toEqual([]);
    const half = (): void => {
      store.transaction(() => {
        store.local.put(deedOf(newEvent(), 'b-1'));
        expect(store.local.all()).toHaveLength(1);
        throw new Error('stop here');
      });
    };
    expect(half).toThrow('stop here');
    expect(store.local.all()).toEqual([]);
  });
});

describe('upkeep', () => {
  it('keeps answers for seven days and while the tap is still owed', () => {
    const clock = fakeClock();
    const store = openTemporary(temporaryPath(), clock);
    const owed = checkInOf('a');
    store.outbox.append(owed);
    const answer = { did: 'checked-in' as const, target: 'b', space: space('d-1'), untilMs: 1, atMs: clock.wallMs() };
    const over = newEvent();
    store.settled.add({ ...answer, event: owed.event });
    store.settled.add({ ...answer, event: over });
    clock.stepWall(days(7) - minutes(10));
    clock.advance(minutes(5));
    expect(store.settled.find(over)).toEqual({ ...answer, event: over });
    clock.advance(minutes(10));
    expect(store.settled.find(over)).toBeNull();
    expect(store.settled.find(owed.event)).not.toBeNull();
  });

  it('loses nothing that is owed when the clock jumps a month ahead', () => {
    const clock = fakeClock();
    const store = openTemporary(temporaryPath(), clock);
    const owed = checkInOf('a', 'b-1');
    store.outbox.append(owed);
    store.local.put(deedOf(owed.event, 'b-1', clock.wallMs() + hours(4)));
    store.local.put(deedOf(newEvent(), 'b-2', clock.wallMs() + hours(4)));
    clock.stepWall(days(30));
    clock.advance(minutes(5));
    expect(store.outbox.size()).toBe(1);
    expect(store.local.all().map((row) => row.booking)).toEqual(['b-1']);
  });
});
