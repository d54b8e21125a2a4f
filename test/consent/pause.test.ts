import { describe, expect, test } from 'vitest';
import { SubjectRef, TagId } from '#shared/model/ids.ts';
import { testPhone } from '#test/fakes/phone.ts';
import { given, openGate, sightingOf, tonightMs } from './gate.ts';

const ana = SubjectRef.parse('p-ana');
const ben = SubjectRef.parse('p-ben');
const fob = TagId.parse('mac:00112233aabb');
const pausedUntilMs = tonightMs;

describe('a pause', () => {
  test('S3: closes the gate in the same turn, and what was known of the person is removed', () => {
    const seen: unknown[] = [];
    const { consent, withdrawn } = openGate((ref) => seen.push(consent.admit(sightingOf(fob)), consent.stateOf(ana), ref));
    consent.learn({ ref: ana, location: given({ tags: [fob] }) });
    expect(consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) })).toBe('withdrawn');
    expect(withdrawn).toEqual([ana]);
    expect(seen).toEqual([null, 'paused', ana]);
    expect([consent.scopesOf(ana).size, consent.consenting()]).toEqual([0, 0]);
  });

  test('ends by itself at its moment, not a millisecond earlier, and without asking again', () => {
    const { consent, world, withdrawn } = openGate();
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    world.wallMs = pausedUntilMs - 1;
    expect(consent.admit(sightingOf(fob))).toBeNull();
    world.wallMs = pausedUntilMs;
    expect(consent.admit(sightingOf(fob))?.subject).toBe(ana);
    expect([consent.stateOf(ana), consent.consenting(), [...consent.scopesOf(ana)]]).toEqual(['on', 1, ['wall']]);
    expect(withdrawn).toEqual([]);
  });

  test('that has ended is in force again while the clock is stepped back, and what came in between is removed', () => {
    const { consent, world, withdrawn } = openGate();
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    world.wallMs = pausedUntilMs + 3_600_000;
    expect(consent.admit(sightingOf(fob))).not.toBeNull();
    world.wallMs = pausedUntilMs - 3_600_000;
    expect(consent.admit(sightingOf(fob))).toBeNull();
    expect(withdrawn).toEqual([ana]);
    world.wallMs = pausedUntilMs;
    expect(consent.admit(sightingOf(fob))).not.toBeNull();
  });

  test('lasts as long as the clock says, however far it is stepped back meanwhile', () => {
    const { consent, world } = openGate();
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    for (const stepMs of [-1, -86_400_000, 3_600_000, -1]) {
      world.wallMs += stepMs;
      expect(consent.admit(sightingOf(fob))).toBeNull();
    }
  });

  test('of one person leaves everybody else as they are, whoever of them ends first', () => {
    const { consent, world, withdrawn } = openGate();
    const key = TagId.parse('mac:00112233aacc');
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    consent.learn({ ref: ben, location: given({ tags: [key], pausedUntilMs: pausedUntilMs - 1000 }) });
    world.wallMs = pausedUntilMs - 1000;
    expect([fob, key].map((tag) => consent.admit(sightingOf(tag))?.subject)).toEqual([undefined, ben]);
    world.wallMs = pausedUntilMs;
    expect([fob, key].map((tag) => consent.admit(sightingOf(tag))?.subject)).toEqual([ana, ben]);
    expect(withdrawn).toEqual([]);
  });

  test('taken back lets the person in again at once', () => {
    const { consent } = openGate();
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    expect(consent.learn({ ref: ana, location: given({ tags: [fob] }) })).toBe('granted');
    expect(consent.admit(sightingOf(fob))?.subject).toBe(ana);
  });

  test('that is over when it is told of is none', () => {
    const { consent, world } = openGate();
    consent.consenting();
    world.wallMs += 1000;
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs: world.wallMs - 500 }) });
    expect([consent.stateOf(ana), consent.admit(sightingOf(fob))?.subject]).toEqual(['on', ana]);
  });

  test('is told of also for somebody without a tag, whose page shows them', () => {
    const { consent, withdrawn } = openGate();
    consent.learn({ ref: ana, location: given({}) });
    consent.learn({ ref: ana, location: given({ pausedUntilMs }) });
    expect(withdrawn).toEqual([ana]);
  });

  test('that ends for two with the same tag at once costs neither anything, for neither had a place', () => {
    const { consent, world, withdrawn } = openGate();
    for (const ref of [ana, ben]) consent.learn({ ref, location: given({ tags: [fob], pausedUntilMs }) });
    world.wallMs = pausedUntilMs;
    expect([consent.admit(sightingOf(fob)), consent.consenting(), withdrawn]).toEqual([null, 2, []]);
  });

  test('silences the phone too', () => {
    const { consent } = openGate();
    const phone = testPhone(1);
    consent.learn({ ref: ana, location: { ...given({}), phones: [phone.verifier] } });
    const shown = consent.phone(phone.secret);
    consent.learn({ ref: ana, location: { ...given({ pausedUntilMs }), phones: [phone.verifier] } });
    expect([shown?.owner(), consent.phone(phone.secret)]).toEqual([null, null]);
  });

  test('keeps the tag its person’s, but does not stand in the way of somebody who carries it now', () => {
    const { consent, world, withdrawn } = openGate();
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    expect([consent.claims(fob), consent.claimants(fob)]).toEqual([true, [ana]]);
    consent.learn({ ref: ben, location: given({ tags: [fob] }) });
    expect(consent.admit(sightingOf(fob))?.subject).toBe(ben);
    world.wallMs = pausedUntilMs;
    expect(consent.admit(sightingOf(fob))).toBeNull();
    expect(withdrawn).toEqual([ben]);
  });
});

describe('the state of a consent', () => {
  test('R31: is off before anything was given, and follows the consent, the pause and the document', () => {
    const { consent, world } = openGate();
    expect(consent.stateOf(ana)).toBe('off');
    consent.learn({ ref: ana, location: given({ tags: [fob] }) });
    expect(consent.stateOf(ana)).toBe('on');
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    expect(consent.stateOf(ana)).toBe('paused');
    world.wallMs = pausedUntilMs;
    expect(consent.stateOf(ana)).toBe('on');
    world.version = 'v2';
    expect(consent.stateOf(ana)).toBe('outdated');
    consent.forget(ana);
    expect(consent.stateOf(ana)).toBe('off');
  });

  test('R25: is outdated, not paused, under a new document: the end of the pause lets nothing flow until they say yes again', () => {
    const { consent, world } = openGate();
    consent.learn({ ref: ana, location: given({ tags: [fob], pausedUntilMs }) });
    world.version = 'v2';
    expect(consent.stateOf(ana)).toBe('outdated');
    world.wallMs = pausedUntilMs;
    expect([consent.stateOf(ana), consent.admit(sightingOf(fob))]).toEqual(['outdated', null]);
    consent.learn({ ref: ana, location: given({ tags: [fob], documentVersion: 'v2' }) });
    expect([consent.stateOf(ana), consent.admit(sightingOf(fob))?.subject]).toEqual(['on', ana]);
  });
});
