import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRoomPresence } from '#gateway/integrate/room-presence.ts';
import { seconds } from '#shared/kit/duration.ts';
import { AnchorId, TagId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const trolley = TagId.parse('ib:fda50693a4e24fb1afcfc6eb07647825:100:7');
const projector = TagId.parse('mac:c1a2b3040506');
const stranger = TagId.parse('mac:00112233aabb');
const kitchen = AnchorId.parse('a-kitchen');
const hall = AnchorId.parse('a-hall');
const cellar = AnchorId.parse('a-cellar');
const rooms = new Map([
  [kitchen, 'kitchen'],
  [hall, 'OMG_3'],
]);

type Claim = 'person' | 'nobody' | 'unknown';

function presence() {
  const clock = fakeClock();
  const published: [topic: string, payload: string][] = [];
  const claims = new Map<TagId, Claim>();
  const { hear } = createRoomPresence({
    base: 'room_presence',
    things: [
      { id: 'trolley 1', tag: trolley },
      { id: 'projector', tag: projector },
    ],
    roomOf: (anchor) => rooms.get(anchor) ?? null,
    claimedBy: (tag) => claims.get(tag) ?? 'nobody',
    publish: (topic, payload) => published.push([topic, payload]),
    clock,
  });
  const heard = (tag: TagId, anchor = kitchen, rssiDbm = -59, rest: Partial<Sighting> = {}): void =>
    hear({ tag, anchor, rssiDbm, heardAtBootMs: clock.bootMs(), ...rest });
  return { clock, published, claims, heard };
}

describe('where things are, told to Home Assistant', () => {
  it('is said in the shape of its mqtt_room: the room as topic, the id and a distance', () => {
    const { published, heard } = presence();
    heard(trolley, kitchen, -71.25);
    heard(projector, hall, -86);
    expect(published).toEqual([
      ['room_presence/kitchen', '{"id":"trolley 1","distance":2.8}'],
      ['room_presence/OMG_3', '{"id":"projector","distance":10}'],
    ]);
  });

  it('goes by what the beacon says it measures at one metre, when it says so', () => {
    const { published, heard } = presence();
    heard(trolley, kitchen, -71, { measuredPowerDbm: -71 });
    expect(published[0]?.[1]).toBe('{"id":"trolley 1","distance":1}');
  });

  it('is said of listed things only: a stranger’s tag never leaves', () => {
    const { published, heard } = presence();
    heard(stranger);
    expect(published).toEqual([]);
  });

  it('is not said of a thing that a person claims, not even after the claim ended', () => {
    const { published, claims, heard, clock } = presence();
    claims.set(trolley, 'person');
    heard(trolley);
    claims.delete(trolley);
    clock.advance(seconds(60));
    heard(trolley);
    heard(projector);
    expect(published.map(([, payload]) => payload)).toEqual(['{"id":"projector","distance":1}']);
  });

  it('waits until it is known which tags are people’s', () => {
    const { published, claims, heard } = presence();
    claims.set(trolley, 'unknown');
    heard(trolley);
    expect(published).toEqual([]);
    claims.delete(trolley);
    heard(trolley);
    expect(published).toHaveLength(1);
  });

  it('is not said of an anchor that has no room', () => {
    const { published, heard } = presence();
    heard(trolley, cellar);
    expect(published).toEqual([]);
  });

  it('comes at most once a second per thing and room', () => {
    const { published, heard, clock } = presence();
    for (const tag of [trolley, projector]) for (const anchor of [kitchen, hall, kitchen]) heard(tag, anchor);
    expect(published).toHaveLength(4);
    clock.advance(999);
    heard(trolley);
    expect(published).toHaveLength(4);
    clock.advance(1);
    heard(trolley);
    expect(published).toHaveLength(5);
  });

  it('holds nothing of a sighting but the room, the listed id and a finite distance of one decimal', () => {
    const dbm = fc.double({ min: -110, max: -20, noNaN: true });
    fc.assert(
      fc.property(dbm, fc.option(dbm, { nil: undefined }), (rssiDbm, measuredPowerDbm) => {
        const { published, heard } = presence();
        heard(trolley, kitchen, rssiDbm, measuredPowerDbm === undefined ? {} : { measuredPowerDbm });
        expect(published[0]?.[1]).toMatch(/^\{"id":"trolley 1","distance":\d+(?:\.\d)?\}$/);
      }),
    );
  });
});
