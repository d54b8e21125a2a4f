import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createEnrolment, type Enrolment } from '#gateway/consent/enrolment.ts';
import type { SubjectRef, TagId } from '#shared/model/ids.ts';
import { ana, badge, ben, cleo, type Desk, key, openDesk, otherBadge, reception } from './desk.ts';

let desk: Desk;
let clock: Desk['clock'];
let enrolment: Desk['enrolment'];
let hear: Desk['hear'];
let stateOf: Desk['stateOf'];
let offered: Desk['offered'];

beforeEach(() => {
  desk = openDesk();
  ({ clock, enrolment, hear, stateOf, offered } = desk);
});

describe('an offer', () => {
  const offer = (ref: SubjectRef, tag: TagId): string => {
    enrolment.begin(ref);
    hear(4, { tag, dbm: -42 });
    return offered(ref);
  };

  test('is its person’s: nobody else takes it, by its handle or without', () => {
    const handle = offer(ana, badge);
    expect([enrolment.take(ben, handle), enrolment.take(ana, ''), enrolment.take(ana, `${handle} `)]).toEqual([null, null, null]);
    expect(enrolment.take(ana, handle)).toBe(badge);
  });

  test('lasts a minute', () => {
    const handle = offer(ana, badge);
    const holding = enrolment.holdingOf(ana);
    const leftMs = (holding?.untilMs ?? 0) - clock.wallMs();
    // It was made a second ago.
    expect(leftMs).toBe(59_000);
    clock.advance(leftMs - 1);
    expect(stateOf(ana)).toBe('offered');
    clock.advance(1);
    expect([enrolment.holdingOf(ana), enrolment.take(ana, handle)]).toEqual([null, null]);
  });

  test('ends also when the machine slept and no timer ran', () => {
    const handle = offer(ana, badge);
    clock.stepBoot(61_000);
    expect(enrolment.take(ana, handle)).toBeNull();
  });

  test('is not moved by other tags that come near meanwhile', () => {
    const handle = offer(ana, badge);
    hear(5, { tag: otherBadge, dbm: -30 });
    expect(enrolment.take(ana, handle)).toBe(badge);
  });

  test('comes to nothing when the tag has become somebody’s meanwhile', () => {
    const handle = offer(ana, badge);
    desk.claimed.add(badge);
    expect([enrolment.take(ana, handle), enrolment.holdingOf(ana)]).toEqual([null, null]);
  });

  test('is made anew when its person begins again, and the old one is worthless', () => {
    const old = offer(ana, badge);
    const fresh = offer(ana, otherBadge);
    expect([enrolment.take(ana, old), enrolment.take(ana, fresh)]).toEqual([null, otherBadge]);
  });

  test('ends when its person leaves', () => {
    const handle = offer(ana, badge);
    enrolment.leave(ana);
    expect([enrolment.take(ana, handle), enrolment.holdingOf(ana)]).toEqual([null, null]);
  });
});

