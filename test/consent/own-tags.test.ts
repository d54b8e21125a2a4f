import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byHandle, ownTags } from '#gateway/consent/own-tags.ts';
import { tagDigester } from '#gateway/consent/tag-digest.ts';
import { LocationConsent, RotatingKey } from '#shared/model/consent.ts';
import { TagId } from '#shared/model/ids.ts';
import { OwnTag } from '#shared/wire/me.ts';
import { testPhone } from '#test/fakes/phone.ts';

const badgeUuid = 'fda50693a4e24fb1afcfc6eb07647825';
const badge = TagId.parse(`ib:${badgeUuid}:100:12`);
const device = TagId.parse('mac:aabbccddee0f');
const phone = testPhone(1).verifier;
const app = RotatingKey.parse(Buffer.alloc(32, 9).toString('base64url'));
const location = LocationConsent.parse({
  scopes: [],
  documentVersion: 'v1',
  givenAtMs: 1,
  tags: [badge, device],
  phones: [phone],
  rotating: [app],
});
const digest = tagDigester(new Uint8Array(32).fill(1));

describe('a person’s own tags', () => {
  test('are shown by what stands on them, phones and apps by six digits that tell them apart', () => {
    const shown = ownTags(location, digest, badgeUuid).map((tag) => OwnTag.parse(tag));
    expect(shown.map(({ kind, printed }) => [kind, printed])).toEqual([
      ['badge', '100-12'],
      ['device', 'AA:BB:CC:DD:EE:0F'],
      ['phone', phone.slice(0, 6).toUpperCase()],
      ['app', expect.stringMatching(/^[0-9A-F]{6}$/)],
    ]);
  });

  test('are found again by their handles, each its own', () => {
    const found = ownTags(location, digest).map(({ handle }) => byHandle(location, digest, handle));
    expect(found).toEqual([{ tag: badge }, { tag: device }, { phone }, { rotating: app }]);
  });

  test('are nobody else’s: a handle finds nothing with another person, after giving up, after a restart, or made up', () => {
    const handle = ownTags(location, digest)[0]?.handle ?? '';
    const nextStart = tagDigester(new Uint8Array(32).fill(2));
    expect(byHandle({ ...location, tags: [device] }, digest, handle)).toBeNull();
    expect(byHandle(undefined, digest, handle)).toBeNull();
    expect(byHandle(location, nextStart, handle)).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(byHandle(location, digest, text)).toBeNull();
      }),
    );
  });

  test('R36: a handle tells nothing of the tag, and a print nothing of a key', () => {
    const text = JSON.stringify(ownTags({ ...location, tags: [] }, digest));
    for (const secret of [app, phone, Buffer.from(app, 'base64url').toString('hex'), app.slice(0, 6)]) {
      expect(text).not.toContain(secret);
    }
    for (const { handle } of ownTags(location, digest)) expect(handle).not.toMatch(/100|aabb/i);
  });

  test('are none without a consent', () => {
    expect(ownTags(undefined, digest)).toEqual([]);
  });
});
