import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rotatingTag, stepAt } from '#gateway/consent/rotating-id.ts';
import { minutes } from '#shared/kit/duration.ts';
import { LocationConsent, RotatingKey } from '#shared/model/consent.ts';
import { SubjectRef, TagId } from '#shared/model/ids.ts';
import { type Gate, given, openGate, sightingOf } from './gate.ts';

const ana = SubjectRef.parse('p-ana');
const ben = SubjectRef.parse('p-ben');
const key = RotatingKey.parse('AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8');
const otherKey = RotatingKey.parse('__________________________________________8');
/** 15 January 2027, 08:00 UTC. */
const step = 2_000_000;
const beginMs = step * minutes(15);

const anyKey = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => RotatingKey.parse(Buffer.from(bytes).toString('base64url')));
const anyStep = fc.integer({ min: 0, max: 4_000_000 });

describe('the id of an app', () => {
  test.each([
    [key, 0, 'ib:9f0cd9b94097fe4929918d2b8942b344:14679:16993'],
    [key, 1, 'ib:c432e059c378eef7fe2f1181a4050836:62750:2134'],
    [key, step, 'ib:a4f20a6ba257084b7e34f39bfdca49ce:3235:24656'],
    [key, -1, 'ib:51e1793eae66e2c33112f804f9b834eb:46324:36814'],
    [otherKey, 0, 'ib:cb647ebb3bfc4855048927a06234fcd1:7:24549'],
    [otherKey, step, 'ib:bba213dfaae936882e19bf6b2e3da024:50994:1854'],
  ])('is the one that Python’s hmac and openssl compute (%s, step %i)', (someKey, someStep, expected) => {
    expect(rotatingTag(someKey, someStep)).toBe(expected);
  });

  test('is a tag as scanners report them, for every key and step', () => {
    fc.assert(
      fc.property(anyKey, anyStep, (someKey, someStep) => {
        const tag = rotatingTag(someKey, someStep);
        expect(TagId.safeParse(tag).success).toBe(true);
        const [major, minor] = tag.split(':').slice(2).map(Number);
        expect(Math.max(major ?? Number.NaN, minor ?? Number.NaN)).toBeLessThanOrEqual(0xffff);
      }),
    );
  });

  test('shares nothing with the one before or after it, nor with another app’s: whoever listens can’t tie two together', () => {
    const fourBytesOf = (tag: TagId): string[] => {
      const uuid = tag.slice(3, 35);
      return [0, 4, 8, 12, 16, 20, 24].map((from) => uuid.slice(from, from + 8));
    };
    fc.assert(
      fc.property(anyKey, anyKey, anyStep, (one, other, someStep) => {
        fc.pre(one !== other);
        const seen = [rotatingTag(one, someStep), rotatingTag(one, someStep + 1), rotatingTag(other, someStep)];
        // Four bytes in the same place would agree once in four thousand million by chance.
        expect(new Set(seen.flatMap(fourBytesOf)).size).toBe(3 * 7);
        const bits = bitsApart(seen[0] as TagId, seen[1] as TagId);
        expect(bits).toBeGreaterThan(30);
        expect(bits).toBeLessThan(98);
      }),
    );
  });

  test('changes every quarter of an hour of UTC', () => {
    expect([stepAt(beginMs - 1), stepAt(beginMs), stepAt(beginMs + minutes(15) - 1)]).toEqual([step - 1, step, step]);
  });

  test('is never made from an identity key: sixteen bytes, in hex or base64, are no key', () => {
    const irk = Buffer.alloc(16, 0x5a);
    for (const text of [irk.toString('hex'), irk.toString('base64url'), irk.toString('base64'), `irk:${irk.toString('hex')}`]) {
      expect(RotatingKey.safeParse(text).success).toBe(false);
      expect(LocationConsent.safeParse({ ...given({}), rotating: [text] }).success).toBe(false);
    }
  });
});

function bitsApart(a: TagId, b: TagId): number {
  const [one, other] = [a, b].map((tag) => Buffer.from(tag.slice(3, 35), 'hex'));
  const differing = [...(one ?? [])].map((byte, nth) => byte ^ (other?.[nth] ?? 0));
  return differing.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
}

