import { beforeEach, describe, expect, it } from 'vitest';
import { type Phone, phoneAccess } from '#gateway/receive/phone-access.ts';
import { phonePosts } from '#gateway/receive/phone-posts.ts';
import type { Deliver } from '#gateway/receive/tag-feed.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';

const ana = SubjectRef.parse('p-ana');
let clock: FakeClock;
let owner: SubjectRef | null;
let appsAllowed: boolean;
const phone = (key: string): Phone => ({ key, owner: () => owner });
const open = (more: { maxPhones?: number } = {}) =>
  phoneAccess({
    find: (secret) => (secret.startsWith('right') ? phone(secret) : null),
    appsAllowed: () => appsAllowed,
    bootMs: clock.bootMs,
    ...more,
  });
beforeEach(() => {
  clock = fakeClock();
  owner = ana;
  appsAllowed = true;
});

const whyOf = (outcome: { ok: boolean; why?: string }): string => outcome.why ?? 'in';

describe('secrets', () => {
  it('may be wrong twenty times a minute from one address, then no other is tried from there for a minute', () => {
    const phones = open();
    const tries = Array.from({ length: 22 }, () => whyOf(phones.recognise('wrong', '10.0.0.1')));
    expect(tries).toEqual([...Array.from({ length: 20 }, () => 'login'), 'address-barred', 'address-barred']);
    expect(whyOf(phones.recognise('wrong', '10.0.0.2'))).toBe('login');
    clock.advance(minutes(1));
    expect(whyOf(phones.recognise('wrong', '10.0.0.1'))).toBe('login');
  });

  it('that are right come in from an address however many wrong ones came from it', () => {
    const phones = open();
    for (let i = 0; i < 50; i += 1) phones.recognise('wrong', '127.0.0.1');
    expect(phones.recognise('right', '127.0.0.1')).toMatchObject({ ok: true, value: { key: 'right' } });
  });
});

describe('R24: where the company lets no apps in', () => {
  it('no secret is looked at, so that none is told right from wrong and none bars its address', () => {
    const phones = open();
    appsAllowed = false;
    const whys = ['right', 'wrong'].flatMap((secret) => Array.from({ length: 30 }, () => whyOf(phones.recognise(secret, 'a'))));
    expect(new Set(whys)).toEqual(new Set(['apps-off']));
    appsAllowed = true;
    expect(whyOf(phones.recognise('wrong', 'a'))).toBe('login');
  });

  it('a phone that came in before is nobody’s, until apps are let in again', () => {
    const known = open().recognise('right', 'a');
    if (!known.ok) throw new Error(known.why);
    expect(known.value.owner()).toBe(ana);
    appsAllowed = false;
    expect(known.value.owner()).toBeNull();
    appsAllowed = true;
    expect(known.value.owner()).toBe(ana);
    owner = null;
    expect(known.value.owner()).toBeNull();
  });
});

describe('the rate of a phone', () => {
  it('is ten at once and five a second, its own and no other’s', () => {
    const phones = open();
    const taken = (key: string): number => Array.from({ length: 30 }, () => phones.takeToken(phone(key))).filter(Boolean).length;
    expect([taken('a'), taken('b')]).toEqual([10, 10]);
    clock.advance(seconds(1));
    expect(taken('a')).toBe(5);
  });

  it('is kept for a bounded number of phones, and first forgotten for the one that was quiet longest', () => {
    const phones = open({ maxPhones: 2 });
    for (const key of ['a', 'b']) for (let i = 0; i < 10; i += 1) phones.takeToken(phone(key));
    phones.takeToken(phone('a'));
    phones.takeToken(phone('c'));
    expect(['a', 'b'].map((key) => phones.takeToken(phone(key)))).toEqual([false, true]);
  });
});

describe('a post', () => {
  const heard: { subject: string; text: string; atMs: number }[] = [];
  const deliver: Deliver = (raw) => {
    if (raw.kind !== 'ranging') throw new Error('not from a phone');
    heard.push({ subject: raw.subject, text: Buffer.from(raw.payload).toString(), atMs: raw.heardAtBootMs });
  };
  const posts = () => phonePosts({ phones: open(), deliver, stampMs: clock.bootMs });
  beforeEach(() => void heard.splice(0));

  it('is handed on for the phone’s person, with the moment it came', () => {
    const admitted = posts().admit('right', '10.0.0.1');
    if (!admitted.ok) throw new Error(admitted.why);
    clock.advance(40);
    expect(admitted.value({ v: 1, s: [] })).toBe(true);
    expect(heard).toEqual([{ subject: ana, text: '{"v":1,"s":[]}', atMs: clock.bootMs() }]);
  });

  it('is dropped when its person took consent back while it was on the way', () => {
    const admitted = posts().admit('right', '10.0.0.1');
    if (!admitted.ok) throw new Error(admitted.why);
    owner = null;
    expect(admitted.value({ v: 1, s: [] })).toBe(false);
    expect(heard).toEqual([]);
  });

  it('R24: is refused as an app’s where none is let in, and dropped when that was decided while it was on the way', () => {
    const door = posts();
    const admitted = door.admit('right', '10.0.0.1');
    if (!admitted.ok) throw new Error(admitted.why);
    appsAllowed = false;
    expect(admitted.value({ v: 1, s: [] })).toBe(false);
    expect(whyOf(door.admit('right', '10.0.0.1'))).toBe('apps-off');
    expect(heard).toEqual([]);
  });

  it('is too many beyond the rate, and from an address with too many wrong secrets', () => {
    const door = posts();
    const right = Array.from({ length: 11 }, () => whyOf(door.admit('right', '10.0.0.1')));
    expect(right).toEqual([...Array.from({ length: 10 }, () => 'in'), 'too-many']);
    const wrong = Array.from({ length: 21 }, () => whyOf(door.admit('wrong', '10.0.0.1')));
    expect(wrong).toEqual([...Array.from({ length: 20 }, () => 'unknown-phone'), 'too-many']);
  });
});
