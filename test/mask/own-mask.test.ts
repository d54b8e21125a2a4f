// The frame of the own page, field by field: what goes in as somebody's own comes out, rounded, and nothing beside it.

import { describe, expect, test } from 'vitest';
import { type KnownSelf, leavesAChoice, maskOwn } from '#gateway/mask/own-mask.ts';
import { LocationConsent } from '#shared/model/consent.ts';
import { Person } from '#shared/model/person.ts';
import { defaultPolicy, PrivacyMode, Visibility } from '#shared/model/policy.ts';
import { Me } from '#shared/wire/me.ts';
import { fixOf, nowBootMs, ref } from './known.ts';

const ada = Person.parse({
  ...{
    ref: 'canary-ref',
    account: 'canary-account',
    displayName: ' Ada\u202e  Lovelace ',
    identifier: '9990001',
    language: 'canary',
  },
  ...{ visibility: 'show', groups: ['canary-group'], roles: ['administrator'], manages: { groups: 'all' }, status: 'busy' },
  pin: { salt: 'Y2FuYXJ5', hash: 'Y2FuYXJ5', n: 2, r: 1, p: 1 },
});
const location = LocationConsent.parse({
  ...{ scopes: ['group', 'wall'], documentVersion: 'canary-old', givenAtMs: 77, tags: ['mac:c0ffee000001'] },
  ...{ phones: ['c0ffee'.padEnd(64, '0')], rotating: ['canary'.padEnd(43, 'K')], pausedUntilMs: 99 },
});
const policy = {
  ...defaultPolicy,
  consentDocument: { version: '7', sha256: 'a'.repeat(64) },
  dataProtectionOfficer: 'dpo@example.org',
};

function known(change: Partial<KnownSelf> = {}): KnownSelf {
  return {
    ...{ person: ada, policy, asOfMs: 1_000.4, nowBootMs, consent: 'off', tags: [], holding: null, enrolsAt: [] },
    ...{ fix: null, zoneName: undefined, goneAtBootMs: ({ atBootMs }) => atBootMs + 60_000, heardBy: () => [] },
    ...{ seenBy: { wall: 'no', company: false, groups: [] }, bookings: [], near: [], notices: [] },
    ...{ positions: { on: true, why: null, failing: [], accepted: [] }, lookedAt: [] },
    ...{ sessionEndsAtMs: 5_000.6, bookingUp: false },
    ...change,
  };
}

test('somebody who decided nothing: all fields, whole milliseconds, and a name that can be shown', () => {
  expect(maskOwn(known())).toEqual({
    ...{ asOfMs: 1_000, name: 'Ada Lovelace', location: { state: 'off', scopes: [] } },
    document: { version: '7', sha256: 'a'.repeat(64), controller: '', dataProtectionOfficer: 'dpo@example.org', keptMinutes: 30 },
    ...{ tags: [], holding: null, enrolsAt: [], dot: null, seenBy: { wall: 'no', company: false, groups: [] } },
    visibility: { own: 'show', mode: 'user-decides-hide', shown: true, choosable: true },
    positions: { on: true, why: null, failing: [], accepted: [] },
    lookedAt: [],
    ...{ status: 'busy', bookings: [], near: [], notices: [], apps: false, session: { endsAtMs: 5_001 }, booking: { up: false } },
  });
});

test('nothing of a person that their page does not need is in it: no reference, account, PIN, role, group, tag or key', () => {
  const frame = maskOwn(known({ person: { ...ada, location }, consent: 'on', fix: fixOf(ref('canary-ref')) }));
  expect(Me.parse(frame)).toEqual(frame);
  expect(JSON.stringify(frame)).not.toMatch(/canary|Y2FuYXJ5|c0ffee|999000|administrator/i);
});

describe('the consent', () => {
  const stateOf = (consent: KnownSelf['consent']) => maskOwn(known({ person: { ...ada, location }, consent })).location;

  test('is told with its scopes and its moment; the end of a pause only while it is one', () => {
    expect(stateOf('on')).toEqual({ state: 'on', scopes: ['group', 'wall'], givenAtMs: 77 });
    expect(stateOf('outdated')).toEqual({ state: 'outdated', scopes: ['group', 'wall'], givenAtMs: 77 });
    expect(stateOf('paused')).toEqual({ state: 'paused', scopes: ['group', 'wall'], givenAtMs: 77, pausedUntilMs: 99 });
  });
});

