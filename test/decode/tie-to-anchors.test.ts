import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '#gateway/decode/decoder.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { beaconOf, between, decoded, sighted, sightingTopics } from './scanners.ts';
import { badge, validMessages } from './valid-messages.ts';

const native = sightingTopics.native;
const batch = (...entries: readonly (readonly [string, number])[]) => ({ v: 1, t: null, s: entries });

describe('a scanner that hears another anchor', () => {
  it('gives a reading between the two anchors, and no sighting', () => {
    expect(decoded(native, batch([beaconOf.hall, -64]))).toEqual(between('native', 'a-hall', -64));
  });

  it('gives it beside the sightings of the same message', () => {
    expect(decoded(native, batch([badge, -70], [beaconOf.hall, -64], [beaconOf.minew, -80]))).toEqual({
      ...sighted('native', { tag: badge, rssiDbm: -70 }),
      between: [
        { from: 'a-hall', anchor: 'a-native', rssiDbm: -64, heardAtBootMs: 5_000 },
        { from: 'a-minew', anchor: 'a-native', rssiDbm: -80, heardAtBootMs: 5_000 },
      ],
    });
  });

  it('is refused for an impossible strength, and keeps what is possible beside it', () => {
    expect(decoded(native, batch([beaconOf.hall, 0]))).toMatchObject({ ok: false, why: 'rssi-out-of-range' });
    expect(decoded(native, batch([beaconOf.hall, 0], [beaconOf.minew, -80]))).toEqual(between('native', 'a-minew', -80));
  });

  it('gives nothing when it hears the beacon of its own anchor', () => {
    const message = { id: 'iBeacon:e5ca1ade-f007-ba11-0000-000000000000-1-2', rssi: -30 };
    const atHall = decoded('espresense/devices/x/hall', message);
    expect(atHall).toEqual({ ...sighted('espresense-2'), scanner: 'espresense-2' });
    expect(decoded(sightingTopics.espresense, message)).toEqual(between('espresense', 'a-hall', -30));
  });

  it('may be this machine’s own radio', () => {
    const anchor = AnchorId.parse('a-here');
    const decode = createDecoder({ scanners: [], anchors: [{ id: AnchorId.parse('a-hall'), beacon: beaconOf.minew }] });
    const raw = {
      kind: 'advert',
      anchor,
      address: 'ac233fc005d8',
      payload: Buffer.alloc(0),
      rssiDbm: -60,
      heardAtBootMs: 9,
    } as const;
    expect(decode(raw)).toEqual({
      ok: true,
      scanner: 'local-radio',
      value: [],
      between: [{ from: 'a-hall', anchor: 'a-here', rssiDbm: -60, heardAtBootMs: 9 }],
      report: null,
    });
  });

  it('never makes a person of an anchor, whatever else it heard', () => {
    const tag = fc.constantFrom(badge, beaconOf.hall, beaconOf.minew, 'mac:c1a2b3040506');
    const entry = fc.tuple(tag, fc.integer({ min: -120, max: 0 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const result = decoded(native, batch(...entries));
        const tags = result.ok ? result.value.map((sighting) => sighting.tag) : [];
        for (const beacon of Object.values(beaconOf)) expect(tags).not.toContain(beacon);
      }),
    );
  });
});

describe('a reading that another instance made', () => {
  const topic = sightingTopics['room-assistant'];
  const from = (instance: string): unknown =>
    JSON.parse(JSON.stringify(validMessages['room-assistant'](-70)).replaceAll('living-room', instance));

  it('belongs to the anchor of that instance and not to the one that told of it', () => {
    expect(decoded(topic, from('bedroom'))).toMatchObject({
      ok: true,
      scanner: 'room-assistant',
      value: [{ tag: badge, anchor: 'a-bedroom' }],
    });
  });

  it('is nothing when nobody configured that instance, or only under another firmware', () => {
    for (const instance of ['attic', 'kitchen', 'studio']) {
      expect(decoded(topic, from(instance))).toEqual(sighted('room-assistant'));
    }
  });

  it('never carries the name of the instance on', () => {
    expect(JSON.stringify(decoded(topic, from('bedroom')))).not.toContain('receiver');
  });
});
