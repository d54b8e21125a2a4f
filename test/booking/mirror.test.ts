import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LinkState, type Mirror, startMirror } from '#gateway/booking/mirror.ts';
import { days, hours, minutes } from '#shared/kit/duration.ts';
import { seededRandom } from '#shared/kit/random.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeBookingSystem, fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { aBooking, anna, bert, deskA, officeNowMs as now } from '#test/fakes/office.ts';

describe('The mirror of the booking system', () => {
  let system: FakeBookingSystem;
  let clock: FakeClock;
  let mirror: Mirror;
  const people = new Map<string, Person | null>();
  const links: LinkState[] = [];
  const seen = { bookings: 0, policies: 0 };
  let atPerson: () => void;

  const start = async (): Promise<void> => {
    mirror = await startMirror({
      system,
      clock,
      random: seededRandom(1),
      onPerson: (ref, person) => {
        people.set(ref, person);
        atPerson();
      },
      onPolicy: () => {
        seen.policies += 1;
      },
      onBookings: () => {
        seen.bookings += 1;
      },
      onLink: (link) => links.push(link),
    });
  };
  const loaded = async (): Promise<void> => {
    await start();
    await eventually(() => expect(mirror.loaded()).toBe(true));
  };
  beforeEach(() => {
    clock = fakeClock(now);
    system = fakeBookingSystem(clock);
    people.clear();
    links.length = 0;
    Object.assign(seen, { bookings: 0, policies: 0 });
    atPerson = () => {};
    system.apply({ kind: 'person', person: anna });
    system.apply({ kind: 'person', person: bert });
    system.apply({ kind: 'booking', booking: aBooking('b1') });
  });
  afterEach(async () => {
    await mirror.stop();
    expect(clock.waiting()).toBe(0);
  });

  test('knows nobody before its first snapshot, and then everybody by reference and identifier', async () => {
    system.breakReads({ ok: false, why: 'unreachable' });
    await start();
    await eventually(() => expect(links).toEqual([{ up: false, sinceMs: now, why: 'unreachable' }]));
    expect([mirror.loaded(), mirror.usable(), mirror.people()]).toEqual([false, false, []]);
    system.breakReads(null);
    clock.advance(1_000);
    await eventually(() => expect(mirror.loaded()).toBe(true));
    expect(mirror.person(anna.ref)).toMatchObject(anna);
    expect(mirror.personByIdentifier(bert.identifier)).toMatchObject(bert);
    expect(mirror.bookingsOf(anna.ref)).toEqual([aBooking('b1')]);
    expect(mirror.bookingsIn(deskA)).toEqual([aBooking('b1')]);
    expect(links.at(-1)).toEqual({ up: true, sinceMs: now + 1_000 });
  });

  test('tells of a withdrawn consent, of a person who is gone and of a new mode as the change arrives', async () => {
    await loaded();
    system.apply({ kind: 'person', person: { ...anna, visibility: 'hide' } });
    await eventually(() => expect(people.get(anna.ref)).toMatchObject({ visibility: 'hide' }));
    system.apply({ kind: 'person-gone', ref: bert.ref });
    await eventually(() => expect(people.get(bert.ref)).toBeNull());
    expect(mirror.personByIdentifier(bert.identifier)).toBeUndefined();
    system.apply({ kind: 'policy', policy: { ...defaultPolicy, mode: 'hide-everyone' } });
    await eventually(() => expect(mirror.policy().mode).toBe('hide-everyone'));
    expect(seen.policies).toBe(1);
  });

  test('shows a listener people and bookings of one moment', async () => {
    const sights: unknown[] = [];
    atPerson = () => sights.push([mirror.people().length, mirror.bookings().length, mirror.usable(), mirror.link().up]);
    await loaded();
    expect(sights).toEqual([
      [2, 1, true, true],
      [2, 1, true, true],
    ]);
  });

  test('R14 R37: holds only bookings between twelve hours ago and thirty-six hours ahead, and drops what leaves that', async () => {
    const at = (id: string, fromMs: number): void =>
      system.apply({ kind: 'booking', booking: aBooking(id, { fromMs, toMs: fromMs + hours(1) }) });
    at('old', now - hours(13));
    at('far', now + hours(36));
    await loaded();
    at('old2', now - days(20));
    at('near', now + hours(35));
    await eventually(() => expect(mirror.bookings().map((one) => one.id)).toEqual(['b1', 'near']));
    clock.advance(hours(17));
    await eventually(() => expect(mirror.bookings().map((one) => one.id)).toEqual(['near']));
  });

  test('brings in with a fresh snapshot what was too far ahead at first', async () => {
    const far = aBooking('far', { fromMs: now + hours(40), toMs: now + hours(41) });
    system.apply({ kind: 'booking', booking: far });
    await loaded();
    expect(mirror.booking(far.id)).toBeUndefined();
    clock.advance(hours(7));
    system.apply({ kind: 'person', person: bert });
    await eventually(() => expect(mirror.booking(far.id)).toEqual(far));
  });

  test('begins again when its cursor is too old, and tells only what differs', async () => {
    await loaded();
    people.clear();
    system.apply({ kind: 'person', person: { ...anna, visibility: 'show' } });
    system.expireCursors();
    await eventually(() => expect(people.get(anna.ref)).toMatchObject({ visibility: 'show' }));
    expect([...people.keys()]).toEqual([anna.ref]);
    expect(links).toHaveLength(1);
  });

  test('says since when the booking system is gone, keeps what it knows, and stops trusting it after 15 minutes', async () => {
    await loaded();
    clock.advance(1_000);
    system.breakReads({ ok: false, why: 'unavailable' });
    await eventually(() => expect(links.at(-1)).toEqual({ up: false, sinceMs: now + 1_000, why: 'unavailable' }));
    expect([mirror.usable(), mirror.people().length]).toEqual([true, 2]);
    clock.advance(minutes(16));
    expect([mirror.loaded(), mirror.usable(), mirror.people().length]).toEqual([true, false, 2]);
    system.breakReads(null);
    await eventually(() => {
      clock.advance(15_000);
      expect(mirror.link().up).toBe(true);
    });
    expect(mirror.usable()).toBe(true);
  });

  test('waits as long as the booking system asks, and never asks in a hurry', async () => {
    system.breakReads({ ok: false, why: 'unavailable', retryAfterMs: 60_000 });
    await start();
    await eventually(() => expect(links).toHaveLength(1));
    system.breakReads(null);
    const snapshot = vi.spyOn(system, 'snapshot');
    clock.advance(59_000);
    expect(snapshot).not.toHaveBeenCalled();
    clock.advance(1_000);
    await eventually(() => expect(mirror.loaded()).toBe(true));
  });

  test('takes the answer to a write ahead of the feed', async () => {
    await loaded();
    const before = seen.bookings;
    mirror.learned(aBooking('b1', { state: 'checked-in' }));
    expect(mirror.booking(aBooking('b1').id)?.state).toBe('checked-in');
    expect(seen.bookings).toBe(before + 1);
  });
});
