// The documented CONNECT, SUBSCRIBE, PUBLISH order of gateways that batch or that speak for whole rooms, played over TCP
// as in firmware-order.test.ts, down to what the decoder makes of it. Orders: Tasmota xdrv_02_9_mqtt.ino, CassiaSDKGuide's
// "MQTT API", docs.ruuvi.com, Minew's web page.

import type { MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { createDecoder } from '#gateway/decode/decoder.ts';
import { Scanner } from '#shared/model/scanner.ts';
import { eventually } from '#test/eventually.ts';
import { dialIn, type Office, passwordOf, startOffice } from './office.ts';

const advert = '0201061AFF4C000215FDA50693A4E24FB1AFCFC6EB0764782500640007C5';
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';

let office: Office;
let clients: MqttClient[] = [];
afterEach(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  clients = [];
  await office.close();
});

async function connected(firmware: string, room: string, will?: string): Promise<{ client: MqttClient; scanner: Scanner }> {
  const scanner = Scanner.parse({ id: firmware, firmware, room, anchor: 'a-1' });
  office = await startOffice({
    authenticate: (username, password) => (username === scanner.id && password === passwordOf(scanner.id) ? scanner : null),
  });
  const last = { topic: will ?? '', payload: Buffer.from('Offline'), qos: 1, retain: true } as const;
  const client = await dialIn(office.port, scanner.id, will === undefined ? {} : { will: last });
  clients.push(client);
  return { client, scanner };
}

const granted = async (client: MqttClient, filter: string): Promise<boolean> => {
  try {
    return ((await client.subscribeAsync(filter))[0]?.qos ?? 128) < 128;
  } catch {
    return false; // The client library makes an error of a refusal; what counts is that the connection stays.
  }
};

/** Waits for `count` messages and gives the tags the decoder finds in them. */
async function tagsIn(scanner: Scanner, count: number): Promise<string[]> {
  await eventually(() => expect(office.heard).toHaveLength(count));
  const decode = createDecoder({ scanners: [scanner], anchors: [] });
  return office.heard.flatMap((raw): readonly string[] => {
    const result = decode({ ...raw, payload: Buffer.from(raw.text) });
    return result.ok ? result.value.map((sighting) => sighting.tag) : [result.why];
  });
}

describe('a Tasmota', () => {
  it('says that it is online, reads its commands, tells of itself and then of beacons', async () => {
    const { client, scanner } = await connected('tasmota', 'ceiling', 'tele/ceiling/LWT');
    await client.publishAsync('tele/ceiling/LWT', 'Online', { retain: true });
    expect(await granted(client, 'cmnd/ceiling/#')).toBe(true);
    expect(await granted(client, 'cmnd/tasmotas/#')).toBe(true);
    expect(await granted(client, 'cmnd/DVES_123456_fb/#')).toBe(false);
    await client.publishAsync('tasmota/discovery/C1A2B3040506/config', '{}', { retain: true });
    await client.publishAsync('tele/ceiling/INFO1', '{"Info1":{"Version":"15.0.1(tasmota32)"}}');
    await client.publishAsync('tele/ceiling/INFO2', '{"Info2":{}}');
    await client.publishAsync('stat/ceiling/RESULT', '{"iBeacon":1}');
    await client.publishAsync('tele/ceiling/STATE', '{"UptimeSec":12}');
    const beacon = { UID: 'FDA50693A4E24FB1AFCFC6EB07647825', MAJOR: '0064', MINOR: '0007', RSSI: -71, STATE: 'ON' };
    await client.publishAsync('tele/ceiling/SENSOR', JSON.stringify({ Time: '2026-01-05T09:00:02', IBEACON: beacon }));
    expect(await tagsIn(scanner, 4)).toEqual([tag]);
    expect(office.refusals).toEqual(['subscribe-denied tasmota', 'publish-denied tasmota']);
  });
});

describe('a Cassia gateway', () => {
  it('asks for its own commands, sends its heartbeat and status and then scan data', async () => {
    const mac = 'CC:1B:E0:E2:8F:2C';
    const { client, scanner } = await connected('cassia', mac);
    for (const rest of ['api', 'heartbeat_reply']) expect(await granted(client, `down/${mac}/${rest}`)).toBe(true);
    expect(await granted(client, 'down/+/api')).toBe(false);
    const envelope = (action: string, data: unknown): string => JSON.stringify({ id: '1', action, gateway: mac, data });
    await client.publishAsync(`up/${mac}/heartbeat`, envelope('heartbeat', {}));
    await client.publishAsync(`up/${mac}/gateway_status`, envelope('gateway_status', { version: '7.7' }));
    await client.publishAsync(`up/${mac}/connection_state`, envelope('data.connection_state', []));
    const scan = [{ bdaddrs: [{ bdaddr: 'C1:A2:B3:04:05:06' }], rssi: -70, adData: advert }];
    await client.publishAsync(`up/${mac}/scan`, envelope('data.scan', scan));
    expect(await tagsIn(scanner, 3)).toEqual([tag]);
    expect(office.refusals).toEqual(['subscribe-denied cassia']);
  });
});

describe('a Ruuvi Gateway', () => {
  it('says that it is online and then publishes each tag on a topic of its own, but not for another gateway', async () => {
    const mac = 'C8:25:2D:8E:9C:2C';
    const { client, scanner } = await connected('ruuvi', mac, `ruuvi/${mac}/gw_status`);
    await client.publishAsync(`ruuvi/${mac}/gw_status`, '{"state": "online"}', { retain: true });
    await client.publishAsync('ruuvi/C8:25:2D:8E:9C:2D/C1:A2:B3:04:05:06', JSON.stringify({ rssi: -70, data: advert }));
    await client.publishAsync(`ruuvi/${mac}/C1:A2:B3:04:05:06`, JSON.stringify({ gw_mac: mac, rssi: -70, data: advert }));
    expect(await tagsIn(scanner, 2)).toEqual([tag]);
    expect(office.refusals).toEqual(['publish-denied ruuvi']);
  });
});

describe('a Minew G1', () => {
  it('reads its commands and publishes everything it heard in a second at once', async () => {
    const { client, scanner } = await connected('minew', 'AC233FC005D8');
    expect(await granted(client, 'minew/AC233FC005D8/action')).toBe(true);
    const entry = { type: 'Unknown', mac: 'C1A2B3040506', rssi: -70, rawData: advert };
    await client.publishAsync('minew/AC233FC005D8', JSON.stringify([{ type: 'Gateway', mac: 'AC233FC005D8' }, entry, entry]));
    await client.publishAsync('minew/AC233FC005D8/response', '{}');
    expect(await tagsIn(scanner, 1)).toEqual([tag, tag]);
    expect(office.refusals).toEqual([]);
  });

  it('may send the adverts of a busy second, some 40 kB, which no single-advert firmware may', async () => {
    const { client, scanner } = await connected('minew', 'AC233FC005D8');
    const entry = {
      timestamp: '2026-01-05T09:00:01Z',
      type: 'Unknown',
      mac: 'C1A2B3040506',
      bleName: '',
      rssi: -70,
      rawData: advert,
    };
    const payload = JSON.stringify(new Array<object>(250).fill(entry));
    expect(payload.length).toBeGreaterThan(40_000);
    await client.publishAsync('minew/AC233FC005D8', payload);
    expect(await tagsIn(scanner, 1)).toHaveLength(250);
  });
});
