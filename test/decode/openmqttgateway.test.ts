import { describe, expect, it } from 'vitest';
import { decoded, sighted, sightingTopics } from './scanners.ts';

const full = {
  id: 'C1:A2:B3:04:05:06',
  name: 'Tag7',
  rssi: -78,
  distance: 7.85,
  brand: 'GENERIC',
  model: 'iBeacon',
  model_id: 'IBEACON',
  type: 'BCON',
  mfid: '4c00',
  uuid: 'fda50693a4e24fb1afcfc6eb07647825',
  major: 100,
  minor: 7,
  txpower: -66,
};
const iBeacon = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';

describe.each([
  ['OpenMQTTGateway', sightingTopics.openmqttgateway, 'openmqttgateway'],
  ['Theengs', sightingTopics.theengs, 'theengs'],
])('a sighting of %s', (_name, topic, scanner) => {
  it('is rebuilt from uuid, major and minor, with txpower as the power at one metre', () => {
    expect(decoded(topic, full)).toEqual(sighted(scanner, { tag: iBeacon, rssiDbm: -78, measuredPowerDbm: -66 }));
  });

  it('is the same tag with presuseuuid, when id is the bare uuid, and the address when major and minor are missing then', () => {
    expect(decoded(topic, { ...full, id: full.uuid, mac: 'C1A2B3040506' })).toEqual(decoded(topic, full));
    const { major: _, ...bare } = { ...full, id: full.uuid, mac: 'c1:a2:b3:04:05:06' };
    expect(decoded(topic, bare)).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
    expect(decoded(topic, { id: full.uuid, rssi: -70 })).toEqual(sighted(scanner));
  });

  it('is the address for anything that is no iBeacon, without a power', () => {
    for (const id of ['C1A2B3040506', 'c1a2b3040506', 'C1:A2:B3:04:05:06', 'c1:a2:b3:04:05:06']) {
      const tag = 'mac:c1a2b3040506';
      expect(decoded(topic, { id, rssi: '-70', txpower: -4 })).toEqual(sighted(scanner, { tag, rssiDbm: -70 }));
    }
  });

  it('has no power when the decoder made a battery of that byte', () => {
    const { txpower: _, ...withVolt } = { ...full, volt: 2.9 };
    expect(decoded(topic, withVolt)).not.toHaveProperty('value.0.measuredPowerDbm');
  });

  it('is nothing for a tracker that went away', () => {
    for (const gone of [
      { id: full.id, state: 'offline' },
      { id: full.id, presence: 'absent' },
    ]) {
      expect(decoded(topic, gone)).toEqual(sighted(scanner));
    }
  });
});

describe('the topics of OpenMQTTGateway', () => {
  it.each([
    'home/OMG_3/BTtoMQTT',
    'home/OMG_3/BTtoMQTT/undecoded',
    'home/OMG_3/BTtoMQTT/',
    'home/OMG_3/LWT',
    'home/OMG_3/SYStoMQTT',
    'home/presence/OMG_3',
  ])('say nothing about tags in %s', (topic) => {
    expect(decoded(topic, full)).toMatchObject({ ok: true, value: [], scanner: 'openmqttgateway' });
  });

  it('are unknown for gateways nobody configured', () => {
    for (const topic of ['home/presence/other', 'home/other/BTtoMQTT/C1A2B3040506']) {
      expect(decoded(topic, full)).toEqual({ ok: false, why: 'unknown-scanner' });
    }
  });
});
