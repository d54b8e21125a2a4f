import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRuuvi } from '#gateway/decode/ruuvi.ts';
import { TagId } from '#shared/model/ids.ts';
import { asJson, hostilePayloads } from './hostile.ts';

const address = 'C1:A2:B3:04:05:06';
const iBeacon = '0201061AFF4C000215FDA50693A4E24FB1AFCFC6EB0764782500640007C5';
const ruuviTag = '0201061BFF99040512FC5394C37C0004FFFC040CAC364200CDC1A2B3040506';
const golden = {
  gw_mac: 'C8:25:2D:8E:9C:2C',
  rssi: -71,
  aoa: [],
  gwts: '1653668027',
  ts: '1653668026',
  data: iBeacon,
  coords: '60.17,24.94',
};
const decoded = (change: object = {}, from = address) => decodeRuuvi(asJson({ ...golden, ...change }), from);

describe('a Ruuvi Gateway’s message', () => {
  it('is the beacon in its advert', () => {
    expect(decoded()).toEqual({
      ok: true,
      value: [{ tag: 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7', rssiDbm: -71, measuredPowerDbm: -59 }],
    });
  });

  it('is the address of its topic when the advert holds no beacon, as a RuuviTag’s does', () => {
    expect(decoded({ data: ruuviTag })).toEqual({ ok: true, value: [{ tag: 'mac:c1a2b3040506', rssiDbm: -71 }] });
  });

  it.each(['C1:A2:B3:04:05:06', 'c1:a2:b3:04:05:06', 'C1A2B3040506', 'c1a2b3040506'])('names the same tag for %s', (from) => {
    expect(decoded({ data: ruuviTag }, from)).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
  });

  it('is read alike with numbers as text, hex in lower case, and a counter instead of times', () => {
    expect(decoded({ rssi: '-71', data: iBeacon.toLowerCase(), gwts: undefined, ts: undefined, cnt: '12' })).toEqual(decoded());
  });

  it('is the address when the gateway is set to send decoded values and no advert', () => {
    const { data: _, ...rest } = { ...golden, temperature: 24.3, id: address };
    expect(decodeRuuvi(asJson(rest), address)).toEqual({ ok: true, value: [{ tag: 'mac:c1a2b3040506', rssiDbm: -71 }] });
  });

  it('leaves nothing of its times, its place and its own address behind', () => {
    const text = JSON.stringify([decoded(), decoded({ data: ruuviTag })]);
    for (const word of ['1653668', '60.17', 'C825', 'c825', '2D8E']) expect(text).not.toContain(word);
  });

  it.each([
    ['no address in its topic', {}, 'gw_status', 'wrong-shape'],
    ['no strength', { rssi: undefined }, address, 'wrong-shape'],
    ['half a byte', { data: '02010' }, address, 'not-an-advert'],
    ['letters that are no hex', { data: 'zz' }, address, 'not-an-advert'],
    ['an advert that is no text', { data: 7 }, address, 'wrong-shape'],
    ['an advert that ends early', { data: '1AFF4C00' }, address, 'not-an-advert'],
    ['an endless advert', { data: '00'.repeat(1_651) }, address, 'too-large'],
  ])('is refused with %s', (_what, change, from, why) => {
    expect(decoded(change, from)).toEqual({ ok: false, why });
  });

  it('never throws, and names only canonical tags', () => {
    fc.assert(
      fc.property(hostilePayloads(golden), fc.oneof(fc.constant(address), fc.string()), (payload, from) => {
        const result = decodeRuuvi(payload, from);
        if (result.ok) for (const { tag } of result.value) expect(TagId.safeParse(tag).success).toBe(true);
      }),
    );
  });
});
