import { describe, expect, test } from 'vitest';
import { createConsent } from '#gateway/consent/consent.ts';
import type { ConsentScope, LocationConsent } from '#shared/model/consent.ts';
import { AnchorId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';

const ana = SubjectRef.parse('p-ana');
const ben = SubjectRef.parse('p-ben');
const fob = TagId.parse('mac:00112233aabb');
const phone = TagId.parse('mac:00112233aacc');
const sighting = (tag: TagId): Sighting => ({ tag, anchor: AnchorId.parse('a1'), rssiDbm: -60, heardAtBootMs: 5 });

const given = (tags: TagId[], scopes: ConsentScope[] = ['wall'], documentVersion = 'v1'): LocationConsent => ({
  scopes,
  documentVersion,
  givenAtMs: 1,
  tags,
  phones: [],
});

function setUp(key = new Uint8Array(32).fill(7)) {
  const withdrawn: string[] = [];
  const document = { version: 'v1' };
  const consent = createConsent({
    documentVersion: () => document.version,
    wallMs: () => 0,
    randomKey: key,
    onWithdrawn: (ref) => withdrawn.push(ref),
  });
  return { consent, withdrawn, document };
}

describe('the gate', () => {
  test('lets nobody through before somebody said yes', () => {
    const { consent } = setUp();
    expect(consent.admit(sighting(fob))).toBeNull();
    expect(consent.consenting()).toBe(0);
  });

  test('replaces the tag by the subject and hands on the rest as it was', () => {
    const { consent } = setUp();
    expect(consent.learn({ ref: ana, location: given([fob]) })).toBe('granted');
    expect(consent.admit({ ...sighting(fob), measuredPowerDbm: -55 })).toEqual({
      subject: ana,
      anchor: 'a1',
      rssiDbm: -60,
      measuredPowerDbm: -55,
      heardAtBootMs: 5,
    });
    expect(consent.admit(sighting(phone))).toBeNull();
  });

  test('locates a person who chose no scope, for their own use, and shows them to nobody', () => {
    const { consent } = setUp();
    consent.learn({ ref: ana, location: given([fob], []) });
    expect(consent.admit(sighting(fob))).not.toBeNull();
    expect(consent.scopesOf(ana).size).toBe(0);
  });

  test('closes in the same turn when consent is withdrawn, and has what was known removed', () => {
    const { consent, withdrawn } = setUp();
    consent.learn({ ref: ana, location: given([fob]) });
    expect(consent.learn({ ref: ana })).toBe('withdrawn');
    expect(withdrawn).toEqual([ana]);
    expect(consent.admit(sighting(fob))).toBeNull();
    expect(consent.scopesOf(ana).size).toBe(0);
    expect(consent.consenting()).toBe(0);
  });

  test('is already closed when the removal runs', () => {
    const seen: unknown[] = [];
    const consent = createConsent({
      documentVersion: () => 'v1',
      wallMs: () => 0,
      randomKey: new Uint8Array(32),
      onWithdrawn: (ref) => seen.push(consent.admit(sighting(fob)), consent.scopesOf(ref).size),
    });
    consent.learn({ ref: ana, location: given([fob]) });
    consent.forget(ana);
    expect(seen).toEqual([null, 0]);
  });

  test('does nothing when the same consent is told again', () => {
    const { consent, withdrawn } = setUp();
    consent.learn({ ref: ana, location: given([fob]) });
    expect(consent.learn({ ref: ana, location: { ...given([fob]), givenAtMs: 99 } })).toBe('unchanged');
    expect(consent.learn({ ref: ben })).toBe('unchanged');
    expect(withdrawn).toEqual([]);
  });

  test('follows a change of scopes without losing the place', () => {
    const { consent, withdrawn } = setUp();
    consent.learn({ ref: ana, location: given([fob], ['wall']) });
    expect(consent.learn({ ref: ana, location: given([fob], ['group', 'company']) })).toBe('changed');
    expect([...consent.scopesOf(ana)]).toEqual(['group', 'company']);
    expect(withdrawn).toEqual([]);
  });

  test('removes what a tag told when its person gives the tag up', () => {
    const { consent, withdrawn } = setUp();
    consent.learn({ ref: ana, location: given([fob, phone]) });
    expect(consent.learn({ ref: ana, location: given([phone]) })).toBe('changed');
    expect(withdrawn).toEqual([ana]);
    expect(consent.admit(sighting(fob))).toBeNull();
    expect(consent.admit(sighting(phone))?.subject).toBe(ana);
  });

  test('forgets everybody at once', () => {
    const { consent, withdrawn } = setUp();
    consent.learn({ ref: ana, location: given([fob]) });
    consent.learn({ ref: ben, location: given([phone]) });
    consent.forgetAll();
    expect(withdrawn.sort()).toEqual([ana, ben]);
    expect(consent.admit(sighting(phone))).toBeNull();
    expect(consent.learn({ ref: ben, location: given([phone]) })).toBe('granted');
  });
});

describe('the document in force', () => {
  test('a consent to another version does not count until that version is in force', () => {
    const { consent, document } = setUp();
    expect(consent.learn({ ref: ana, location: given([fob], ['wall'], 'v2') })).toBe('unchanged');
    expect(consent.admit(sighting(fob))).toBeNull();
    expect(consent.scopesOf(ana).size).toBe(0);
    document.version = 'v2';
    expect(consent.admit(sighting(fob))?.subject).toBe(ana);
  });

  test.each(['admit', 'scopesOf', 'consenting', 'learn'] as const)(
    'R53: a new version ends old consents at the next %s',
    (ask) => {
      const { consent, withdrawn, document } = setUp();
      consent.learn({ ref: ana, location: given([fob]) });
      document.version = 'v2';
      if (ask === 'admit') expect(consent.admit(sighting(fob))).toBeNull();
      if (ask === 'scopesOf') expect(consent.scopesOf(ana).size).toBe(0);
      if (ask === 'consenting') expect(consent.consenting()).toBe(0);
      if (ask === 'learn') consent.learn({ ref: ben });
      expect(withdrawn).toEqual([ana]);
    },
  );

  test('R53: agreeing to the new version lets a person in again', () => {
    const { consent, document } = setUp();
    consent.learn({ ref: ana, location: given([fob]) });
    document.version = 'v2';
    expect(consent.learn({ ref: ana, location: given([fob], ['wall'], 'v2') })).toBe('granted');
    expect(consent.admit(sighting(fob))?.subject).toBe(ana);
  });
});

describe('one tag, one person', () => {
  test('a tag claimed by two people locates neither, and what it told of the first is removed', () => {
    const { consent, withdrawn } = setUp();
    consent.learn({ ref: ana, location: given([fob]) });
    consent.learn({ ref: ben, location: given([fob]) });
    expect(consent.admit(sighting(fob))).toBeNull();
    expect(withdrawn).toEqual([ana]);
  });

  test('when one of them lets it go, it locates the other', () => {
    const { consent } = setUp();
    consent.learn({ ref: ana, location: given([fob]) });
    consent.learn({ ref: ben, location: given([fob, phone]) });
    consent.forget(ana);
    expect(consent.admit(sighting(fob))?.subject).toBe(ben);
  });

  test('a claim without a live consent takes nobody their tag', () => {
    const { consent, withdrawn } = setUp();
    consent.learn({ ref: ana, location: given([fob]) });
    consent.learn({ ref: ben, location: given([fob], ['wall'], 'v0') });
    expect(consent.admit(sighting(fob))?.subject).toBe(ana);
    expect(withdrawn).toEqual([]);
  });
});
