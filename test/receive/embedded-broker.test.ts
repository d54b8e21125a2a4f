// The abuse of reliability 3.3 and the faults 18, 19, 21, 22 and 23 of 3.4, against the real broker over real sockets.

import type { Socket } from 'node:net';
import type { MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { embeddedBroker } from '#gateway/receive/embedded-broker.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { dialIn, type Office, startOffice } from './office.ts';

let office: Office;
afterEach(() => office.close());

const closed = (socket: Socket): Promise<void> => eventually(() => expect(socket.closed).toBe(true));
const refusedWith = (why: string): Promise<void> => eventually(() => expect(office.refusals).toContain(why));

/** `topic` arrives from `client`: it is alive and served. */
const served = async (client: MqttClient, topic: string): Promise<void> => {
  const before = office.heard.length;
  await client.publishAsync(topic, 'here');
  await eventually(() => expect(office.heard.length).toBeGreaterThan(before));
};
const kitchen = 'espresense/devices/x/kitchen';
const rx7 = 'waypost/v1/rx/rx7/s';

describe('before the login', () => {
  it('drops a packet that claims more than 1 KiB at its header', async () => {
    office = await startOffice();
    await closed(await office.socket(Buffer.from([0x10, 0x81, 0x08])));
    await closed(await office.socket(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f])));
    expect(office.refusals).toEqual(['packet-too-long -', 'packet-too-long -']);
  });

  it('drops a length that never ends, bytes that are no MQTT, and a packet before CONNECT', async () => {
    office = await startOffice();
    for (const bytes of ['10808080800001', 'ffff', '474554202f20485454502f312e310d0a0d0a', '30050001612d2d']) {
      await closed(await office.socket(Buffer.from(bytes, 'hex')));
    }
    expect(office.refusals).toHaveLength(4);
    expect(office.feed.state().scannersConnected).toBe(0);
  });

  it('gives five seconds for a whole CONNECT, to silence and to dripping bytes alike', async () => {
    office = await startOffice();
    const slow = await Promise.all([office.socket(Buffer.alloc(0)), office.socket(Buffer.from('101700044d51', 'hex'))]);
    await eventually(() => expect(slow.every((socket) => socket.closed)).toBe(true));
    expect(office.refusals).toEqual(['connect-timeout -', 'connect-timeout -']);
  });

  it('holds no more than the configured sockets', async () => {
    office = await startOffice({ connections: { total: 2, perAddress: 1 } });
    await office.socket(Buffer.alloc(0));
    await office.socket(Buffer.alloc(0));
    await closed(await office.socket(Buffer.alloc(0)));
    expect(office.refusals).toEqual(['too-many-connections -']);
  });
});

describe('the login', () => {
  it('refuses a wrong password and an unknown scanner alike, and bars the address after five of them for five minutes', async () => {
    office = await startOffice();
    for (let i = 0; i < 4; i += 1)
      await expect(office.dial('espresense', { password: 'wrong' })).rejects.toThrow(/bad username or password/i);
    await expect(office.dial('espresense', { username: 'nobody' })).rejects.toThrow();
    await expect(office.dial('espresense')).rejects.toThrow();
    expect(office.refusals).toEqual([...Array.from({ length: 5 }, () => 'login -'), 'address-barred -']);
    office.clock.advance(minutes(5));
    await expect(office.dial('espresense')).resolves.toBeDefined();
  });

  it('refuses a session that would outlive its connection, and a client id that is empty or indecent', async () => {
    office = await startOffice();
    await expect(office.dial('espresense', { clean: false })).rejects.toThrow();
    await expect(office.dial('espresense', { clientId: '' })).rejects.toThrow();
    await expect(office.dial('espresense', { clientId: 'a/b#' })).rejects.toThrow();
    await expect(office.dial('espresense', { clientId: '__proto__ ' })).rejects.toThrow();
    expect(office.refusals).toEqual(['kept-session esp-1', ...Array.from({ length: 3 }, () => 'client-id esp-1')]);
  });

  it('lets no scanner take another’s place by its client id, and lets it take its own', async () => {
    office = await startOffice();
    const first = await office.dial('espresense', { clientId: 'one' });
    await expect(office.dial('native', { clientId: 'one' })).rejects.toThrow();
    expect(office.refusals).toEqual(['client-id-taken native-1']);
    await served(first, kitchen);
    const again = await office.dial('espresense', { clientId: 'one' });
    await eventually(() => expect(first.connected).toBe(false));
    await served(again, kitchen);
    expect(office.feed.state().scannersConnected).toBe(1);
  });

  it('takes fifteen connects a minute from a scanner and then none for five minutes, while others come and go', async () => {
    office = await startOffice();
    for (let i = 0; i < 15; i += 1) await (await office.dial('native')).endAsync();
    await expect(office.dial('native')).rejects.toThrow();
    expect(office.refusals).toEqual(['flapping native-1']);
    await expect(office.dial('espresense')).resolves.toBeDefined();
    office.clock.advance(minutes(5));
    await expect(office.dial('native')).resolves.toBeDefined();
  });

  it('refuses a keep-alive above two minutes, none at all, and MQTT 5', async () => {
    office = await startOffice();
    await expect(office.dial('native', { keepalive: 121 })).rejects.toThrow();
    await expect(office.dial('native', { keepalive: 0 })).rejects.toThrow();
    await expect(office.dial('native', { protocolVersion: 5 })).rejects.toThrow();
    expect(office.feed.state().scannersConnected).toBe(0);
  });
});

