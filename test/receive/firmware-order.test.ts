// Each firmware's documented CONNECT, SUBSCRIBE, PUBLISH order, played by a real client over TCP: hardware connects as it
// comes. Orders: ESPresense src/main.cpp, OpenMQTTGateway main.cpp and ZgatewayBT.cpp, Theengs ble_gateway.py.

import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/eventually.ts';
import { type Office, startOffice } from './office.ts';

let office: Office;
beforeEach(async () => {
  office = await startOffice();
});
afterEach(() => office.close());

const granted = async (client: MqttClient, filter: string): Promise<number | undefined> => {
  try {
    return (await client.subscribeAsync(filter, { qos: 1 }))[0]?.qos;
  } catch {
    return 128; // The client library makes an error of a refusal; what counts is that the connection stays.
  }
};

const topics = (): string[] => office.heard.map(({ topic }) => topic);
const will = (topic: string): { topic: string; payload: Buffer; qos: 0; retain: true } => ({
  topic,
  payload: Buffer.from('offline'),
  qos: 0,
  retain: true,
});

/** Another publish arrives after everything before it, so seeing it means that all of them were handled. */
const settled = async (client: MqttClient, last: string): Promise<void> => {
  await client.publishAsync(last, 'last', { qos: 1 });
  await eventually(() => expect(office.heard.at(-1)?.text).toBe('last'));
};

describe('an ESPresense node', () => {
  const settings = ['name', 'max_distance', 'absorption', 'known_macs', 'known_irks', 'count_ids', 'auto_update'];

  it('connects with its retained will, reads its settings, reports its own and then sightings', async () => {
    const node = await office.dial('espresense', { keepalive: 15, will: will('espresense/rooms/kitchen/status') });
    for (const filter of ['espresense/rooms/*/+/set', 'espresense/rooms/kitchen/+/set', 'espresense/settings/+/config']) {
      expect(await granted(node, filter)).toBe(1);
    }
    await node.publishAsync('espresense/rooms/kitchen/status', 'online', { retain: true });
    for (const key of settings) await node.publishAsync(`espresense/rooms/kitchen/${key}`, 'x', { retain: true });
    await node.publishAsync('espresense/rooms/kitchen/telemetry', '{"uptime":1}');
    await settled(node, 'espresense/devices/iBeacon:x/kitchen');
    expect(topics()).toEqual([
      'espresense/rooms/kitchen/status',
      'espresense/rooms/kitchen/telemetry',
      'espresense/devices/iBeacon:x/kitchen',
    ]);
    expect(office.refusals).toEqual([]);
  });

  it('stays connected, counted, when it announces itself to Home Assistant, and its status is told when it dies', async () => {
    const node = await office.dial('espresense', { will: will('espresense/rooms/kitchen/status') });
    await node.publishAsync('homeassistant/sensor/espresense_1/uptime/config', '{}', { retain: true, qos: 1 });
    await settled(node, 'espresense/devices/iBeacon:x/kitchen');
    expect(office.refusals).toEqual(['publish-denied esp-1']);
    node.stream.destroy();
    await eventually(() =>
      expect(office.heard.at(-1)).toMatchObject({ topic: 'espresense/rooms/kitchen/status', text: 'offline' }),
    );
  });

  it('can read no other node’s settings, no identity keys and nothing else', async () => {
    const node = await office.dial('espresense');
    const foreign = [
      'espresense/rooms/+/known_irks',
      'espresense/rooms/attic/+/set',
      'espresense/#',
      '#',
      '$SYS/#',
      'home/+/LWT',
    ];
    for (const filter of foreign) expect(await granted(node, filter)).toBe(128);
    expect(node.connected).toBe(true);
    expect(office.refusals).toEqual(foreign.map(() => 'subscribe-denied esp-1'));
  });
});

describe('an OpenMQTTGateway', () => {
  it('connects with its will, says so, listens for commands, is gently refused the sync topic and goes on', async () => {
    const node = await office.dial('openmqttgateway', { keepalive: 15, clientId: 'OMG_3', will: will('home/OMG_3/LWT') });
    await node.publishAsync('home/OMG_3/LWT', 'online', { retain: true });
    expect(await granted(node, 'home/OMG_3/commands/#')).toBe(1);
    expect(await granted(node, 'home/internal/trackersync')).toBe(128);
    await node.publishAsync('home/OMG_3/SYStoMQTT', '{"uptime":1}');
    await node.publishAsync('home/OMG_3/BTtoMQTT', '{"interval":100}', { retain: true });
    await node.publishAsync('home/presence/OMG_3', '{"id":"x","distance":1}');
    await node.publishAsync('home/internal/trackersync', '{}');
    await settled(node, 'home/OMG_3/BTtoMQTT/C1A2B3040506');
    expect(topics()).toEqual(['home/OMG_3/LWT', 'home/OMG_3/SYStoMQTT', 'home/OMG_3/BTtoMQTT/C1A2B3040506']);
    expect(office.refusals).toEqual(['subscribe-denied omg-1']);
  });
});

describe('a Theengs gateway', () => {
  it('connects with an empty client id as paho does, is refused others’ undecoded adverts and publishes its own', async () => {
    const node = await office.dial('theengs', { clientId: '', clean: true, will: will('home/TheengsGateway/LWT') });
    expect(await granted(node, 'home/+/BTtoMQTT/undecoded')).toBe(128);
    expect(await granted(node, 'home/lab/BTtoMQTT/undecoded')).toBe(1);
    await node.publishAsync('home/TheengsGateway/LWT', 'online', { retain: true });
    await settled(node, 'home/lab/BTtoMQTT/C1A2B3040506');
    expect(topics()).toEqual(['home/lab/BTtoMQTT/C1A2B3040506']);
    expect(office.refusals).toEqual(['subscribe-denied theengs-1']);
  });
});

describe('a native receiver', () => {
  it('publishes batches and heartbeats, reads its configuration and nothing of another receiver', async () => {
    const node = await office.dial('native', { will: will('waypost/v1/rx/rx7/hb') });
    expect(await granted(node, 'waypost/v1/rx/rx7/cfg')).toBe(1);
    expect(await granted(node, 'waypost/v1/rx/+/cfg')).toBe(128);
    await node.publishAsync('waypost/v1/rx/rx7/hb', '1');
    await node.publishAsync('waypost/v1/rx/other/s', 'forged');
    await settled(node, 'waypost/v1/rx/rx7/s');
    expect(topics()).toEqual(['waypost/v1/rx/rx7/hb', 'waypost/v1/rx/rx7/s']);
    expect(office.refusals).toEqual(['subscribe-denied native-1', 'publish-denied native-1']);
  });
});

describe('between scanners', () => {
  it('nothing passes: no sighting, no status, nothing kept for later, even on a granted filter', async () => {
    const node = await office.dial('espresense');
    const received: string[] = [];
    node.on('message', (topic) => received.push(topic));
    await node.subscribeAsync('espresense/settings/+/config', { qos: 1 });
    await node.publishAsync('espresense/settings/irk:00/config', '{}', { retain: true, qos: 1 });
    await settled(node, 'espresense/devices/iBeacon:x/kitchen');
    const late = await office.dial('espresense', { clientId: 'late' });
    late.on('message', (topic) => received.push(topic));
    await late.subscribeAsync('espresense/settings/+/config', { qos: 1 });
    await settled(late, 'espresense/devices/iBeacon:x/kitchen');
    expect(received).toEqual([]);
  });
});
