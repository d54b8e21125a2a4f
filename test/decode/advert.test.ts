import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder, type DecodeResult } from '#gateway/decode/decoder.ts';
import { AnchorId, TagId } from '#shared/model/ids.ts';

const decode = createDecoder({ scanners: [], anchors: [] });
const anchor = AnchorId.parse('gateway');
const address = 'c1a2b3040506';
const heard = (payload: Uint8Array, rssiDbm = -70, from = address): DecodeResult =>
  decode({ kind: 'advert', anchor, address: from, payload, rssiDbm, heardAtBootMs: 9 });

const flags = Buffer.from('020106', 'hex');
const structure = (type: number, ...body: Uint8Array[]): Buffer => {
  const data = Buffer.concat(body);
  return Buffer.concat([Buffer.of(data.length + 1, type), data]);
};
const words = (...values: number[]): Buffer => Buffer.concat(values.map((value) => Buffer.of(value >> 8, value & 0xff)));
const int8 = (value: number): Buffer => Buffer.of(value & 0xff);
const uuid = Buffer.from('fda50693a4e24fb1afcfc6eb07647825', 'hex');

const iBeacon = (id: Uint8Array, major: number, minor: number, power: number): Buffer =>
  structure(0xff, Buffer.from('4c000215', 'hex'), id, words(major, minor), int8(power));
const altBeacon = (id: Uint8Array, major: number, minor: number, power: number): Buffer =>
  structure(0xff, Buffer.from('1801beac', 'hex'), id, words(major, minor), int8(power), Buffer.of(0));
const eddystone = (id: Uint8Array, power: number): Buffer =>
  structure(0x16, Buffer.from('aafe00', 'hex'), int8(power), id, Buffer.of(0, 0));

describe('a raw advert', () => {
  it('is read as the specification’s own iBeacon', () => {
    const bytes = Buffer.from('0201061aff4c000215fda50693a4e24fb1afcfc6eb0764782500640007c5', 'hex');
    expect(heard(bytes)).toEqual({
      ok: true,
      scanner: 'local-radio',
      between: [],
      report: null,
      value: [
        { tag: 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7', anchor, rssiDbm: -70, measuredPowerDbm: -59, heardAtBootMs: 9 },
      ],
    });
  });

  it('gives back whatever beacon was put into it', () => {
    const id = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
    const word = fc.integer({ min: 0, max: 0xffff });
    const power = fc.integer({ min: -100, max: -30 });
    fc.assert(
      fc.property(id(16), word, word, power, fc.boolean(), (bytes, major, minor, dbm, alt) => {
        const made = alt ? altBeacon(bytes, major, minor, dbm) : iBeacon(bytes, major, minor, dbm);
        const tag = `${alt ? 'alt' : 'ib'}:${Buffer.from(bytes).toString('hex')}:${major}:${minor}`;
        expect(heard(Buffer.concat([flags, made]))).toMatchObject({ value: [{ tag, measuredPowerDbm: dbm }] });
      }),
    );
    fc.assert(
      fc.property(id(16), fc.integer({ min: -60, max: 20 }), (bytes, dbm) => {
        const text = Buffer.from(bytes).toString('hex');
        const tag = `eddy:${text.slice(0, 20)}:${text.slice(20)}`;
        expect(heard(Buffer.concat([flags, eddystone(bytes, dbm)]))).toMatchObject({
          value: [{ tag, measuredPowerDbm: dbm - 41 }],
        });
      }),
    );
  });

  it('is the address when no beacon is in it, or only an Echo’s artefact', () => {
    for (const bytes of [flags, Buffer.alloc(0), Buffer.concat([flags, iBeacon(uuid, 1, 2, 3)]), Buffer.from('0000', 'hex')]) {
      expect(heard(bytes)).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
    }
  });

  it('has no power at one metre when that byte is not negative', () => {
    expect(heard(iBeacon(uuid, 1, 2, 30))).not.toHaveProperty('value.0.measuredPowerDbm');
  });

  it('is refused when a structure reaches past its end, when it is endless, or without any address', () => {
    expect(heard(Buffer.from('1aff4c0002', 'hex'))).toEqual({ ok: false, why: 'not-an-advert', scanner: 'local-radio' });
    expect(heard(Buffer.alloc(1_651))).toEqual({ ok: false, why: 'too-large', scanner: 'local-radio' });
    expect(heard(flags, -70, 'not an address')).toMatchObject({ ok: false, why: 'not-an-advert' });
  });

  it('never throws, and whatever it names is canonical', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.double(), fc.string(), (bytes, rssiDbm, from) => {
        const result = heard(bytes, rssiDbm, from);
        if (result.ok) for (const { tag } of result.value) expect(TagId.safeParse(tag).success).toBe(true);
      }),
    );
  });
});
