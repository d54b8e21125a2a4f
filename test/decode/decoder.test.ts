import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TagId } from '#shared/model/ids.ts';
import { decoded, sightingTopics } from './scanners.ts';

const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';
const valid: Record<keyof typeof sightingTopics, (rssi: unknown) => unknown> = {
  espresense: (rssi) => ({ id: 'iBeacon:fda50693-a4e2-4fb1-afcf-c6eb07647825-100-7', rssi }),
  openmqttgateway: (rssi) => ({
    id: 'C1:A2:B3:04:05:06',
    uuid: 'FDA50693A4E24FB1AFCFC6EB07647825',
    major: 100,
    minor: '7',
    rssi,
  }),
  theengs: (rssi) => ({ id: 'C1:A2:B3:04:05:06', uuid: 'fda50693a4e24fb1afcfc6eb07647825', major: 100, minor: 7, rssi }),
  native: (rssi) => ({ v: 1, t: null, s: [[tag, rssi]] }),
};
const formats = Object.keys(valid) as (keyof typeof valid)[];

describe.each(formats)('the decoder for %s', (format) => {
  const topic = sightingTopics[format];
  const why = (payload: unknown, retained = false): string => {
    const result = decoded(topic, payload, retained);
    return result.ok ? 'ok' : result.why;
  };

  it('names the same tag as every other format', () => {
    expect(decoded(topic, valid[format](-70))).toHaveProperty('value.0.tag', tag);
  });

  it('drops a sighting that the broker had kept', () => {
    expect(why(valid[format](-70), true)).toBe('retained');
  });

  it('lets no strength outside -110 to -20 dBm through', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true }), fc.double({ min: -130, max: 0, noNaN: true })), (rssi) => {
        const result = decoded(topic, valid[format](rssi));
        if (result.ok) for (const sighting of result.value) expect(sighting.rssiDbm).toBe(rssi);
        expect(result.ok).toBe(rssi >= -110 && rssi <= -20);
      }),
    );
  });

  it('refuses what is no honest JSON, each for its own reason', () => {
    expect(why(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).toBe('not-utf8');
    expect(why('{"rssi":NaN}')).toBe('not-json');
    expect(why('')).toBe('not-json');
    expect(why('"text"')).toBe('wrong-shape');
    expect(why('null')).toBe('wrong-shape');
    expect(why(`${'['.repeat(4_000)}${']'.repeat(4_000)}`)).toBe('wrong-shape');
    expect(why(' '.repeat(8_193))).toBe('too-large');
    expect(why(valid[format]('NaN'))).toBe('wrong-shape');
    expect(why(valid[format](null))).toBe('wrong-shape');
  });

  it('refuses a prototype in disguise and leaves every prototype alone', () => {
    const text = JSON.stringify(valid[format](-70));
    for (const key of ['__proto__', '\\u005f_proto__']) expect(why(`{"${key}":{"rssi":-1},${text.slice(1)}`)).toBe('wrong-shape');
    expect(Object.hasOwn(Object.prototype, 'rssi')).toBe(false);
  });

  it('takes the last of two equal keys and ignores keys it does not know', () => {
    const text = JSON.stringify(valid[format](-70));
    expect(why(`{"constructor":1,"toString":{},"x":[{}],${text.slice(1)}`)).toBe('ok');
  });

  it('never throws on bytes, on text or on JSON, and names only canonical tags', () => {
    const json = fc.json().map((text) => Buffer.from(text));
    const near = fc
      .record({
        id: fc.string(),
        rssi: fc.anything(),
        uuid: fc.string(),
        major: fc.anything(),
        minor: fc.anything(),
        s: fc.anything(),
      })
      .map((value) =>
        Buffer.from(JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''),
      );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), json, near), fc.boolean(), (payload, retained) => {
        const result = decoded(topic, payload, retained);
        if (result.ok) for (const sighting of result.value) expect(TagId.safeParse(sighting.tag).success).toBe(true);
      }),
    );
  });
});

describe('the decoder', () => {
  it('does not look into messages of scanners or on topics it does not know', () => {
    const unknownScanners = ['espresense/devices/x/attic', 'home/x/BTtoMQTT/c1a2b3040506', 'waypost/v1/rx/other/s'];
    for (const topic of unknownScanners) expect(decoded(topic, '{')).toEqual({ ok: false, why: 'unknown-scanner' });
    for (const topic of ['', 'home', 'espresense/devices/x', 'zigbee2mqtt/lamp', '$SYS/broker/uptime']) {
      expect(decoded(topic, '{')).toEqual({ ok: false, why: 'unknown-topic' });
    }
  });

  it('never throws on a topic', () => {
    const part = fc.constantFrom(
      'espresense',
      'devices',
      'home',
      'waypost',
      'v1',
      'rx',
      'kitchen',
      'rx7',
      's',
      'BTtoMQTT',
      '',
      '__proto__',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('/')),
        ),
        (topic) => {
          expect(decoded(topic, '{}')).toHaveProperty('ok');
        },
      ),
    );
  });

  it('says nothing of what it read in a refusal', () => {
    const result = decoded(sightingTopics.native, { v: 1, s: [['mac:c1a2b3040506', 99]] });
    expect(JSON.stringify(result)).not.toContain('c1a2b3040506');
  });
});
