import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRangedDecoder } from '#gateway/decode/ranged.ts';
import { AnchorId, SubjectRef, TagId } from '#shared/model/ids.ts';

const uuid = 'fda50693a4e24fb1afcfc6eb07647825';
const beacon = (minor: number | string): TagId => TagId.parse(`ib:${uuid}:7:${minor}`);
const anchors = [
  { id: AnchorId.parse('a-door'), beacon: beacon(1) },
  { id: AnchorId.parse('a-desk'), beacon: beacon('00002') },
  { id: AnchorId.parse('a-scanner') },
];
const ana = SubjectRef.parse('p-ana');
const decode = createRangedDecoder(anchors);
const read = (batch: unknown): ReturnType<typeof decode> =>
  decode(Buffer.from(typeof batch === 'string' ? batch : JSON.stringify(batch)), ana, 5_000);
const entries = (...s: unknown[]): unknown => ({ v: 1, t: 1_767_600_000_000, s });
const common = { subject: ana, heardAtBootMs: 5_000 };

describe('what a phone heard', () => {
  it('becomes one reading per beacon, tied to the anchor that sends it', () => {
    expect(read(entries([beacon(1), -71, -59, 3], [beacon(2), -80.5], [beacon(1), -60, null, 1]))).toEqual({
      ok: true,
      value: [
        { ...common, anchor: 'a-door', rssiDbm: -71, measuredPowerDbm: -59 },
        { ...common, anchor: 'a-desk', rssiDbm: -80.5 },
        { ...common, anchor: 'a-door', rssiDbm: -60 },
      ],
    });
  });

  it('leaves out beacons that stand at no anchor of this site, without a word', () => {
    expect(read(entries([beacon(3), -60], ['mac:c1a2b3040506', -60]))).toEqual({ ok: true, value: [] });
    expect(read(entries([beacon(3), -60], [beacon(1), -60]))).toHaveProperty('value.length', 1);
  });

  it('is the same with and without leading zeros, in the site file and on the air', () => {
    expect(read(entries([beacon('00001'), -60], [beacon('2'), -60], [beacon('02'), -60]))).toHaveProperty('value.length', 3);
  });

  it('loses the zero that iOS says of a beacon it has lost, and every other strength that can not be', () => {
    expect(read(entries([beacon(1), 0], [beacon(1), -111], [beacon(1), 42], [beacon(2), -70]))).toHaveProperty('value.length', 1);
    expect(read(entries([beacon(1), 0]))).toEqual({ ok: false, why: 'rssi-out-of-range' });
  });

  it('is refused for its strengths alike, whether or not the beacons are ours', () => {
    expect(read(entries([beacon(99), 0]))).toEqual(read(entries([beacon(1), 0])));
  });

  it('may be empty, and may hold 64 beacons but not 65', () => {
    const many = (count: number): unknown => entries(...Array.from({ length: count }, () => [beacon(1), -70]));
    expect(read(many(0))).toEqual({ ok: true, value: [] });
    expect(read(many(64))).toHaveProperty('value.length', 64);
    expect(read(many(65))).toEqual({ ok: false, why: 'wrong-shape' });
  });

  it.each([
    ['another version', { v: 2, s: [[beacon(1), -70]] }, 'wrong-shape'],
    ['a beacon in no canonical form', entries([`ib:${uuid.toUpperCase()}:7:1`, -70]), 'wrong-shape'],
    ['an entry without a strength', entries([beacon(1)]), 'wrong-shape'],
    ['a strength that is text', entries([beacon(1), '-70']), 'wrong-shape'],
    ['a strength without end', `{"v":1,"s":[["${beacon(1)}",-1e999]]}`, 'wrong-shape'],
    ['no batch at all', [1, 2], 'wrong-shape'],
    ['no JSON', '{"v":1', 'not-json'],
    ['more than 8 KiB', JSON.stringify(entries()).padEnd(8_193), 'too-large'],
  ])('is refused with %s', (_what, batch, why) => {
    expect(read(batch)).toEqual({ ok: false, why });
  });

  it('holds nothing a phone could say but strengths: no time, no place, no name, no other person', () => {
    const extra = { t: 1, subject: 'p-ben', x: 3, name: 'Canaria', heardAtBootMs: 9 };
    const result = read({ ...extra, v: 1, s: [[beacon(1), -70]] });
    expect(result).toEqual({ ok: true, value: [{ ...common, anchor: 'a-door', rssiDbm: -70 }] });
  });

  it('never throws and never names an anchor, strength or person of its own making, whatever comes', () => {
    const entry = fc.oneof(
      fc.tuple(fc.constantFrom(beacon(1), beacon(2), beacon(3)), fc.double(), fc.option(fc.double()), fc.option(fc.nat())),
      fc.array(fc.jsonValue(), { maxLength: 5 }),
    );
    const batch = fc.oneof(fc.jsonValue(), fc.record({ v: fc.constantFrom(1, 2), t: fc.jsonValue(), s: fc.array(entry) }));
    const bytes = fc.oneof(
      batch.map((value) => Buffer.from(JSON.stringify(value))),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(bytes, (payload) => {
        const result = decode(payload, ana, 5_000);
        for (const one of result.ok ? result.value : []) {
          expect(['a-door', 'a-desk']).toContain(one.anchor);
          expect(one).toMatchObject(common);
          expect(one.rssiDbm).toBeGreaterThanOrEqual(-110);
          expect(one.rssiDbm).toBeLessThanOrEqual(-20);
        }
      }),
      { numRuns: 500 },
    );
  });
});
