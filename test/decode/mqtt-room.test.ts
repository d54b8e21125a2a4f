import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMqttRoom } from '#gateway/decode/mqtt-room.ts';
import { TagId } from '#shared/model/ids.ts';
import { asJson, hostilePayloads } from './hostile.ts';

const uuid = 'fda50693a4e24fb1afcfc6eb07647825';
const dashed = 'fda50693-a4e2-4fb1-afcf-c6eb07647825';
const beacon = `ib:${uuid}:100:7`;
const golden = { id: `${uuid}-100-7`, name: 'Tag 7', rssi: -71, distance: 2.84 };
const decoded = (change: object = {}) => decodeMqttRoom(asJson({ ...golden, ...change }));

describe('a message in the shape of mqtt_room', () => {
  it('is a sighting where the sender adds the strength it measured', () => {
    expect(decoded()).toEqual({ ok: true, value: [{ tag: beacon, rssiDbm: -71 }] });
  });

  it('is refused as distance-only where it does not: a distance is no evidence', () => {
    expect(decoded({ rssi: undefined })).toEqual({ ok: false, why: 'distance-only' });
    expect(decoded({ rssi: undefined, distance: undefined })).toEqual({ ok: false, why: 'wrong-shape' });
  });

  it('is read the same whatever its distance says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (distance) => {
        expect(decoded({ distance })).toEqual(decoded());
      }),
    );
  });

  it.each([
    [beacon, beacon],
    [beacon.replace(':100:', ':00100:'), beacon],
    [`${uuid}-100-7`, beacon],
    [`${uuid}_100_7`, beacon],
    [`${dashed}-100-7`, beacon],
    [`${dashed.replaceAll('-', '_')}_100_7`, beacon],
    [`${dashed.toUpperCase()}-100-7`, beacon],
    [`iBeacon:${dashed}-100-7`, beacon],
    [`IBEACON_${dashed.replaceAll('-', '_').toUpperCase()}_100_7`, beacon],
    ['mac:c1a2b3040506', 'mac:c1a2b3040506'],
    ['C1:A2:B3:04:05:06', 'mac:c1a2b3040506'],
    ['c1_a2_b3_04_05_06', 'mac:c1a2b3040506'],
    ['c1-a2-b3-04-05-06', 'mac:c1a2b3040506'],
    ['C1A2B3040506', 'mac:c1a2b3040506'],
    ['eddy:00112233445566778899:aabbccddeeff', 'eddy:00112233445566778899:aabbccddeeff'],
    [`alt:${uuid}:1:65535`, `alt:${uuid}:1:65535`],
  ])('names the tag of %s in canonical form', (id, tag) => {
    expect(decoded({ id })).toHaveProperty('value.0.tag', tag);
  });

  it.each([
    'annas-phone',
    'apple:1005:9-24',
    'irk:00112233445566778899aabbccddeeff',
    '',
    `${uuid}-100-70000`,
    `${uuid}-100`,
    `${uuid.slice(1)}-100-7`,
    `${uuid}0-100-7`,
    'c1:a2:b3:04:05',
  ])('gives no sighting and no error for "%s"', (id) => {
    expect(decoded({ id })).toEqual({ ok: true, value: [] });
  });

  it('takes a strength written as text', () => {
    expect(decoded({ rssi: '-71' })).toEqual(decoded());
  });

  it.each([
    ['no id', { id: undefined }],
    ['an id that is no text', { id: 7 }],
    ['a strength that is none', { rssi: 'near' }],
    ['an id without end', { id: 'a'.repeat(201) }],
  ])('is refused with %s', (_what, change) => {
    expect(decoded(change)).toEqual({ ok: false, why: 'wrong-shape' });
  });

  it('leaves nothing of the distance and the name behind', () => {
    for (const word of ['2.84', 'Tag 7', 'distance']) expect(JSON.stringify(decoded())).not.toContain(word);
  });

  it('never throws, and names only canonical tags', () => {
    const id = fc
      .stringMatching(/^(?:iBeacon:)?[0-9a-fA-F_-]{10,40}[_-]\d{1,6}[_-]\d{1,6}$/)
      .map((text) => asJson({ ...golden, id: text }));
    fc.assert(
      fc.property(fc.oneof(hostilePayloads(golden), id), (payload) => {
        const result = decodeMqttRoom(payload);
        if (result.ok) for (const { tag } of result.value) expect(TagId.safeParse(tag).success).toBe(true);
      }),
    );
  });
});
