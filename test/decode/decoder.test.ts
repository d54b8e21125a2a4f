import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TagId } from '#shared/model/ids.ts';
import { Firmware } from '#shared/model/scanner.ts';
import { payloadLimitBytes } from '#shared/wire/payload-limit.ts';
import { decoded, sightingTopics } from './scanners.ts';
import { badge, validMessages } from './valid-messages.ts';

const why = (format: Firmware, payload: unknown, retained = false): string => {
  const result = decoded(sightingTopics[format], payload, retained);
  return result.ok ? 'ok' : result.why;
};

/** INGICS writes whole numbers in text, April Brother one byte; the others any number JSON can hold. */
const strengths = (format: Firmware): fc.Arbitrary<number> => {
  if (format === 'ingics') return fc.integer({ min: -999, max: 999 });
  if (format === 'aprilbrother') return fc.integer({ min: -256, max: -1 });
  return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ min: -130, max: 0, noNaN: true }));
};

describe.each(Firmware.options)('the decoder for %s', (format) => {
  const valid = validMessages[format];

  it('names the same tag as every other format', () => {
    expect(decoded(sightingTopics[format], valid(-70))).toMatchObject({ ok: true, value: [{ tag: badge, rssiDbm: -70 }] });
  });

  it('drops a sighting that the broker had kept', () => {
    expect(why(format, valid(-70), true)).toBe('retained');
  });

  it('refuses more than an honest message can hold', () => {
    expect(why(format, ' '.repeat(payloadLimitBytes(format) + 1))).toBe('too-large');
    expect(why(format, ' '.repeat(payloadLimitBytes(format)))).not.toBe('too-large');
  });

  it('lets no strength outside -110 to -20 dBm through, 0 and the 127 of a radio that has none among them', () => {
    fc.assert(
      fc.property(fc.oneof(strengths(format), fc.constantFrom(...(format === 'aprilbrother' ? [-1] : [0, 127]))), (rssi) => {
        const result = decoded(sightingTopics[format], valid(rssi));
        if (result.ok) for (const sighting of result.value) expect(sighting.rssiDbm).toBe(rssi);
        expect(result.ok ? 'ok' : result.why).toBe(rssi >= -110 && rssi <= -20 ? 'ok' : 'rssi-out-of-range');
      }),
    );
  });

  it('lets nothing of a message out but the tag, its strength and its power: no time, no distance, no name, no identity key', () => {
    const result = decoded(sightingTopics[format], valid(-70));
    const allowed = ['anchor', 'heardAtBootMs', 'measuredPowerDbm', 'rssiDbm', 'tag'];
    if (!result.ok) throw new Error(result.why);
    for (const sighting of result.value) expect(allowed).toEqual(expect.arrayContaining(Object.keys(sighting)));
    expect(result.value.map(({ heardAtBootMs }) => heardAtBootMs)).toEqual([5_000]);
    expect(JSON.stringify(result)).not.toMatch(/irk|00112233|2\.84|7\.85|17676|2026|Tag7/);
  });

  it('never throws on bytes, on text or on JSON, and names only canonical tags', () => {
    const json = fc.json().map((text) => Buffer.from(text));
    const lines = fc
      .array(fc.constantFrom('$GPRP', 'C1A2B3040506', '-70', '0201', ',', '\n', '$'))
      .map((parts) => parts.join(''));
    const near = fc
      .record({
        id: fc.string(),
        rssi: fc.anything(),
        uuid: fc.string(),
        major: fc.anything(),
        IBEACON: fc.anything(),
        entity: fc.anything(),
        action: fc.constantFrom('data.scan', ''),
        data: fc.anything(),
        s: fc.anything(),
      })
      .map((value) =>
        Buffer.from(JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? ''),
      );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), lines, json, near), fc.boolean(), (payload, retained) => {
        const result = decoded(sightingTopics[format], payload, retained);
        if (result.ok) for (const sighting of result.value) expect(TagId.safeParse(sighting.tag).success).toBe(true);
      }),
    );
  });
});

const jsonFormats = Firmware.options.filter((format) => format !== 'ingics' && format !== 'aprilbrother');

