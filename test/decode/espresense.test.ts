import { describe, expect, it } from 'vitest';
import { between, decoded, sighted, sightingTopics } from './scanners.ts';

const topic = sightingTopics.espresense;
const full = {
  mac: 'c1a2b3040506',
  id: 'iBeacon:fda50693-a4e2-4fb1-afcf-c6eb07647825-100-7',
  name: 'Tag 7',
  'rssi@1m': -59,
  rssi: -71.25,
  rxAdj: 0,
  rssiVar: 3.1,
  distance: 2.84,
  var: 0.42,
  close: true,
  int: 212,
  mV: 2980,
  batt: 91,
  irk: '00112233445566778899aabbccddeeff',
};
const iBeacon = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';

const tagOf = (id: string): string | undefined => {
  const result = decoded(topic, { ...full, id });
  return result.ok ? result.value[0]?.tag : result.why;
};

describe('an ESPresense sighting', () => {
  it('becomes one sighting of the room’s anchor, with the strength as it is and the arrival as its time', () => {
    expect(decoded(topic, full)).toEqual(sighted('espresense', { tag: iBeacon, rssiDbm: -71.25, measuredPowerDbm: -59 }));
  });

  it('leaves nothing behind of the sender’s distance, of a name or of an identity key', () => {
    const text = JSON.stringify(decoded(topic, full));
    for (const word of ['distance', '2.84', 'Tag 7', 'irk', '00112233']) expect(text).not.toContain(word);
  });

  it('is read with numbers written as text', () => {
    expect(decoded(topic, { ...full, rssi: '-71.25', 'rssi@1m': '-59' })).toEqual(decoded(topic, full));
  });

  it.each([
    ['altBeacon:FDA50693-A4E2-4FB1-AFCF-C6EB07647825-1-65535', 'alt:fda50693a4e24fb1afcfc6eb07647825:1:65535'],
    ['eddy:00112233445566778899-aabbccddeeff', 'eddy:00112233445566778899:aabbccddeeff'],
    ['known:c1a2b3040506', 'mac:c1a2b3040506'],
    ['C1A2B3040506', 'mac:c1a2b3040506'],
    ['c1a2b3040506', 'mac:c1a2b3040506'],
  ])('names the tag of %s in canonical form', (id, tag) => {
    expect(tagOf(id)).toBe(tag);
  });

  it('drops the fifth byte of an Eddystone’s namespace, which the firmware prints twice', () => {
    expect(tagOf('eddy:0011223344445566778899-aabbccddeeff')).toBe('eddy:00112233445566778899:aabbccddeeff');
    expect(tagOf('eddy:00112233445566778899-aabbccddeeff')).toBe('eddy:00112233445566778899:aabbccddeeff');
  });

  it('is a reading between two anchors, and nobody’s, when another node was heard', () => {
    expect(decoded(topic, { ...full, id: 'node:hall' })).toEqual(between('espresense', 'a-hall', -71.25));
  });

  it('is nothing when the node is itself, is nobody’s room, or belongs to another firmware', () => {
    for (const id of ['node:kitchen', 'node:attic', 'node:', 'node:studio', 'node:__proto__']) {
      expect(decoded(topic, { ...full, id })).toEqual(sighted('espresense'));
    }
  });

  it('is refused when a node was heard with an impossible strength', () => {
    expect(decoded(topic, { ...full, id: 'node:hall', rssi: 0 })).toHaveProperty('why', 'rssi-out-of-range');
  });

  it.each([
    'name:annas-phone',
    'apple:1005:9-24',
    'tile:c1a2b3040506',
    'irk:00112233445566778899aabbccddeeff',
    'phone:ann',
    'keys',
    '',
    'iBeacon:fda50693-a4e2-4fb1-afcf-c6eb07647825-100-70000',
    'iBeacon:not-a-uuid-1-2',
    'iBeacon:-',
  ])('gives no sighting and no error for "%s"', (id) => {
    expect(decoded(topic, { ...full, id })).toEqual(sighted('espresense'));
  });

  it('gives none without a strength, and without a believable one it says so', () => {
    const { rssi: _, ...without } = full;
    expect(decoded(topic, without)).toEqual(sighted('espresense'));
    expect(decoded(topic, { ...full, rssi: 42 })).toEqual({ ok: false, why: 'rssi-out-of-range', scanner: 'espresense' });
  });

  it('does not take the node’s guess about a bare address for what the tag measures, nor an impossible power', () => {
    expect(decoded(topic, { ...full, id: 'c1a2b3040506' })).not.toHaveProperty('value.0.measuredPowerDbm');
    expect(decoded(topic, { ...full, 'rssi@1m': 3 })).not.toHaveProperty('value.0.measuredPowerDbm');
    expect(decoded(topic, { ...full, 'rssi@1m': 'x' })).toHaveProperty('value.0.tag', iBeacon);
  });

  it('counts reports, status, telemetry and settings as talk of a known scanner', () => {
    const talk = [
      'espresense/devices/x/kitchen/battery',
      'espresense/rooms/kitchen/status',
      'espresense/rooms/kitchen/telemetry',
    ];
    for (const other of talk) {
      expect(decoded(other, 'online', true)).toMatchObject({ ok: true, value: [], between: [], scanner: 'espresense' });
    }
  });
});
