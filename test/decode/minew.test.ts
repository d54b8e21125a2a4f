import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beaconOf, decoded, sighted, sightingTopics } from './scanners.ts';

const topic = sightingTopics.minew;
const timestamp = '2026-01-05T09:00:01Z';
const gateway = { timestamp, type: 'Gateway', mac: 'AC233FC005D8', gatewayFree: 64, gatewayLoad: 0.24 };
const iBeacon = {
  timestamp,
  type: 'iBeacon',
  mac: '10C005091CD5',
  bleName: '',
  ibeaconUuid: 'FDA50693A4E24FB1AFCFC6EB07647825',
  ibeaconMajor: 100,
  ibeaconMinor: 7,
  rssi: -50,
  ibeaconTxPower: -70,
  battery: 0,
};
const rawData = '0201061AFF4C000215FDA50693A4E24FB1AFCFC6EB0764782500640007C5';
const unknown = { timestamp, type: 'Unknown', mac: 'C1A2B3040506', bleName: '', rssi: -79, rawData };
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';

describe('a Minew batch', () => {
  it('gives the iBeacons in it, whether in parts or as a raw advert, and every other device by its address', () => {
    const plain = { ...unknown, mac: 'AC233FA03208', rawData: '0201060303E1FF0D16E1FFA10264000832A03F23AC' };
    const sensor = { timestamp, type: 'S1', mac: 'AC233FA018E3', bleName: 'S1', rssi: -54, battery: 100, temperature: 26.69 };
    const response = { timestamp, type: 'Unknown', mac: 'AC233FA018E3', bleName: '', rssi: -53, rawData: '' };
    expect(decoded(topic, [gateway, iBeacon, unknown, plain, sensor, response])).toEqual(
      sighted(
        'minew',
        { tag, rssiDbm: -50, measuredPowerDbm: -70 },
        { tag, rssiDbm: -79, measuredPowerDbm: -59 },
        { tag: 'mac:ac233fa03208', rssiDbm: -79 },
        { tag: 'mac:ac233fa018e3', rssiDbm: -54 },
        { tag: 'mac:ac233fa018e3', rssiDbm: -53 },
      ),
    );
  });

  it('keeps every reading of one tag, because each is one', () => {
    const twice = decoded(topic, [gateway, unknown, { ...unknown, rssi: -75 }]);
    expect(twice).toHaveProperty('value.length', 2);
  });

  it('is read without ibeacon parts and without a type, as newer gateways and their clones send it', () => {
    const { type: _, bleName: __, ...long } = { ...unknown, bleNo: 0, seq: 12 };
    expect(decoded(topic, [{ gateway: 'AC233FC005D8', gatewayLoad: 0.1 }, long])).toHaveProperty('value.0.tag', tag);
  });

  it.each(['C1A2B3040506', 'c1a2b3040506', 'C1:A2:B3:04:05:06', 'c1:a2:b3:04:05:06'])('names the same tag for %s', (mac) => {
    expect(decoded(topic, [gateway, { ...unknown, mac, rawData: '' }])).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
  });

  it('falls back to the raw advert or the address when the parts name no beacon', () => {
    const broken = { ...iBeacon, ibeaconMajor: 70_000 };
    expect(decoded(topic, [broken])).toHaveProperty('value.0.tag', 'mac:10c005091cd5');
    expect(decoded(topic, [{ ...broken, rawData }])).toHaveProperty('value.0.tag', tag);
    expect(decoded(topic, [{ ...iBeacon, ibeaconUuid: 7 }])).toHaveProperty('value.0.tag', 'mac:10c005091cd5');
  });

  it('loses only the entries that are broken, as anybody near a gateway can send a broken advert', () => {
    const broken = [null, 7, [], { ...unknown, rawData: '1AFF4C' }, { ...unknown, rssi: 'x' }, { ...unknown, mac: 7 }];
    expect(decoded(topic, [gateway, ...broken, unknown])).toHaveProperty('value.length', 1);
    for (const one of broken.slice(3)) expect(decoded(topic, [gateway, one])).toHaveProperty('ok', false);
  });

  it('loses only the strengths that can not be', () => {
    expect(decoded(topic, [gateway, { ...unknown, rssi: 0 }, { ...unknown, rssi: 127 }, unknown])).toHaveProperty(
      'value.length',
      1,
    );
  });

  it('is nothing when the gateway has only itself to report', () => {
    expect(decoded(topic, [gateway])).toEqual(sighted('minew'));
    expect(decoded(topic, [])).toEqual(sighted('minew'));
  });

  it('may hold the adverts of a busy second, and no more entries than could fit', () => {
    expect(decoded(topic, [gateway, ...new Array<object>(300).fill(unknown)])).toHaveProperty('value.length', 300);
    expect(decoded(topic, new Array<number>(1_001).fill(1))).toMatchObject({ ok: false, why: 'wrong-shape' });
  });

  it('never hears its own anchor, whose beacon is its address', () => {
    expect(beaconOf.minew).toBe('mac:ac233fc005d8');
    const own = { ...unknown, mac: 'AC233FC005D8', rawData: '' };
    expect(decoded(topic, [gateway, own])).toEqual(sighted('minew'));
  });

  it('never throws, whatever stands in its entries', () => {
    const entry = fc.record({ mac: fc.anything(), rssi: fc.anything(), rawData: fc.anything(), ibeaconUuid: fc.anything() });
    fc.assert(
      fc.property(fc.array(fc.oneof(entry, fc.anything())), (entries) => {
        const text = JSON.stringify(entries, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
        expect(decoded(topic, text)).toHaveProperty('ok');
      }),
    );
  });

  it('says nothing about tags on topics below its own', () => {
    expect(decoded(`${topic}/response`, [gateway, unknown])).toEqual(sighted('minew'));
  });
});
