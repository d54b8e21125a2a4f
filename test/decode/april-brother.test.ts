import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAprilBrother } from '#gateway/decode/april-brother.ts';
import { TagId } from '#shared/model/ids.ts';
import { packed } from './packed.ts';

/** The two examples of the user guide: a connectable advert at -86 dBm, a scannable one at -50 dBm. */
const guide = [
  '00123b6a1a64cfaa0201061aff4c000215b5b182c7eab14988aa99b5c1517008d90001cf64c5',
  '02C8FD1949A530CE0201061AFF4C000215EB6D469624BE4663B15230D46B0E9CC9000D002AC0',
];
const golden = {
  v: '1.5.15',
  mid: 41,
  time: 86_400,
  ip: '10.0.0.21',
  mac: 'E0E5CF112233',
  devices: guide.map((text) => Buffer.from(text, 'hex')),
  rssi: -58,
};
const device = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const decoded = (devices: unknown) => decodeAprilBrother(packed({ ...golden, devices }));

describe('an April Brother gateway’s message', () => {
  it('gives every advert in it, the strength being its byte minus 256', () => {
    expect(decodeAprilBrother(packed(golden))).toEqual({
      ok: true,
      value: [
        { tag: 'ib:b5b182c7eab14988aa99b5c1517008d9:1:53092', rssiDbm: -86, measuredPowerDbm: -59 },
        { tag: 'ib:eb6d469624be4663b15230d46b0e9cc9:13:42', rssiDbm: -50, measuredPowerDbm: -64 },
      ],
    });
  });

  it('is read the same whatever the order of its keys and with keys nobody knows', () => {
    const { devices, ...rest } = golden;
    const turned = packed({ devices, iccid: '8986', metadata: { site: [1] }, ...rest });
    expect(decodeAprilBrother(turned)).toEqual(decodeAprilBrother(packed(golden)));
  });

  it('has addresses in reading order, not turned round as Bluetooth sends them', () => {
    expect(decoded([device('03 c1a2b3040506 b9 020106')])).toEqual({
      ok: true,
      value: [{ tag: 'mac:c1a2b3040506', rssiDbm: -71 }],
    });
  });

  it('gives the address for a scan response, which holds a name and no beacon', () => {
    expect(decoded([device('04 c1a2b3040506 b9 0409546167')])).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
  });

  it('makes of a strength that is not available none that anybody could believe', () => {
    for (const [byte, dbm] of [
      ['7f', -129],
      ['00', -256],
    ]) {
      expect(decoded([device(`00 c1a2b3040506 ${byte} 020106`)])).toHaveProperty('value.0.rssiDbm', dbm);
    }
  });

  it('is not silenced by one broken advert in it, which any passer-by can send', () => {
    const broken = [device('00 c1a2b3040506 b9 1aff4c00'), device('00 c1a2'), device(''), device('00 c1a2b3040506')];
    const all = decoded([...broken, ...golden.devices]);
    expect(all).toEqual(decodeAprilBrother(packed(golden)));
    for (const one of broken.slice(0, 3)) expect(decoded([one])).toEqual({ ok: false, why: 'not-an-advert' });
  });

  it('may hold nobody', () => {
    expect(decoded([])).toEqual({ ok: true, value: [] });
  });

  it('may hold 210 adverts, as many as the gateway sends in a second', () => {
    expect(decoded(Array.from({ length: 210 }, () => golden.devices[0]))).toHaveProperty('value.length', 210);
  });

  it('leaves nothing of the gateway’s own time, address and strength behind', () => {
    const text = JSON.stringify(decodeAprilBrother(packed(golden)));
    for (const word of ['86400', '10.0.0.21', 'E0E5CF112233', '-58']) expect(text).not.toContain(word);
  });

  it.each([
    ['JSON, which the gateway can be set to', Buffer.from('{"v":"1.5.3","devices":[[0,"C1A2B3040506",-71,"020106"]]}')],
    ['nothing', Buffer.alloc(0)],
    ['no map', packed([1])],
    ['no devices', packed({ v: '1' })],
    ['devices that are no list', packed({ devices: { a: 1 } })],
    ['devices that are no bytes', packed({ devices: ['00c1a2b3040506b9'] })],
    ['a message that ends early', packed(golden).subarray(0, 60)],
  ])('is refused when it is %s', (_what, payload) => {
    expect(decodeAprilBrother(payload)).toEqual({ ok: false, why: 'wrong-shape' });
  });

  it('never throws, and names only canonical tags', () => {
    const devices = fc
      .array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 })
      .map((all) => packed({ ...golden, devices: all }));
    const cut = fc.nat(200).map((length) => packed(golden).subarray(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), devices, cut), (payload) => {
        const result = decodeAprilBrother(payload);
        if (result.ok) for (const { tag } of result.value) expect(TagId.safeParse(tag).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
