// What every MQTT feed promises, whoever runs the broker: the same cases against our own and against an outside one.

import type { MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { embeddedBroker } from '#gateway/receive/embedded-broker.ts';
import { outsideBroker } from '#gateway/receive/outside-broker.ts';
import type { Deliver, RunningFeed, TagFeed } from '#gateway/receive/tag-feed.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { startOutsideBroker } from '#test/receive/mosquitto.ts';
import { dialIn, passwordOf, scanners } from '#test/receive/office.ts';

type Stand = {
  readonly feed: TagFeed;
  /** Connects a scanner to the broker behind the feed. */
  readonly dial: (feed: RunningFeed, id: string, willTopic: string) => Promise<MqttClient>;
};

const clock = fakeClock();
const all = Object.values(scanners);
const ends: (() => Promise<unknown>)[] = [];
const will = (topic: string) => ({ topic, payload: Buffer.from('offline'), qos: 0 as const, retain: true });

const stands: Record<string, () => Promise<Stand>> = {
  'our own broker': async () => ({
    feed: embeddedBroker({
      host: '127.0.0.1',
      port: 0,
      clock,
      authenticate: (username, password) => all.find(({ id }) => id === username && password === passwordOf(id)) ?? null,
    }),
    dial: (feed, id, willTopic) => dialIn(feed.port ?? 0, id, { will: will(willTopic) }),
  }),
  'an outside broker': async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const login = { username: 'gateway', password: 'secret' };
    return {
      feed: outsideBroker({ url: `mqtt://127.0.0.1:${broker.port}`, ...login, scanners: all, clock, random: () => 0 }),
      dial: (_feed, id, willTopic) => dialIn(broker.port, id, { ...login, will: will(willTopic) }),
    };
  },
};

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

describe.each(Object.keys(stands))('a feed from %s', (name) => {
  const sighting = 'espresense/devices/iBeacon:x/kitchen';
  const status = 'espresense/rooms/kitchen/status';

  const begin = async () => {
    const stand = await stands[name]?.();
    if (stand === undefined) throw new Error('no such stand');
    const heard: (Parameters<Deliver>[0] & { text: string })[] = [];
    const started = await stand.feed.start((raw) => heard.push({ ...raw, text: Buffer.from(raw.payload).toString() }));
    if (!started.ok) throw new Error(started.detail);
    const feed = started.value;
    ends.push(feed.stop);
    await eventually(() => expect(feed.state().up).toBe(true));
    const node = await stand.dial(feed, 'esp-1', status);
    ends.push(() => node.endAsync(true));
    return { feed, heard, node };
  };

  it('delivers a sighting byte for byte, not retained, with the moment it came', async () => {
    const { heard, node } = await begin();
    await node.publishAsync(sighting, '{"rssi":-71.25}');
    await eventually(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatchObject({ kind: 'mqtt', topic: sighting, text: '{"rssi":-71.25}', retained: false });
    expect(heard[0]?.heardAtBootMs).toBe(clock.bootMs());
  });

  it('delivers in the order of sending, and only what a decoder wants', async () => {
    const { heard, node } = await begin();
    for (const topic of [
      'homeassistant/x',
      'espresense/devices/x/attic',
      `${sighting}/battery`,
      'espresense/rooms/kitchen/name',
    ]) {
      await node.publishAsync(topic, 'unwanted');
    }
    for (let i = 0; i < 20; i += 1) await node.publishAsync(sighting, String(i));
    await eventually(() => expect(heard.at(-1)?.text).toBe('19'));
    expect(heard.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });

  it('drops a payload above 8 KiB', async () => {
    const { heard, node } = await begin();
    node.on('error', () => undefined);
    await node.publishAsync(sighting, 'x'.repeat(7_000));
    await eventually(() => expect(heard).toHaveLength(1));
    await node.publishAsync(sighting, 'x'.repeat(8_193));
    node.publish(sighting, 'after');
    // Our own broker ends the connection, an outside one passes the next message on.
    await eventually(() => expect(node.connected && heard.at(-1)?.text !== 'after').toBe(false));
    expect(heard.filter(({ payload }) => payload.length > 8_192)).toEqual([]);
  });

  it('delivers a scanner’s status and knows whether it is there', async () => {
    const { feed, heard, node } = await begin();
    await node.publishAsync(status, 'online', { retain: true });
    await eventually(() => expect(heard.at(-1)).toMatchObject({ topic: status, text: 'online' }));
    expect(feed.state()).toEqual({ up: true, scannersConnected: 1 });
    node.stream.destroy();
    await eventually(() => expect(feed.state().scannersConnected).toBe(0));
  });

  it('can be stopped twice and then says nothing more', async () => {
    const { feed, heard, node } = await begin();
    node.on('error', () => undefined);
    await Promise.all([feed.stop(), feed.stop()]);
    await feed.stop();
    node.publish(sighting, 'too late');
    expect(feed.state()).toMatchObject({ up: false, scannersConnected: 0 });
    expect(heard).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });
});