describe.each(jsonFormats)('the decoder for the JSON of %s', (format) => {
  const valid = validMessages[format];

  it('refuses what is no honest JSON, each for its own reason', () => {
    expect(why(format, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))).toBe('not-utf8');
    expect(why(format, '{"rssi":NaN}')).toBe('not-json');
    expect(why(format, '')).toBe('not-json');
    expect(why(format, '"text"')).toBe('wrong-shape');
    expect(why(format, 'null')).toBe('wrong-shape');
    expect(why(format, `${'['.repeat(4_000)}${']'.repeat(4_000)}`)).toBe('wrong-shape');
    expect(why(format, valid('NaN'))).toBe('wrong-shape');
    expect(why(format, valid(null))).toBe('wrong-shape');
  });

  it('reads numbers written as text', () => {
    if (format !== 'native') expect(why(format, valid('-70'))).toBe('ok');
  });
});

const objectFormats = jsonFormats.filter((format) => format !== 'minew');

describe.each(objectFormats)('the decoder for an object of %s', (format) => {
  const text = JSON.stringify(validMessages[format](-70));

  it('refuses a prototype in disguise and leaves every prototype alone', () => {
    for (const key of ['__proto__', '\\u005f_proto__']) {
      expect(why(format, `{"${key}":{"rssi":-1},${text.slice(1)}`)).toBe('wrong-shape');
    }
    expect(Object.hasOwn(Object.prototype, 'rssi')).toBe(false);
  });

  it('takes the last of two equal keys and ignores keys it does not know', () => {
    expect(why(format, `{"constructor":1,"toString":{},"x":[{}],${text.slice(1)}`)).toBe('ok');
  });
});

describe('the decoder', () => {
  it('does not look into messages of scanners or on topics it does not know', () => {
    const unknownScanners = [
      'espresense/devices/x/attic',
      'home/x/BTtoMQTT/c1a2b3040506',
      'waypost/v1/rx/other/s',
      'tele/x/SENSOR',
      'up/CC:1B:E0:00:00:00/scan',
    ];
    for (const topic of unknownScanners) expect(decoded(topic, '{')).toEqual({ ok: false, why: 'unknown-scanner' });
    for (const topic of ['', 'home', 'espresense/devices/x', 'zigbee2mqtt/lamp', '$SYS/broker/uptime']) {
      expect(decoded(topic, '{')).toEqual({ ok: false, why: 'unknown-topic' });
    }
  });

  it('never throws on a topic', () => {
    const parts = ['espresense', 'devices', 'home', 'waypost', 'v1', 'rx', 'kitchen', 'rx7', 's', 'BTtoMQTT', '+', '#', ''];
    const part = fc.constantFrom(...parts, 'tele', 'up', 'minew', 'AC233FC005D8', '__proto__');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((levels) => levels.join('/')),
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

describe('what a scanner says of itself', () => {
  const status = 'espresense/rooms/kitchen/status';
  const telemetry = 'espresense/rooms/kitchen/telemetry';
  const reported = (topic: string, payload: string, retained = false): unknown => {
    const result = decoded(topic, payload, retained);
    if (!result.ok) throw new Error(result.why);
    expect(result).toMatchObject({ value: [], between: [], scanner: 'espresense' });
    return result.report;
  };

  it('is a report on that scanner and no sighting', () => {
    const common = { scanner: 'espresense', atBootMs: 5_000 };
    expect(reported(status, 'offline')).toEqual({ ...common, online: false });
    expect(reported(telemetry, '{"uptime":86400,"ver":"v4.1.0"}')).toMatchObject({ ...common, uptimeS: 86_400 });
  });

  it('counts when it was kept only if it is the status, because a last will is made to be kept', () => {
    expect(reported(status, 'online', true)).toMatchObject({ online: true });
    expect(reported(telemetry, '{"uptime":86400}', true)).toBeNull();
  });

  it('is not looked for in its settings, its reports on tags, or in endless text', () => {
    expect(reported('espresense/rooms/kitchen/known_irks', 'online')).toBeNull();
    expect(reported('espresense/devices/x/kitchen/battery', '{"battery":87}')).toBeNull();
    expect(reported(status, ' '.repeat(70_000))).toBeNull();
  });
});
