import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createConsent } from '#gateway/consent/consent.ts';
import { LocationConsent } from '#shared/model/consent.ts';
import { AnchorId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { RangedSighting } from '#shared/model/sighting.ts';
import { testPhone } from '#test/fakes/phone.ts';

const ana = SubjectRef.parse('p-ana');
const ben = SubjectRef.parse('p-ben');
const fob = TagId.parse('mac:00112233aabb');
const one = testPhone(1);
const two = testPhone(2);

const given = (phones: string[], documentVersion = 'v1', tags: string[] = []): LocationConsent =>
  LocationConsent.parse({ scopes: ['wall'], documentVersion, givenAtMs: 1, tags, phones });
const ranged = (subject: SubjectRef): RangedSighting => ({
  subject,
  anchor: AnchorId.parse('a1'),
  rssiDbm: -60,
  measuredPowerDbm: -59,
  heardAtBootMs: 5,
});

function setUp() {
  const withdrawn: string[] = [];
  const document = { version: 'v1' };
  const consent = createConsent({
    documentVersion: () => document.version,
    wallMs: () => 0,
    randomKey: new Uint8Array(32).fill(7),
    onWithdrawn: (ref) => withdrawn.push(ref),
  });
  const ownerOf = (secret: string): string | null => consent.phone(secret)?.owner() ?? null;
  return { consent, withdrawn, document, ownerOf };
}

describe('a phone', () => {
  test('speaks for the person who gave its verifier, by its secret and nothing near it', () => {
    const { consent, ownerOf } = setUp();
    consent.learn({ ref: ana, location: given([one.verifier]) });
    expect(ownerOf(one.secret)).toBe(ana);
    const near = [two.secret, one.verifier, '', ` ${one.secret}`, `${one.secret}=`, one.secret.slice(1), `phone:${one.verifier}`];
    expect(near.map(ownerOf)).toEqual(near.map(() => null));
  });

  test('speaks for nobody, whatever text it shows, while nobody gave its verifier', () => {
    const { consent, ownerOf } = setUp();
    consent.learn({ ref: ana, location: given([one.verifier], 'v1', [fob]) });
    const texts = fc.oneof(
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
      fc.string({ maxLength: 100, unit: 'binary' }),
    );
    fc.assert(
      fc.property(texts, (secret) => {
        expect(ownerOf(secret)).toBeNull();
      }),
    );
  });

  test('is nobody’s when its secret is too short to be safe from guessing, also if the booking system takes it', () => {
    const { consent, ownerOf } = setUp();
    const verifierOfHello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    consent.learn({ ref: ana, location: given([verifierOfHello]) });
    expect(ownerOf('hello')).toBeNull();
  });

  test('is known by a key that tells neither its secret nor its verifier nor its person', () => {
    const { consent } = setUp();
    consent.learn({ ref: ana, location: given([one.verifier, two.verifier]) });
    const keys = [one, two].map(({ secret }) => consent.phone(secret)?.key ?? '');
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) {
      for (const known of [ana, one.secret, one.verifier, Buffer.from(one.verifier, 'hex').toString('base64url')]) {
        expect(key).not.toContain(known);
      }
    }
  });

  test('claimed by two people speaks for neither, and what it told of the first is removed', () => {
    const { consent, withdrawn, ownerOf } = setUp();
    consent.learn({ ref: ana, location: given([one.verifier]) });
    const shown = consent.phone(one.secret);
    consent.learn({ ref: ben, location: given([one.verifier]) });
    expect([shown?.owner(), ownerOf(one.secret)]).toEqual([null, null]);
    expect(withdrawn).toEqual([ana]);
    consent.forget(ana);
    expect(ownerOf(one.secret)).toBe(ben);
  });

  test.each([
    ['consent is withdrawn', (s: ReturnType<typeof setUp>) => s.consent.learn({ ref: ana })],
    ['the person is gone', (s: ReturnType<typeof setUp>) => s.consent.forget(ana)],
    ['another document is in force', (s: ReturnType<typeof setUp>) => Object.assign(s.document, { version: 'v2' })],
    ['the phone is given up', (s: ReturnType<typeof setUp>) => s.consent.learn({ ref: ana, location: given([], 'v1', [fob]) })],
  ])('that has shown its secret is nobody’s at once when %s, and its place is removed', (_what, end) => {
    const world = setUp();
    world.consent.learn({ ref: ana, location: given([one.verifier], 'v1', [fob]) });
    const shown = world.consent.phone(one.secret);
    expect(shown?.owner()).toBe(ana);
    end(world);
    expect(shown?.owner()).toBeNull();
    expect(world.ownerOf(one.secret)).toBeNull();
    expect(world.withdrawn).toEqual([ana]);
  });

  test('added or told again changes nothing about the place', () => {
    const { consent, withdrawn, ownerOf } = setUp();
    consent.learn({ ref: ana, location: given([one.verifier]) });
    expect(consent.learn({ ref: ana, location: given([one.verifier]) })).toBe('unchanged');
    expect(consent.learn({ ref: ana, location: given([one.verifier, two.verifier]) })).toBe('changed');
    expect([ownerOf(one.secret), ownerOf(two.secret)]).toEqual([ana, ana]);
    expect(withdrawn).toEqual([]);
  });
});

describe('what a phone heard', () => {
  test('passes as it is while its person’s consent is live, and not before or after', () => {
    const { consent, document } = setUp();
    expect(consent.admitRanged(ranged(ana))).toBeNull();
    consent.learn({ ref: ana, location: given([one.verifier]) });
    expect(consent.admitRanged(ranged(ana))).toEqual(ranged(ana));
    expect(consent.admitRanged(ranged(ben))).toBeNull();
    document.version = 'v2';
    expect(consent.admitRanged(ranged(ana))).toBeNull();
  });
});

describe('the consent record', () => {
  test('has no phones when the booking system says nothing of any, and at most four', () => {
    const { phones: _, ...silent } = given([]);
    expect(LocationConsent.parse(silent).phones).toEqual([]);
    const four = [1, 2, 3, 4].map((nth) => testPhone(nth).verifier);
    expect(LocationConsent.safeParse({ ...silent, phones: four }).success).toBe(true);
    expect(LocationConsent.safeParse({ ...silent, phones: [...four, testPhone(5).verifier] }).success).toBe(false);
  });

  test('takes no secret where a verifier belongs', () => {
    expect(LocationConsent.safeParse({ ...given([]), phones: [one.secret] }).success).toBe(false);
  });
});
