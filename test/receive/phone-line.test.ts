// Phones at the real broker over real sockets, with the real consent gate deciding whose they are.

import type { IClientOptions, MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Consent, createConsent } from '#gateway/consent/consent.ts';
import type { EmbeddedBrokerOptions } from '#gateway/receive/embedded-broker.ts';
import { type PhoneAccess, phoneAccess } from '#gateway/receive/phone-access.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { LocationConsent } from '#shared/model/consent.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { testPhone } from '#test/fakes/phone.ts';
import { dialIn, type Office, startOffice } from './office.ts';

const ana = SubjectRef.parse('p-ana');
const ben = SubjectRef.parse('p-ben');
const topic = 'waypost/v1/me/s';
const kitchen = 'espresense/devices/x/kitchen';
const one = testPhone(1);
const two = testPhone(2);
const given = (...phones: string[]): LocationConsent =>
  LocationConsent.parse({ scopes: [], documentVersion: 'v1', givenAtMs: 1, tags: [], phones });

let office: Office;
let consent: Consent;
let phones: PhoneAccess;
const life: string[] = [];
const clock = fakeClock();

beforeEach(() => {
  life.length = 0;
  consent = createConsent({
    documentVersion: () => 'v1',
    wallMs: clock.wallMs,
    randomKey: new Uint8Array(32).fill(3),
    onWithdrawn: () => undefined,
  });
  consent.learn({ ref: ana, location: given(one.verifier) });
  consent.learn({ ref: ben, location: given(two.verifier) });
  phones = phoneAccess({ find: consent.phone, appsAllowed: () => true, bootMs: clock.bootMs });
});
const begin = async (more: Partial<EmbeddedBrokerOptions> = {}): Promise<void> => {
  office = await startOffice({ phones, onLife: (id, what) => life.push(`${id} ${what}`), ...more });
};
const clients: MqttClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  await office.close();
});

const dial = async (secret: string, options: IClientOptions = {}): Promise<MqttClient> => {
  const client = await dialIn(office.port, 'any', { username: 'phone', password: secret, clientId: 'my-phone', ...options });
  client.on('error', () => undefined);
  clients.push(client);
  return client;
};
const said = (): string[] => office.ranged.map(({ subject, text }) => `${subject} ${text}`);

describe('a phone with its secret', () => {
  it('is heard as its person, in either quality of service, with the moment it came', async () => {
    await begin();
    const phone = await dial(one.secret);
    await phone.publishAsync(topic, 'first');
    await phone.publishAsync(topic, 'second', { qos: 1 });
    await eventually(() => expect(said()).toEqual(['p-ana first', 'p-ana second']));
    expect(office.ranged[0]).toMatchObject({ kind: 'ranging', heardAtBootMs: office.clock.bootMs() });
    expect(office.heard).toEqual([]);
  });

  it('says nothing that is to be kept, nothing on another topic, and hears nothing', async () => {
    await begin();
    const phone = await dial(one.secret);
    await phone.publishAsync(topic, 'kept', { retain: true, qos: 1 });
    for (const other of [
      kitchen,
      'espresense/rooms/kitchen/status',
      'waypost/v1/rx/rx7/s',
      'waypost/v1/rx/rx7/hb',
      `${topic}/x`,
    ]) {
      await phone.publishAsync(other, 'not a phone’s', { qos: 1 });
    }
    for (const filter of ['#', topic, 'waypost/v1/me/+', 'espresense/rooms/*/+/set']) {
      await expect(phone.subscribeAsync(filter)).rejects.toThrow();
    }
    expect([...said(), ...office.heard]).toEqual([]);
    const denied = Array.from({ length: 6 }, () => 'publish-denied -');
    expect(office.refusals).toEqual([...denied, ...Array.from({ length: 4 }, () => 'subscribe-denied -')]);
    expect(phone.connected).toBe(true);
  });

  it('is not let in with a last will or a session that would outlive it', async () => {
    await begin();
    const will = { topic, payload: Buffer.from('late'), qos: 0 as const, retain: false };
    await expect(dial(one.secret, { will })).rejects.toThrow();
    await expect(dial(one.secret, { clean: false })).rejects.toThrow();
    expect(office.refusals).toEqual(['will -', 'kept-session -']);
    expect(said()).toEqual([]);
  });

  it('is held to ten messages at once and five a second, also over a new connection, and leaves others theirs', async () => {
    await begin();
    const phone = await dial(one.secret);
    for (let i = 0; i < 30; i += 1) phone.publish(topic, String(i));
    await eventually(() => expect(office.refusals).toHaveLength(20));
    const again = await dial(one.secret);
    await again.publishAsync(topic, 'again', { qos: 1 });
    await (await dial(two.secret)).publishAsync(topic, 'mine');
    await eventually(() => expect(said().at(-1)).toBe('p-ben mine'));
    expect(office.ranged).toHaveLength(11);
    clock.advance(seconds(1));
    await again.publishAsync(topic, 'later', { qos: 1 });
    expect(said().at(-1)).toBe('p-ana later');
  });

  it('sends 8 KiB at most and no quality of service 2', async () => {
    await begin();
    const long = await dial(one.secret);
    long.publish(topic, 'x'.repeat(8_192));
    await eventually(() => expect(long.connected).toBe(false));
    const exact = await dial(two.secret);
    exact.publish(topic, 'x', { qos: 2 });
    await eventually(() => expect(exact.connected).toBe(false));
    expect(office.refusals).toEqual(['packet-too-long -', 'qos-2 -']);
  });

  it('has one connection: a new one takes the place of the old, and of nobody else’s by any client id', async () => {
    await begin();
    const scanner = await office.dial('espresense', { clientId: 'shared' });
    const anas = await dial(one.secret, { clientId: 'shared' });
    const bens = await dial(two.secret, { clientId: 'shared' });
    const newer = await dial(one.secret, { clientId: '' });
    await eventually(() => expect(anas.connected).toBe(false));
    for (const client of [newer, bens]) await client.publishAsync(topic, 'here', { qos: 1 });
    await scanner.publishAsync(kitchen, 'here', { qos: 1 });
    expect(said()).toEqual(['p-ana here', 'p-ben here']);
    expect(office.heard).toHaveLength(1);
  });

  it('counts as no scanner and is in no figure of scanners', async () => {
    await begin();
    const phone = await dial(one.secret);
    await phone.publishAsync(topic, 'x', { qos: 1 });
    expect(office.feed.state()).toEqual({ up: true, scannersConnected: 0 });
    await phone.endAsync();
    await (await dial(two.secret)).publishAsync(topic, 'x', { qos: 1 });
    expect(office.feed.state()).toEqual({ up: true, scannersConnected: 0 });
    expect(life).toEqual([]);
  });
});

