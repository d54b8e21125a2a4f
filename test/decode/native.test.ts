import { describe, expect, it } from 'vitest';
import { decoded, sighted, sightingTopics } from './scanners.ts';

const topic = sightingTopics.native;
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';

describe('a native batch', () => {
  it('gives every tag in it, with the power where there is one', () => {
    const batch = {
      v: 1,
      t: 1_767_600_000_000,
      s: [
        [tag, -71, -59, 3],
        ['mac:c1a2b3040506', -80.5],
        [tag, -60, null, 1],
      ],
    };
    expect(decoded(topic, batch)).toEqual(
      sighted(
        'native',
        { tag, rssiDbm: -71, measuredPowerDbm: -59 },
        { tag: 'mac:c1a2b3040506', rssiDbm: -80.5 },
        { tag, rssiDbm: -60 },
      ),
    );
  });

  it('loses the unbelievable strengths and keeps the others', () => {
    expect(
      decoded(topic, {
        v: 1,
        t: null,
        s: [
          [tag, 42],
          [tag, -111],
          [tag, -70],
        ],
      }),
    ).toHaveProperty('value.length', 1);
    expect(decoded(topic, { v: 1, t: null, s: [[tag, 0]] })).toEqual({
      ok: false,
      why: 'rssi-out-of-range',
      scanner: 'native',
    });
  });

  it('may be empty, and may hold 64 tags but not 65', () => {
    const entries = (count: number): unknown => ({ v: 1, s: Array.from({ length: count }, () => [tag, -70]) });
    expect(decoded(topic, entries(0))).toEqual(sighted('native'));
    expect(decoded(topic, entries(64))).toHaveProperty('value.length', 64);
    expect(decoded(topic, entries(65))).toEqual({ ok: false, why: 'wrong-shape', scanner: 'native' });
  });

  it('writes numbers of a tag without leading zeros', () => {
    expect(decoded(topic, { v: 1, s: [[tag.replace(':100:', ':00100:'), -70]] })).toHaveProperty('value.0.tag', tag);
  });

  it.each([
    ['another version', { v: 2, s: [[tag, -70]] }],
    ['a tag in no canonical form', { v: 1, s: [['Tag 7', -70]] }],
    ['a number past 16 bits', { v: 1, s: [[tag.replace(':100:', ':70000:'), -70]] }],
    ['an entry without a strength', { v: 1, s: [[tag]] }],
    ['no batch at all', [1, 2]],
  ])('is refused with %s', (_what, payload) => {
    expect(decoded(topic, payload)).toEqual({ ok: false, why: 'wrong-shape', scanner: 'native' });
  });

  it('takes a heartbeat as talk', () => {
    expect(decoded('waypost/v1/rx/rx7/hb', '1')).toMatchObject({ ok: true, value: [], scanner: 'native' });
  });
});