describe('two people at once', () => {
  test('the second waits, and has a full minute when the first is done', () => {
    enrolment.begin(ana);
    expect(enrolment.begin(ben)).toEqual({ untilMs: clock.wallMs() + 120_000, state: 'waiting' });
    hear(4, { tag: badge, dbm: -42 });
    expect([stateOf(ana), stateOf(ben)]).toEqual(['offered', 'waiting']);
    enrolment.take(ana, offered(ana));
    expect(enrolment.holdingOf(ben)).toEqual({ untilMs: clock.wallMs() + 60_000, state: 'listening' });
    expect(desk.changed.at(-1)).toBe(ben);
  });

  test('the second is not offered the tag of the first, which still lies there and is not yet known to be theirs', () => {
    enrolment.begin(ana);
    enrolment.begin(ben);
    hear(4, { tag: badge, dbm: -42 });
    enrolment.take(ana, offered(ana));
    hear(10, { tag: badge, dbm: -42 });
    expect(stateOf(ben)).toBe('listening');
    hear(4, { tag: badge, dbm: -42 }, { tag: otherBadge, dbm: -44 });
    expect(enrolment.take(ben, offered(ben))).toBe(otherBadge);
  });

  test('a sighting that lay about while the machine slept shows the next person nothing of the one before', () => {
    enrolment.begin(ana);
    enrolment.begin(ben);
    hear(3, { tag: badge, dbm: -42 });
    const heardAtBootMs = clock.bootMs();
    clock.stepBoot(61_000);
    enrolment.hear({ tag: badge, anchor: reception, rssiDbm: -42, heardAtBootMs });
    expect([stateOf(ana), stateOf(ben)]).toEqual([undefined, 'listening']);
  });

  test('the first may try again with the tag they took, when the booking system did not take it', () => {
    enrolment.begin(ana);
    hear(4, { tag: badge, dbm: -42 });
    enrolment.take(ana, offered(ana));
    enrolment.begin(ana);
    hear(4, { tag: badge, dbm: -42 });
    expect(enrolment.take(ana, offered(ana))).toBe(badge);
  });

  test('the turn passes on when the first walks away, leaves, or does not confirm', () => {
    enrolment.begin(ana);
    enrolment.begin(ben);
    enrolment.begin(cleo);
    clock.advance(60_000);
    expect([stateOf(ana), stateOf(ben), stateOf(cleo)]).toEqual([undefined, 'listening', 'waiting']);
    enrolment.leave(ben);
    expect([stateOf(ben), stateOf(cleo)]).toEqual([undefined, 'listening']);
  });

  test('whoever has waited two minutes is taken to have gone', () => {
    enrolment.begin(ana);
    enrolment.begin(ben);
    hear(4, { tag: badge, dbm: -42 });
    enrolment.begin(ana);
    clock.advance(50_000);
    enrolment.begin(ana);
    clock.advance(50_000);
    enrolment.begin(ana);
    clock.advance(50_000);
    expect(enrolment.holdingOf(ben)).toBeNull();
    enrolment.leave(ana);
    expect(enrolment.holdingOf(ben)).toBeNull();
  });

  test('never get each other’s tag, in whatever order they begin, hold, confirm and leave', () => {
    const people = [
      { ref: ana, tag: badge },
      { ref: ben, tag: otherBadge },
      { ref: cleo, tag: key },
    ];
    const step = fc.record({
      who: fc.constantFrom(...people),
      what: fc.constantFrom('begin', 'hold', 'hold', 'hold', 'take', 'take', 'leave', 'wait'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        enrolment.stop();
        ({ clock, enrolment, hear, stateOf, offered } = openDesk([reception]));
        for (const { who, what } of steps) {
          if (what === 'begin') enrolment.begin(who.ref);
          if (what === 'leave') enrolment.leave(who.ref);
          if (what === 'wait') clock.advance(20_000);
          // As the page tells them: hold your tag when it is your turn.
          if (what === 'hold' && stateOf(who.ref) === 'listening') hear(4, { tag: who.tag, dbm: -42 });
          if (what !== 'take') continue;
          for (const { ref } of people) {
            const taken = enrolment.take(ref, offered(who.ref));
            expect(taken === null || (taken === who.tag && ref === who.ref)).toBe(true);
          }
        }
      }),
    );
  });
});

describe('what is kept of tags that are nobody’s', () => {
  test('S22: nothing while nobody enrols: no tag is even looked at', () => {
    const asked: TagId[] = [];
    const quiet = createEnrolment({
      anchors: [{ id: reception, name: 'Reception' }],
      clock,
      claims: (tag) => asked.push(tag) > 0,
      newId: () => 'x',
      onChanged: () => undefined,
    });
    const untouchable = new Proxy({} as Parameters<Enrolment['hear']>[0], {
      get: () => {
        throw new Error('looked at');
      },
    });
    quiet.hear(untouchable);
    quiet.begin(ana);
    quiet.leave(ana);
    quiet.hear(untouchable);
    expect(asked).toEqual([]);
  });

  test('S1: nothing of the minute before is left when the same person begins again', () => {
    enrolment.begin(ana);
    hear(2.5, { tag: badge, dbm: -42 }, { tag: otherBadge, dbm: -42 });
    clock.advance(60_000);
    enrolment.begin(ana);
    expect(stateOf(ana)).toBe('listening');
    hear(2.5, { tag: badge, dbm: -42 });
    expect(stateOf(ana)).toBe('listening');
  });

  test('no timer is left once everybody is done, or everything is stopped', () => {
    enrolment.begin(ana);
    enrolment.begin(ben);
    hear(4, { tag: badge, dbm: -42 });
    enrolment.take(ana, offered(ana));
    expect(clock.waiting()).toBe(2);
    clock.advance(60_000);
    expect(clock.waiting()).toBe(0);
    enrolment.begin(ana);
    hear(4, { tag: badge, dbm: -42 });
    enrolment.take(ana, offered(ana));
    enrolment.begin(ben);
    enrolment.stop();
    expect(clock.waiting()).toBe(0);
  });
});
