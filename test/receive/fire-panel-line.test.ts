// The fire panel at our own broker, and over one that is there already: true, forged, repeated and kept signals over real sockets.

import type { IClientOptions, MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { EmbeddedBrokerOptions } from '#gateway/receive/embedded-broker.ts';
import { firePanelTopic } from '#gateway/receive/fire-panel-line.ts';
import { outsideBroker } from '#gateway/receive/outside-broker.ts';
import { seconds } from '#shared/kit/duration.ts';
import { SiteId } from '#shared/model/ids.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { startOutsideBroker } from './mosquitto.ts';
import { dialIn, type Office, scanners, startOffice } from './office.ts';

const topic = 'waypost/house/fire-panel';
const alarm = '{"state":"alarm","id":"7"}';
const heard: string[] = [];
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  heard.length = 0;
  for (const end of ends.splice(0).reverse()) await end();
});

async function begin(more: Partial<EmbeddedBrokerOptions> = {}): Promise<Office> {
  const isPassword = (password: string): boolean => password === 'the secret of the panel';
  const office = await startOffice({ firePanel: { topic, onSignal: (text) => heard.push(text), isPassword }, ...more });
  ends.push(office.close);
  return office;
}

async function dial(office: Office, options: IClientOptions = {}): Promise<MqttClient> {
  const login = { username: 'fire-panel', password: 'the secret of the panel', clientId: 'panel' };
  const client = await dialIn(office.port, 'any', { ...login, ...options });
  client.on('error', () => undefined);
  ends.push(() => client.endAsync(true));
  return client;
}

describe('the fire panel at our own broker', () => {
  it('is heard on its topic, each time it speaks, and counts as no scanner', async () => {
    const office = await begin();
    const panel = await dial(office);
    await panel.publishAsync(topic, alarm);
    await panel.publishAsync(topic, alarm, { qos: 1 });
    await eventually(() => expect(heard).toEqual([alarm, alarm]));
    expect([office.heard, office.ranged, office.refusals, office.feed.state().scannersConnected]).toEqual([[], [], [], 0]);
  });

  it('says nothing that is to be kept and nothing on another topic, and hears nothing', async () => {
    const office = await begin();
    const panel = await dial(office);
    await panel.publishAsync(topic, alarm, { retain: true, qos: 1 });
    for (const other of ['waypost/v1/rx/rx7/s', 'waypost/v1/me/s', 'waypost/other/fire-panel', `${topic}/x`, 'waypost/house']) {
      await panel.publishAsync(other, alarm, { qos: 1 });
    }
    for (const filter of ['#', topic, 'waypost/+/fire-panel']) await expect(panel.subscribeAsync(filter)).rejects.toThrow();
    expect([heard, office.heard, office.ranged]).toEqual([[], [], []]);
    expect(office.refusals).toEqual([
      ...Array.from({ length: 6 }, () => 'publish-denied -'),
      ...Array.from({ length: 3 }, () => 'subscribe-denied -'),
    ]);
    await panel.publishAsync(topic, alarm, { qos: 1 });
    expect(heard).toEqual([alarm]);
  });

  it('can not be played by a scanner, whatever it publishes', async () => {
    const office = await begin();
    const all = ['native', 'espresense', 'openmqttgateway', 'theengs'] as const;
    for (const firmware of all) {
      const scanner = await office.dial(firmware);
      await scanner.publishAsync(topic, alarm, { qos: 1 });
    }
    expect(heard).toEqual([]);
    expect(office.refusals).toEqual(all.map((firmware) => `publish-denied ${scanners[firmware].id}`));
  });

  it('is not let in with a wrong password, a scanner’s, a last will or a session that outlives it; five wrong ones bar the address', async () => {
    const office = await begin();
    const will = { topic, payload: Buffer.from(alarm), qos: 0 as const, retain: false };
    await expect(dial(office, { will })).rejects.toThrow();
    await expect(dial(office, { clean: false })).rejects.toThrow();
    for (const password of ['', 'x', 'secret of esp-1', 'the secret of the panel ', 'secret of fire-panel']) {
      await expect(dial(office, { password })).rejects.toThrow(/bad username or password/i);
    }
    await expect(dial(office)).rejects.toThrow();
    expect(office.refusals).toEqual([
      'will -',
      'kept-session -',
      ...Array.from({ length: 5 }, () => 'login -'),
      'address-barred -',
    ]);
    expect(heard).toEqual([]);
  });

  it('has its own places, may dial as often as it likes, and is not put out by another one with its login', async () => {
    const office = await begin({ connections: { total: 1, perAddress: 1 } });
    await office.dial('native', { clientId: 'panel' });
    const one = await dial(office);
    const two = await dial(office, { clientId: 'second panel' });
    for (let i = 0; i < 20; i += 1) await (await dial(office, { clientId: `again-${i}` })).endAsync();
    for (const panel of [one, two]) await panel.publishAsync(topic, alarm, { qos: 1 });
    expect([heard.length, office.feed.state().scannersConnected]).toEqual([2, 1]);
  });

  it('is held to ten signals at once and five a second', async () => {
    const office = await begin();
    const panel = await dial(office);
    for (let i = 0; i < 20; i += 1) await panel.publishAsync(topic, alarm, { qos: 1 });
    expect([heard.length, office.refusals]).toEqual([10, Array.from({ length: 10 }, () => 'rate -')]);
    office.clock.advance(seconds(1));
    await panel.publishAsync(topic, alarm, { qos: 1 });
    expect(heard).toHaveLength(11);
  });

  it('is not let in at all where none is configured', async () => {
    const office = await startOffice();
    ends.push(office.close);
    await expect(dial(office)).rejects.toThrow(/bad username or password/i);
  });
});

describe('the fire panel at an outside broker', () => {
  it('is heard live, never from what the broker kept, and only where it is asked for', async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const login = { username: 'gateway', password: 'secret' };
    const panel = await dialIn(broker.port, 'panel', login);
    ends.push(() => panel.endAsync(true));
    await panel.publishAsync(topic, '{"state":"alarm","id":"old"}', { retain: true, qos: 1 });
    const delivered: string[] = [];
    const follow = async (asked: boolean) => {
      const started = await outsideBroker({
        ...{ url: `mqtt://127.0.0.1:${broker.port}`, ...login, scanners: Object.values(scanners), clock: fakeClock() },
        ...(asked && { firePanel: { topic, onSignal: (text: string) => heard.push(text) } }),
      }).start((raw) => {
        if (raw.kind === 'mqtt') delivered.push(raw.topic);
      });
      if (!started.ok) throw new Error(started.detail);
      ends.push(started.value.stop);
      await eventually(() => expect(started.value.state().up).toBe(true));
    };
    await follow(false);
    await follow(true);
    await panel.publishAsync(topic, alarm, { qos: 1 });
    await panel.publishAsync(topic, 'x'.repeat(2_000), { qos: 1 });
    await panel.publishAsync(topic, 'last', { qos: 1 });
    await eventually(() => expect(heard.at(-1)).toBe('last'));
    expect([heard, delivered]).toEqual([[alarm, 'last'], []]);
  });
});

it('speaks on a topic of its own site', () => {
  expect(firePanelTopic(SiteId.parse('house'))).toBe(topic);
});