describe('the gate and an app', () => {
  const at = (gate: Gate, wallMs: number): string | undefined => {
    gate.world.wallMs = wallMs;
    return gate.consent.admit(sightingOf(rotatingTag(key, step)))?.subject;
  };
  const withApp = (): Gate => {
    const gate = openGate();
    gate.world.wallMs = beginMs - minutes(60);
    gate.consent.learn({ ref: ana, location: given({ rotating: [key] }) });
    return gate;
  };

  test('an id is known from a quarter of an hour before its beginning until half an hour after, whatever the steps between', () => {
    const gate = withApp();
    const ages = [-15 * 60_000 - 1, -15 * 60_000, -1, 0, minutes(15), minutes(30) - 1, minutes(30)];
    expect(ages.map((ageMs) => at(gate, beginMs + ageMs))).toEqual([undefined, ana, ana, ana, ana, ana, undefined]);
  });

  test('a copied id is worthless half an hour after its beginning, for ever, also when nobody asked meanwhile', () => {
    const gate = withApp();
    expect(at(gate, beginMs)).toBe(ana);
    for (const later of [30, 45, 600, 100_000]) expect(at(gate, beginMs + minutes(later))).toBeUndefined();
    expect(gate.consent.claims(rotatingTag(key, step))).toBe(false);
  });

  test('an id that rotates costs nobody their place', () => {
    const gate = withApp();
    for (let wallMs = beginMs; wallMs < beginMs + minutes(300); wallMs += minutes(7)) {
      gate.world.wallMs = wallMs;
      expect(gate.consent.admit(sightingOf(rotatingTag(key, stepAt(wallMs))))?.subject).toBe(ana);
    }
    expect(gate.withdrawn).toEqual([]);
  });

  test('a clock that is stepped finds the ids of its new time at once, forward and back', () => {
    const gate = withApp();
    for (const wallMs of [beginMs, beginMs + minutes(6000), beginMs - minutes(6000), 0]) {
      gate.world.wallMs = wallMs;
      expect(gate.consent.admit(sightingOf(rotatingTag(key, stepAt(wallMs))))?.subject).toBe(ana);
    }
  });

  test('S3: an app given up is nobody’s at once in all its ids, and its place is removed', () => {
    const gate = withApp();
    expect(at(gate, beginMs)).toBe(ana);
    gate.consent.learn({ ref: ana, location: given({ rotating: [otherKey] }) });
    expect([-1, 0, 1].map((near) => gate.consent.claims(rotatingTag(key, step + near)))).toEqual([false, false, false]);
    expect(gate.withdrawn).toEqual([ana]);
    expect(gate.consent.admit(sightingOf(rotatingTag(otherKey, step)))?.subject).toBe(ana);
  });

  test('an id is its owner’s also while they pause, so that nobody else is offered it', () => {
    const gate = withApp();
    gate.consent.learn({ ref: ana, location: given({ rotating: [key], pausedUntilMs: beginMs + minutes(60) }) });
    for (const quarter of [0, 1, 2]) {
      gate.world.wallMs = beginMs + quarter * minutes(15);
      expect(gate.consent.claimants(rotatingTag(key, step + quarter))).toEqual([ana]);
      expect(gate.consent.admit(sightingOf(rotatingTag(key, step + quarter)))).toBeNull();
    }
  });

  test('somebody who brings a copied id as their tag locates neither with it, and its owner again with the next id', () => {
    const gate = withApp();
    expect(at(gate, beginMs)).toBe(ana);
    gate.consent.learn({ ref: ben, location: given({ tags: [rotatingTag(key, step)] }) });
    expect(at(gate, beginMs)).toBeUndefined();
    expect(gate.withdrawn).toEqual([ana]);
    expect(gate.consent.admit(sightingOf(rotatingTag(key, step + 1)))?.subject).toBe(ana);
  });

  test('an id that was brought before its time by somebody who guessed it costs them their place when it comes', () => {
    const gate = withApp();
    const guessed = rotatingTag(key, step + 8);
    gate.consent.learn({ ref: ben, location: given({ tags: [guessed] }) });
    expect(gate.consent.admit(sightingOf(guessed))?.subject).toBe(ben);
    gate.world.wallMs = beginMs + minutes(8 * 15);
    expect(gate.consent.admit(sightingOf(guessed))).toBeNull();
    expect(gate.withdrawn).toEqual([ben]);
  });

  test('an id that its own person also brought as a tag stays that tag when its time is over', () => {
    const gate = withApp();
    gate.consent.learn({ ref: ana, location: given({ rotating: [key], tags: [rotatingTag(key, step)] }) });
    expect([at(gate, beginMs), at(gate, beginMs + minutes(90))]).toEqual([ana, ana]);
  });

  test('the same key of two people locates neither', () => {
    const gate = withApp();
    gate.consent.learn({ ref: ben, location: given({ rotating: [key] }) });
    expect(at(gate, beginMs)).toBeUndefined();
    gate.consent.forget(ana);
    expect(at(gate, beginMs)).toBe(ben);
  });

  test('R36: neither the ids nor a hash of the key that anybody could make stand in what the gate answers', () => {
    const gate = withApp();
    const answered = JSON.stringify([gate.consent.admit(sightingOf(rotatingTag(key, stepAt(gate.world.wallMs))))]);
    for (const known of [key, rotatingTag(key, step), createHash('sha256').update(key).digest('hex')]) {
      expect(answered).not.toContain(known);
    }
  });
});
