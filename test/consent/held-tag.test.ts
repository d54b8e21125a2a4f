import { beforeEach, describe, expect, test } from 'vitest';
import { TagId } from '#shared/model/ids.ts';
import { Holding } from '#shared/wire/me.ts';
import { ana, backDoor, badge, badgeUuid, type Desk, hall, key, openDesk, otherBadge, reception } from './desk.ts';

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

describe('holding a tag to an anchor', () => {
  test('offers it after three seconds, by what stands on it, and gives it to its person once', () => {
    expect(enrolment.begin(ana)).toEqual({ untilMs: clock.wallMs() + 60_000, state: 'listening' });
    hear(2.5, { tag: badge, dbm: -42 });
    expect(stateOf(ana)).toBe('listening');
    hear(1.5, { tag: badge, dbm: -42 });
    const holding = Holding.parse(enrolment.holdingOf(ana));
    expect(holding).toMatchObject({ state: 'offered', offer: { printed: '100-12', anchorName: 'The reception' } });
    expect(enrolment.take(ana, offered(ana))).toBe(badge);
    expect(enrolment.take(ana, 'offer-1')).toBeNull();
    expect(enrolment.holdingOf(ana)).toBeNull();
  });

  test('tells the page of every step, and of none that is not one', () => {
    enrolment.begin(ana);
    expect(desk.changed).toEqual([ana]);
    hear(3.5, { tag: badge, dbm: -42 });
    expect(desk.changed).toEqual([ana, ana]);
    hear(3, { tag: badge, dbm: -42 });
    enrolment.take(ana, offered(ana));
    expect(desk.changed).toEqual([ana, ana, ana]);
  });

  test('works for a weak tag that no other anchor hears nearly as well, and not for one that others hear', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -60 }, { tag: badge, dbm: -71, at: hall });
    expect(stateOf(ana)).toBe('listening');
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -60 }, { tag: badge, dbm: -73, at: hall });
    expect(stateOf(ana)).toBe('offered');
  });

  test('is not done from metres away, however alone the tag is', () => {
    enrolment.begin(ana);
    hear(10, { tag: badge, dbm: -72 }, { tag: badge, dbm: -95, at: hall });
    hear(10, { tag: key, dbm: -60 });
    expect(stateOf(ana)).toBe('listening');
    enrolment.begin(ana);
    hear(1, { tag: badge, dbm: -69 }, { tag: badge, dbm: -95, at: hall });
    hear(10, { tag: badge, dbm: -75 }, { tag: badge, dbm: -95, at: hall });
    expect(stateOf(ana)).toBe('listening');
  });

  test('is done at an anchor for enrolment and at no other', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -30, at: hall });
    expect(stateOf(ana)).toBe('listening');
    hear(5, { tag: badge, dbm: -42, at: backDoor });
    expect(enrolment.holdingOf(ana)?.offer?.anchorName).toBe('The back-door');
  });

  test('counts a tag’s own power in, but believes no tag that makes itself near by lying about it', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -60, power: -70 });
    expect(stateOf(ana)).toBe('offered');
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -65, power: -110 });
    expect(stateOf(ana)).toBe('listening');
  });

  test('needs three seconds on end: a tag carried past is not offered, a faded packet spoils nothing', () => {
    enrolment.begin(ana);
    for (let pass = 0; pass < 4; pass++) {
      hear(2, { tag: badge, dbm: -42 });
      hear(2, { tag: badge, dbm: -75 });
    }
    expect(stateOf(ana)).toBe('listening');
    enrolment.begin(ana);
    hear(1.5, { tag: badge, dbm: -40 });
    hear(0.5, { tag: badge, dbm: -55 });
    hear(1.5, { tag: badge, dbm: -40 });
    expect(stateOf(ana)).toBe('offered');
  });

  test('two sightings far apart are no hold', () => {
    enrolment.begin(ana);
    hear(0.5, { tag: badge, dbm: -42 });
    clock.advance(8_000);
    hear(0.5, { tag: badge, dbm: -42 });
    expect(stateOf(ana)).toBe('listening');
  });

  test('what was heard before somebody began counts for nothing (S1)', () => {
    hear(30, { tag: badge, dbm: -42 });
    enrolment.begin(ana);
    hear(2.5, { tag: badge, dbm: -42 });
    expect(stateOf(ana)).toBe('listening');
  });

  test('is told to be impossible where no anchor is marked for it', () => {
    const { enrolment: nowhere } = openDesk([]);
    expect(nowhere.begin(ana)).toBe('no-anchor');
    expect(nowhere.holdingOf(ana)).toBeNull();
  });
});