describe('the own dot', () => {
  const anchors = [{ floor: fixOf(ada.ref).floor, x: 1, y: 2, rssiDbm: -61.6 }];
  const dotOf = (change: Parameters<typeof fixOf>[1], zoneName?: string) =>
    maskOwn(known({ fix: fixOf(ada.ref, change), zoneName, heardBy: () => anchors })).dot;

  test('is a place to a tenth of a metre, with its age, its end and what heard it', () => {
    expect(dotOf({ x: 3.349, y: -0.01, radius68M: 1.75, atBootMs: nowBootMs - 1_500.4 }, 'North')).toEqual({
      ...{ floor: 'f1', place: { x: 3.3, y: 0, radiusM: 1.8 }, zoneName: 'North', ageMs: 1_500, goneInMs: 58_500 },
      anchors: [{ ...anchors[0], rssiDbm: -62 }],
    });
  });

  test('of a fix that knows its floor only is no place and no zone', () => {
    expect(Object.keys(dotOf({ precision: 'floor', zone: null }, 'North') ?? {})).toEqual([
      'floor',
      'ageMs',
      'goneInMs',
      'anchors',
    ]);
  });

  test('is never of the future, and never gone for less than no time', () => {
    expect(dotOf({ atBootMs: nowBootMs + 500 })).toMatchObject({ ageMs: 0, goneInMs: 60_500 });
    expect(dotOf({ atBootMs: nowBootMs - 70_000 })).toMatchObject({ ageMs: 70_000, goneInMs: 0 });
  });

  test('asks which anchors heard a person only when there is a place to explain', () => {
    const heardBy = () => {
      throw new Error('asked');
    };
    expect(maskOwn(known({ heardBy })).dot).toBeNull();
  });
});

test('what is somebody’s own is passed on as it is, tags without anything beside handle, kind and print', () => {
  const own = {
    notices: [{ id: 'n', atMs: 1, kind: 'tag-claimed-by-other' as const }],
    holding: { untilMs: 5, state: 'listening' as const },
    ...{ enrolsAt: ['Reception'], seenBy: { wall: 'name' as const, company: true, groups: ['Sales'] } },
  };
  const tag = { handle: 'h', kind: 'badge' as const, printed: '100-1' };
  const frame = maskOwn(known({ ...own, tags: [Object.assign({ owner: 'canary' }, tag)] }));
  expect(frame).toMatchObject({ ...own, tags: [tag] });
  expect(JSON.stringify(frame)).not.toContain('canary');
});

test('R2 R3 R4 R5 R6: whether the name is shown follows mode and flag; only modes C and D leave a choice', () => {
  const shown = (mode: PrivacyMode, visibility: Visibility): boolean =>
    maskOwn(known({ policy: { ...policy, mode }, person: { ...ada, visibility } })).visibility.shown;
  const table = PrivacyMode.options.map((mode) => [
    mode,
    ...Visibility.options.map((flag) => shown(mode, flag)),
    leavesAChoice(mode),
  ]);
  expect(table).toEqual([
    ['show-everyone', true, true, true, false],
    ['hide-everyone', false, false, false, false],
    ['user-decides-show', true, true, false, true],
    ['user-decides-hide', false, true, false, true],
  ]);
});

test('while positions are off there is no own dot either, whatever the vault held, and the page says why', () => {
  const positions = { on: false, why: 'gates', failing: ['core-dumps'], accepted: [] } as const;
  const heardBy = () => {
    throw new Error('asked who heard them');
  };
  const frame = maskOwn(
    known({ positions: { ...positions, failing: [...positions.failing], accepted: [] }, fix: fixOf(ref('canary-ref')), heardBy }),
  );
  expect([frame.dot, frame.positions]).toEqual([null, positions]);
});

test('S11: who looked under break-glass is listed with moment, reason and role, and nothing that names anybody', () => {
  const look = { atMs: 7.2, reason: 'medical', role: 'administrator' } as const;
  const frame = maskOwn(known({ lookedAt: [{ ...look, ...{ who: 'canary' } }] }));
  expect(frame.lookedAt).toEqual([{ ...look, atMs: 7 }]);
  expect(Me.parse(frame)).toEqual(frame);
});
