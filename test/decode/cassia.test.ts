import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoded, sighted, sightingTopics } from './scanners.ts';

const topic = sightingTopics.cassia;
const item = {
  bdaddrs: [{ bdaddr: 'C1:A2:B3:04:05:06', bdaddrType: 'random' }],
  chipId: 0,
  evt_type: 3,
  rssi: -71,
  adData: '0201061AFF4C000215FDA50693A4E24FB1AFCFC6EB0764782500640007C5',
  name: '(unknown)',
};
const response = {
  bdaddrs: [{ bdaddr: 'ED:47:B0:D3:A9:C8', bdaddrType: 'public' }],
  scanData: '0C09536C656570616365205A32',
  name: 'Sleepace Z2',
  rssi: -37,
  evt_type: 4,
};
const message = (data: unknown, action = 'data.scan') => ({
  id: '35656',
  action,
  timestamp: 1_678_698_297_028,
  gateway: 'CC:1B:E0:E2:8F:2C',
  data,
});
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';

describe('Cassia’s scan data', () => {
  it('gives every advert in it: the beacon, or the address of a scan response', () => {
    expect(decoded(topic, message([item, response]))).toEqual(
      sighted('cassia', { tag, rssiDbm: -71, measuredPowerDbm: -59 }, { tag: 'mac:ed47b0d3a9c8', rssiDbm: -37 }),
    );
  });

  it('is told by its action and not by its topic', () => {
    for (const action of ['data.notification', 'data.connection_state', 'heartbeat', '']) {
      expect(decoded(topic, message([item], action))).toEqual(sighted('cassia'));
    }
  });

  it('names the same tag for an address in either case', () => {
    const of = (bdaddr: string): unknown => decoded(topic, message([{ ...response, bdaddrs: [{ bdaddr }] }]));
    for (const mac of ['ed:47:b0:d3:a9:c8', 'ED47B0D3A9C8']) expect(of(mac)).toHaveProperty('value.0.tag', 'mac:ed47b0d3a9c8');
  });

  it('keeps every reading of one tag', () => {
    expect(decoded(topic, message([item, item]))).toHaveProperty('value.length', 2);
  });

  it('loses only the adverts that are broken', () => {
    const broken = [
      7,
      null,
      { ...item, bdaddrs: [] },
      { ...item, rssi: 'x' },
      { ...item, adData: '0' },
      { ...item, adData: '1AFF' },
    ];
    expect(decoded(topic, message([...broken, item]))).toHaveProperty('value.length', 1);
    for (const one of broken) expect(decoded(topic, message([one]))).toHaveProperty('ok', false);
  });

  it('is refused without adverts in an array, and nothing when the array is empty', () => {
    for (const data of [undefined, {}, item, 'x', new Array<number>(1_001).fill(1)]) {
      expect(decoded(topic, message(data))).toEqual({ ok: false, why: 'wrong-shape', scanner: 'cassia' });
    }
    expect(decoded(topic, message([]))).toEqual(sighted('cassia'));
  });

  it('says nothing about tags on its other topics', () => {
    for (const rest of ['gateway_status', 'heartbeat', 'notification', 'connection_state']) {
      const other = decoded(`up/CC:1B:E0:E2:8F:2C/${rest}`, message([item]));
      expect(other).toMatchObject({ ok: true, value: [], scanner: 'cassia' });
    }
  });

  it('never throws, whatever stands in its adverts', () => {
    const advert = fc.record({ bdaddrs: fc.anything(), rssi: fc.anything(), adData: fc.anything() });
    fc.assert(
      fc.property(fc.array(fc.oneof(advert, fc.anything())), (data) => {
        const text = JSON.stringify(message(data), (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
        expect(decoded(topic, text)).toHaveProperty('ok');
      }),
    );
  });
});