describe('a consent that ends', () => {
  it.each([
    ['by withdrawal', () => consent.learn({ ref: ana })],
    ['with the phone', () => consent.learn({ ref: ana, location: given(testPhone(9).verifier) })],
    ['because somebody else claims the phone', () => consent.learn({ ref: ben, location: given(one.verifier) })],
  ])('%s silences the open connection at once, closes it at its next word and lets it in no more', async (_how, end) => {
    await begin();
    const phone = await dial(one.secret);
    await phone.publishAsync(topic, 'before', { qos: 1 });
    end();
    phone.publish(topic, 'after');
    await eventually(() => expect(phone.connected).toBe(false));
    expect(said()).toEqual(['p-ana before']);
    await expect(dial(one.secret)).rejects.toThrow(/bad username or password/i);
    expect(office.refusals).toEqual(['login -', 'login -']);
  });
});

it('closes the connection of a phone that is nobody’s any more and says nothing', async () => {
  await begin();
  const phone = await dial(one.secret, { keepalive: 1 });
  consent.forget(ana);
  await eventually(() => expect(phone.connected).toBe(false));
  expect([said(), office.refusals]).toEqual([[], ['login -']]);
});

describe('whoever is no phone', () => {
  it('is refused alike with a wrong secret, none, a verifier or a scanner’s password, and not more often than twenty times', async () => {
    await begin();
    const wrong = [testPhone(9).secret, '', one.verifier, 'secret of esp-1'];
    for (const secret of wrong) await expect(dial(secret)).rejects.toThrow(/bad username or password/i);
    for (let i = 0; i < 16; i += 1) await expect(dial('x')).rejects.toThrow();
    await expect(dial('x')).rejects.toThrow(/not authorized/i);
    expect(office.refusals).toEqual([...Array.from({ length: 20 }, () => 'login -'), 'address-barred -']);
  });

  it('bars neither phones nor scanners at its address by guessing secrets', async () => {
    await begin();
    for (let i = 0; i < 25; i += 1) await expect(dial('x')).rejects.toThrow();
    await (await dial(one.secret)).publishAsync(topic, 'here', { qos: 1 });
    await (await office.dial('espresense')).publishAsync(kitchen, 'here', { qos: 1 });
    expect([said(), office.heard.length]).toEqual([['p-ana here'], 1]);
  });

  it('says nothing as a phone: a scanner’s word on the phones’ topic is dropped and counted for it', async () => {
    await begin();
    const scanner = await office.dial('native');
    await scanner.publishAsync(topic, '{}', { qos: 1 });
    expect([office.ranged, office.heard, office.refusals]).toEqual([[], [], ['publish-denied native-1']]);
  });

  it('gets in with no secret at all where no phones are taken', async () => {
    office = await startOffice();
    await expect(dial(one.secret)).rejects.toThrow(/bad username or password/i);
  });
});

describe('places', () => {
  it('of phones and of scanners are counted apart, so that neither crowds out the other', async () => {
    await begin({ connections: { total: 1, perAddress: 1 }, phoneConnections: 1 });
    await dial(one.secret);
    await expect(dial(two.secret)).rejects.toThrow();
    const scanner = await office.dial('espresense');
    await expect(office.dial('native')).rejects.toThrow();
    expect(office.refusals).toEqual(['too-many-connections -', 'too-many-connections native-1']);
    await scanner.endAsync();
    await eventually(() => office.dial('native'));
  });

  it('are given back, also by those who were refused', async () => {
    await begin({ connections: { total: 2, perAddress: 2 }, phoneConnections: 2 });
    for (let i = 0; i < 5; i += 1) await expect(dial('x')).rejects.toThrow();
    for (let i = 0; i < 5; i += 1) {
      await eventually(async () => (await dial(one.secret)).endAsync());
      await eventually(async () => (await office.dial('espresense')).endAsync());
    }
    const [phone] = await Promise.all([dial(one.secret), office.dial('espresense')]);
    expect(phone.connected).toBe(true);
  });

  it('are not taken for long by a phone that flaps: fifteen connects a minute, then none for five minutes', async () => {
    await begin();
    for (let i = 0; i < 15; i += 1) await (await dial(one.secret)).endAsync();
    await expect(dial(one.secret)).rejects.toThrow();
    expect(office.refusals).toEqual(['flapping -']);
    await expect(dial(two.secret)).resolves.toBeDefined();
    office.clock.advance(minutes(5));
    await expect(dial(one.secret)).resolves.toBeDefined();
  });
});
