import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { entryOf } from '#gateway/consent/ledger.ts';
import { tagDigester } from '#gateway/consent/tag-digest.ts';
import { SubjectRef, TagId } from '#shared/model/ids.ts';
import { testPhone } from '#test/fakes/phone.ts';
import { given, openGate, sightingOf } from './gate.ts';

const ana = SubjectRef.parse('p-ana');
const fob = TagId.parse('mac:00112233aabb');

test('S1: however often a stranger’s tag is heard, nothing is counted, claimed or told of it', () => {
  const { consent, withdrawn } = openGate();
  for (let nth = 0; nth < 1000; nth++) expect(consent.admit(sightingOf(fob))).toBeNull();
  expect([consent.consenting(), consent.claims(fob), consent.claimants(fob), withdrawn]).toEqual([0, false, [], []]);
});

test('S2: people who are new, imported without a consent, or there again after a reset are located by nothing', () => {
  const { consent } = openGate();
  consent.learn({ ref: ana });
  expect([consent.stateOf(ana), consent.admit(sightingOf(fob))]).toEqual(['off', null]);
  consent.learn({ ref: ana, location: given({ tags: [fob] }) });
  consent.forgetAll();
  expect([consent.stateOf(ana), consent.admit(sightingOf(fob)), consent.claims(fob)]).toEqual(['off', null, false]);
  consent.learn({ ref: ana });
  expect(consent.scopesOf(ana).size).toBe(0);
});

test('S22: of a sighting that passes the gate the tag is gone', () => {
  const { consent } = openGate();
  consent.learn({ ref: ana, location: given({ tags: [fob] }) });
  expect(JSON.stringify(consent.admit(sightingOf(fob)))).not.toContain('00112233aabb');
});

test('R36: whose a tag is stands in memory under a keyed hash, of phones under one of their verifier', () => {
  const location = { ...given({ tags: [fob] }), phones: [testPhone(1).verifier] };
  const [one, other] = [1, 2].map((nth) => entryOf(location, tagDigester(new Uint8Array(32).fill(nth))));
  const text = inspect(one, { depth: 9 });
  for (const known of ['00112233aabb', testPhone(1).verifier, testPhone(1).secret]) expect(text).not.toContain(known);
  expect([...(one?.tags ?? [])].filter((tag) => other?.tags.has(tag))).toEqual([]);
});