describe('more than one tag', () => {
  test('nothing is offered while two are held, and the right one once the other is gone', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -42 }, { tag: otherBadge, dbm: -47 });
    expect(enrolment.holdingOf(ana)).toMatchObject({ state: 'several' });
    expect(enrolment.holdingOf(ana)?.offer).toBeUndefined();
    hear(9, { tag: badge, dbm: -42 });
    expect(stateOf(ana)).toBe('several');
    hear(4, { tag: badge, dbm: -42 });
    expect(enrolment.holdingOf(ana)?.offer?.printed).toBe('100-12');
  });

  test('nothing is offered while another is nearly as strong, though it would not do by itself', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -48 }, { tag: key, dbm: -53 });
    expect(stateOf(ana)).toBe('several');
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -48 }, { tag: key, dbm: -56 });
    expect(stateOf(ana)).toBe('offered');
  });

  test('a weak tag has to stand out from all others there as clearly as from other anchors', () => {
    enrolment.begin(ana);
    hear(
      5,
      { tag: badge, dbm: -56 },
      { tag: badge, dbm: -80, at: hall },
      { tag: key, dbm: -66 },
      { tag: key, dbm: -67, at: hall },
    );
    expect(stateOf(ana)).toBe('several');
  });

  test('nothing is offered while tags are held to two anchors', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -42 }, { tag: otherBadge, dbm: -42, at: backDoor });
    expect(stateOf(ana)).toBe('several');
  });

  test('nothing is offered for a while after one of two anchors lost its tag', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -42 }, { tag: otherBadge, dbm: -42, at: backDoor });
    hear(8, { tag: badge, dbm: -42 });
    expect(stateOf(ana)).toBe('several');
    hear(4, { tag: badge, dbm: -42 });
    expect(stateOf(ana)).toBe('offered');
  });

  test('a tag that was taken away before it could be picked out is not offered when another comes by', () => {
    enrolment.begin(ana);
    hear(5, { tag: badge, dbm: -42 }, { tag: otherBadge, dbm: -42 });
    hear(6, { tag: badge, dbm: -42 });
    clock.advance(7_000);
    hear(0.5, { tag: key, dbm: -65 });
    expect(stateOf(ana)).toBe('listening');
  });

  test('a tag that is somebody’s is never offered, and stands in nobody’s way', () => {
    desk.claimed.add(otherBadge);
    enrolment.begin(ana);
    hear(5, { tag: otherBadge, dbm: -35 });
    expect(stateOf(ana)).toBe('listening');
    hear(4, { tag: otherBadge, dbm: -35 }, { tag: badge, dbm: -45 });
    expect(enrolment.holdingOf(ana)?.offer?.printed).toBe('100-12');
  });

  test('a flood of strong tags ends in no offer', () => {
    enrolment.begin(ana);
    const flood = Array.from({ length: 200 }, (_, nth) => TagId.parse(`ib:${badgeUuid}:7:${nth}`));
    for (const tag of flood) hear(0.5, { tag, dbm: -68 });
    enrolment.begin(ana);
    for (const tag of flood) enrolment.hear({ tag, anchor: reception, rssiDbm: -68, heardAtBootMs: clock.bootMs() });
    hear(4, { tag: badge, dbm: -40 });
    expect(stateOf(ana)).toBe('several');
  });
});