describe('after the login', () => {
  it('takes 8 KiB and not more, and the others do not notice', async () => {
    office = await startOffice();
    const good = await office.dial('espresense');
    const bad = await office.dial('native');
    bad.on('error', () => undefined);
    await bad.publishAsync(rx7, 'x'.repeat(8_000));
    await eventually(() => expect(office.heard.at(-1)?.payload.length).toBe(8_000));
    bad.publish(rx7, 'x'.repeat(8_192));
    await eventually(() => expect(bad.connected).toBe(false));
    expect(office.refusals).toEqual(['packet-too-long native-1']);
    await served(good, kitchen);
  });

  it('ends a connection that uses QoS 2, sends a wildcard topic or nests too deep', async () => {
    office = await startOffice();
    const deep = 'a/'.repeat(20);
    for (const [topic, qos] of [
      [rx7, 2],
      ['espresense/+/x', 0],
      [deep, 0],
    ] as const) {
      const client = await office.dial('native');
      client.on('error', () => undefined);
      if (topic.includes('+')) client.stream.write(publishBytes(topic));
      else client.publish(topic, 'x', { qos });
      await eventually(() => expect(client.connected).toBe(false));
    }
    expect(office.heard).toEqual([]);
    expect(office.refusals).toEqual(['qos-2 native-1', 'malformed native-1', 'malformed native-1']);
  });

  it('marks what a scanner wants kept, so that the decoder drops it', async () => {
    office = await startOffice();
    const node = await office.dial('espresense');
    await node.publishAsync(kitchen, '{}', { retain: true, qos: 1 });
    await eventually(() => expect(office.heard).toHaveLength(1));
    expect(office.heard[0]).toMatchObject({ topic: kitchen, retained: true, text: '{}', heardAtBootMs: office.clock.bootMs() });
  });

  it('holds a scanner to its burst and its rate, whichever connection it uses, and leaves the others theirs', async () => {
    office = await startOffice({ rate: { perSecond: 50, burst: 100 } });
    const flood = await office.dial('native');
    for (let i = 0; i < 5_000; i += 1) flood.publish(rx7, '{}');
    await served(await office.dial('espresense'), kitchen);
    await eventually(() => expect(office.refusals.length).toBe(4_900));
    const second = await office.dial('native', { clientId: 'second' });
    await second.publishAsync(rx7, '{}', { qos: 1 });
    await refusedWith('rate native-1');
    expect(office.heard.filter(({ topic }) => topic === rx7)).toHaveLength(100);
    office.clock.advance(seconds(1));
    await served(second, rx7);
  });

  it('tells a will whatever its quality of service, and drops one that is none of the scanner’s business', async () => {
    office = await startOffice();
    for (const topic of ['waypost/v1/rx/rx7/hb', 'espresense/rooms/kitchen/status']) {
      const node = await office.dial('native', { will: { topic, payload: Buffer.from('offline'), qos: 2, retain: true } });
      node.stream.destroy();
    }
    await refusedWith('publish-denied native-1');
    await eventually(() => expect(office.heard.map(({ topic }) => topic)).toEqual(['waypost/v1/rx/rx7/hb']));
    expect(office.refusals).toEqual(['publish-denied native-1']);
  });

  it('counts its scanners once each and forgets them when they go', async () => {
    office = await startOffice();
    const node = await office.dial('espresense');
    await office.dial('native');
    await office.dial('native', { clientId: 'second' });
    expect(office.feed.state()).toEqual({ up: true, scannersConnected: 2 });
    await node.endAsync();
    await eventually(() => expect(office.feed.state().scannersConnected).toBe(1));
  });
});

describe('starting and stopping', () => {
  it('says in words that the port is in use', async () => {
    office = await startOffice();
    const second = await embeddedBroker({
      host: '127.0.0.1',
      port: office.port,
      clock: fakeClock(),
      authenticate: () => null,
    }).start(() => undefined);
    expect(second).toMatchObject({ ok: false, why: 'port-in-use' });
    expect(second).toHaveProperty('detail', expect.stringContaining(String(office.port)));
  });

  it('can be stopped twice, closes every connection and is gone', async () => {
    office = await startOffice();
    const node = await office.dial('espresense');
    const silent = await office.socket(Buffer.alloc(0));
    await Promise.all([office.feed.stop(), office.feed.stop()]);
    await eventually(() => expect(node.connected).toBe(false));
    await closed(silent);
    expect(office.feed.state()).toEqual({ up: false, scannersConnected: 0 });
    await expect(dialIn(office.port, 'esp-1')).rejects.toThrow();
  });
});

/** A PUBLISH that the client library would refuse to send. */
function publishBytes(topic: string): Buffer {
  const name = Buffer.from(topic);
  return Buffer.concat([Buffer.from([0x30, name.length + 2, 0, name.length]), name]);
}
