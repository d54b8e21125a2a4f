import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDecisions, type Decisions } from '#gateway/booking/decisions.ts';
import { type Mirror, startMirror } from '#gateway/booking/mirror.ts';
import { type Relay, startRelay } from '#gateway/booking/outbox-relay.ts';
import { createPersonView, type PersonView } from '#gateway/booking/person-view.ts';
import type { Store } from '#gateway/store/open-store.ts';
import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import { minutes } from '#shared/kit/duration.ts';
import { refused } from '#shared/kit/outcome.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { BookingId } from '#shared/model/ids.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeBookingSystem, fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { anna, bert, officeNowMs as now, tap } from '#test/fakes/office.ts';
import { openTemporary, temporaryPath } from '#test/store/open-temporary.ts';

const by = (nth: number, person = anna.ref) => ({ event: tap(nth), person, atMs: now + nth });
const consent = (nth: number): PersonEvent => ({ ...by(nth), action: 'consent', scopes: ['wall'], documentVersion: '1' });
const withdraw = (nth: number, person = anna.ref): PersonEvent => ({ ...by(nth, person), action: 'withdraw' });
const hide = (nth: number, person = anna.ref): PersonEvent => ({ ...by(nth, person), action: 'visibility', visibility: 'hide' });

/** The booking room as the gateway puts it together, over a real store and a booking system that a test breaks. */
describe('Decisions of people', () => {
  let system: FakeBookingSystem;
  let clock: FakeClock;
  let store: Store;
  let mirror: Mirror;
  let relay: Relay;
  let view: PersonView;
  let decisions: Decisions;
  let path: string;
  const heard: string[] = [];
  const heldUp: string[] = [];
  const refusals: string[] = [];

  const start = async (): Promise<void> => {
    store = openTemporary(path, clock);
    view = createPersonView({ person: (ref) => mirror.person(ref), people: () => mirror.people() }, store.outbox, (ref, person) =>
      heard.push(`${ref} ${person?.visibility ?? 'gone'} ${person?.location?.scopes.join() ?? 'nowhere'}`),
    );
    relay = await startRelay({
      system,
      outbox: store.outbox,
      clock,
      random: seededRandom(3),
      onDelivered: (entry, result) => {
        if (result !== null && 'person' in result) mirror.learnedPerson(result.person);
        view.changed(entry.person);
      },
      onRefused: (entry, code) => {
        refusals.push(`${entry.action} ${code}`);
        view.changed(entry.person);
      },
      onHeldUp: (entry, code) => heldUp.push(`${entry.action} ${code}`),
      hasLeft: (ref) => mirror.loaded() && mirror.person(ref) === undefined,
    });
    mirror = await startMirror({
      system,
      clock,
      random: seededRandom(1),
      onPerson: (ref) => view.changed(ref),
      onPolicy: () => {},
      onBookings: () => {},
      onLink: ({ up }) => up && relay.linkIsBack(),
    });
    decisions = createDecisions({ store, relay, onDecided: view.decided });
  };
  const stop = async (): Promise<void> => {
    await relay.stop();
    await mirror.stop();
    await store.stop();
  };
  beforeEach(async () => {
    clock = fakeClock(now);
    system = fakeBookingSystem(clock);
    path = temporaryPath();
    system.apply({ kind: 'policy', policy: { ...defaultPolicy, consentDocument: { version: '1', sha256: '0'.repeat(64) } } });
    system.apply({ kind: 'person', person: anna });
    system.apply({ kind: 'person', person: bert });
    await start();
    await eventually(() => expect(mirror.loaded()).toBe(true));
    for (const list of [heard, heldUp, refusals]) list.length = 0;
  });
  afterEach(stop);

  test('S3: hold in the turn of the tap, before anybody else is asked', () => {
    void decisions.decide(consent(1));
    expect(view.person(anna.ref)?.location?.scopes).toEqual(['wall']);
    void decisions.decide(withdraw(2));
    expect(view.person(anna.ref)).not.toHaveProperty('location');
    expect(heard).toEqual(['p-anna unset wall', 'p-anna unset nowhere']);
  });

  test('are sent while the person waits, and are the word of the booking system from then on', async () => {
    expect(await decisions.decide(consent(1))).toEqual({ ok: true, delivery: 'sent' });
    expect(store.outbox.size()).toBe(0);
    expect(mirror.person(anna.ref)?.location?.scopes).toEqual(['wall']);
    expect(view.person(anna.ref)).toBe(mirror.person(anna.ref));
  });

  test('wait in the outbox when nobody answers, hold here, and arrive in order once there is an answer', async () => {
    system.breakWrites({ ok: false, why: 'later' });
    const replies = [consent(1), hide(2), withdraw(3)].map((event) => decisions.decide(event));
    await eventually(() => expect(system.tries().length).toBeGreaterThan(0));
    clock.advance(1_500);
    expect(await Promise.all(replies)).toEqual(Array.from({ length: 3 }, () => ({ ok: true, delivery: 'will-be-sent' })));
    expect(view.person(anna.ref)).toMatchObject({ visibility: 'hide' });
    expect(view.person(anna.ref)).not.toHaveProperty('location');
    system.breakWrites(null);
    await eventually(() => {
      clock.advance(10_000);
      expect(store.outbox.size()).toBe(0);
    });
    expect(system.effects().map((one) => one.action)).toEqual(['consent', 'visibility', 'withdraw']);
  });

  test('hold after a restart from the disk, before the booking system has heard of them', async () => {
    system.breakWrites({ ok: false, why: 'later' });
    void decisions.decide(hide(1));
    void decisions.decide({ ...by(2, bert.ref), action: 'status', status: 'away' });
    await stop();
    await start();
    await eventually(() => expect(mirror.loaded()).toBe(true));
    expect(view.person(anna.ref)?.visibility).toBe('hide');
    expect(view.people().map((one) => one.status)).toEqual([undefined, 'away']);
  });

  test('are decided once: the repeat of an old yes after a later no is answered the same and changes nothing', async () => {
    const first = await decisions.decide(consent(1));
    await decisions.decide(withdraw(2));
    await stop();
    await start();
    await eventually(() => expect(mirror.loaded()).toBe(true));
    expect(await decisions.decide(consent(1))).toEqual(first);
    expect(view.person(anna.ref)).not.toHaveProperty('location');
    expect(system.effects()).toHaveLength(2);
  });

  test('do not happen under the id of another tap', async () => {
    await decisions.decide(hide(1));
    expect(await decisions.decide({ ...withdraw(1) })).toEqual({ ok: false, why: 'not-stored' });
    const desk = { target: 'b', space: 'desk-a' as never, untilMs: 1, atMs: now };
    store.settled.add({ ...desk, event: tap(9), did: 'checked-in' });
    expect(await decisions.decide(hide(9))).toEqual({ ok: false, why: 'not-stored' });
    expect(system.effects()).toHaveLength(1);
  });

  test('S24: a yes to a document that has changed is taken back here, and said so', async () => {
    const yes: PersonEvent = { ...consent(1), documentVersion: 'older' } as PersonEvent;
    const reply = decisions.decide(yes);
    expect(view.person(anna.ref)).toHaveProperty('location');
    expect(await reply).toEqual({ ok: false, why: 'document-changed' });
    expect(view.person(anna.ref)).not.toHaveProperty('location');
    expect([refusals, heard.at(-1)]).toEqual([['consent conflict'], 'p-anna unset nowhere']);
    expect(await decisions.decide(yes)).toEqual({ ok: false, why: 'document-changed' });
  });

  test('S3: a withdrawal that is refused is never given up: it holds here and is asked again until it is taken', async () => {
    await decisions.decide(consent(1));
    system.breakWrites({ ok: false, why: 'refused', code: 'invalid' });
    const reply = decisions.decide(withdraw(2));
    await eventually(() => expect(heldUp).toEqual(['withdraw invalid']));
    clock.advance(1_500);
    expect(await reply).toEqual({ ok: true, delivery: 'will-be-sent' });
    await eventually(() => {
      clock.advance(minutes(5));
      expect(heldUp.length).toBeGreaterThan(3);
    });
    expect([store.outbox.quarantined(), refusals]).toEqual([0, []]);
    expect(view.person(anna.ref)).not.toHaveProperty('location');
    system.breakWrites(null);
    await eventually(() => {
      clock.advance(minutes(5));
      expect(store.outbox.size()).toBe(0);
    });
    expect(mirror.person(anna.ref)).not.toHaveProperty('location');
  });

  test('a refused withdrawal of one person keeps nobody else waiting', async () => {
    const real = system.deliver;
    vi.spyOn(system, 'deliver').mockImplementation(async (event, signal) =>
      event.action === 'withdraw' ? { ok: false, why: 'refused', code: 'invalid' } : real(event, signal),
    );
    void decisions.decide(withdraw(1));
    await eventually(() => {
      clock.advance(minutes(5));
      expect(heldUp.length).toBeGreaterThan(8);
    });
    expect(await decisions.decide(hide(2, bert.ref))).toEqual({ ok: true, delivery: 'sent' });
  });

  test('a withdrawal of somebody who has left the company is done', async () => {
    system.apply({ kind: 'person-gone', ref: anna.ref });
    await eventually(() => expect(mirror.person(anna.ref)).toBeUndefined());
    expect(await decisions.decide({ ...by(1), action: 'erase' })).toEqual({ ok: true, delivery: 'sent' });
    expect([store.outbox.size(), heldUp]).toEqual([0, []]);
  });

  test('S3: a withdrawal the disk has no room for still holds until the next start, and is not called done', async () => {
    await decisions.decide(consent(1));
    const full = createDecisions({
      store: { ...store, transaction: () => refused('not-stored') },
      relay,
      onDecided: view.decided,
    });
    expect(await full.decide(withdraw(2))).toEqual({ ok: false, why: 'not-stored' });
    expect(view.person(anna.ref)).not.toHaveProperty('location');
    expect(await full.decide(hide(3))).toEqual({ ok: false, why: 'not-stored' });
    expect(view.person(anna.ref)?.visibility).toBe('unset');
  });

  test('of one person do not fill the outbox of the building, but a no is always let in', async () => {
    system.breakWrites({ ok: false, why: 'later' });
    for (let nth = 1; nth <= 100; nth += 1) void decisions.decide(hide(nth));
    expect(await decisions.decide(hide(101))).toEqual({ ok: false, why: 'not-stored' });
    void decisions.decide(withdraw(102));
    void decisions.decide(hide(103, bert.ref));
    expect(store.outbox.size()).toBe(102);
  });

  test('wait behind the check-ins of the same person', async () => {
    system.breakWrites({ ok: false, why: 'later' });
    store.outbox.append({ ...by(1), action: 'check-in', booking: BookingId.parse('b-none') });
    void decisions.decide(withdraw(2));
    system.breakWrites(null);
    await eventually(() => {
      clock.advance(10_000);
      expect(store.outbox.size()).toBe(0);
    });
    expect(refusals).toEqual(['check-in not-found']);
    expect(system.tries().at(-1)?.action).toBe('withdraw');
  });
});
