import { afterEach, describe, expect, it } from 'vitest';
import { startIntegrations } from '#gateway/integration-way.ts';
import { seconds } from '#shared/kit/duration.ts';
import { AnchorId, TagId } from '#shared/model/ids.ts';
import { Scanner } from '#shared/model/scanner.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { freePort, startOutsideBroker } from '#test/receive/mosquitto.ts';
import { dialIn } from '#test/receive/office.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const trolley = TagId.parse('ib:fda50693a4e24fb1afcfc6eb07647825:100:7');
const badge = TagId.parse('mac:c1a2b3040506');
const stranger = TagId.parse('mac:00112233aabb');
const kitchen = AnchorId.parse('a-kitchen');
const desk = AnchorId.parse('a-desk');
const cellar = AnchorId.parse('a-cellar');

/** A gateway's way out to the broker at `port`; `badge` is listed among the things, but a person claims it. */
function wayTo(port: number) {
  const clock = fakeClock();
  const warnings: string[] = [];
  const config: Parameters<typeof startIntegrations>[0]['config'] = {
    scanners: [
      Scanner.parse({ id: 'esp-1', firmware: 'espresense', room: 'kitchen', anchor: kitchen }),
      Scanner.parse({ id: 'omg-1', firmware: 'openmqttgateway', room: 'OMG_1', anchor: kitchen }),
    ],
    radio: { anchor: desk },
    integrations: {
      mqttRoom: {
        url: `mqtt://127.0.0.1:${port}`,
        base: 'room_presence',
        things: [
          { id: 'trolley', tag: trolley },
          { id: 'badge', tag: badge },
        ],
      },
    },
    secrets: { ...testSecrets, WAYPOST_MQTT_ROOM_USERNAME: 'gateway', WAYPOST_MQTT_ROOM_PASSWORD: 'secret' },
  };
  const { hear, stop } = startIntegrations({
    config,
    clock,
    claimedBy: (tag) => (tag === badge ? 'person' : 'nobody'),
    log: { warn: (fields, message) => warnings.push(`${JSON.stringify(fields)} ${message}`) },
  });
  ends.push(stop);
  const heard = (tag: TagId, anchor = kitchen, rssiDbm = -59): void =>
    hear({ tag, anchor, rssiDbm, heardAtBootMs: clock.bootMs() });
  return { clock, warnings, heard, stop };
}

type Way = ReturnType<typeof wayTo>;

/** Moves on and lets the trolley be heard at `rssiDbm`, until a listener hears of it. */
const untilTold = (way: Way, told: readonly string[], rssiDbm?: number): Promise<void> =>
  eventually(() => {
    way.clock.advance(seconds(1));
    way.heard(trolley, kitchen, rssiDbm);
    expect(told).not.toEqual([]);
  });

async function listenerTo(port: number): Promise<string[]> {
  const told: string[] = [];
  const client = await dialIn(port, 'home-assistant', { username: 'gateway', password: 'secret' });
  ends.push(() => client.endAsync(true));
  client.on('message', (topic, payload, { retain }) => told.push(`${topic} ${payload}${retain ? ' retained' : ''}`));
  await client.subscribeAsync('#');
  return told;
}

const near = 'room_presence/kitchen {"id":"trolley","distance":1}';

describe('things told to Home Assistant over an outside broker', () => {
  it('come with id and distance under the room of the scanner, or the anchor of this machine’s radio', async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const told = await listenerTo(broker.port);
    const way = wayTo(broker.port);
    await untilTold(way, told);
    expect(new Set(told)).toEqual(new Set([near]));
    way.heard(trolley, desk, -86);
    await eventually(() => expect(told.at(-1)).toBe('room_presence/a-desk {"id":"trolley","distance":10}'));
  });

  it('are never a person’s tag, be it listed, nor one that is not listed, nor from a place without a room', async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const told = await listenerTo(broker.port);
    const way = wayTo(broker.port);
    await untilTold(way, told);
    const before = told.length;
    way.clock.advance(seconds(1));
    for (const tag of [badge, stranger]) for (const anchor of [kitchen, desk]) way.heard(tag, anchor);
    way.heard(trolley, cellar);
    way.heard(trolley, desk);
    await eventually(() => expect(told.at(-1)).toContain('a-desk'));
    expect(told.slice(before).filter((line) => line !== near)).toEqual(['room_presence/a-desk {"id":"trolley","distance":1}']);
  });

  it('leave nothing at the broker for somebody who listens later', async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const told = await listenerTo(broker.port);
    const way = wayTo(broker.port);
    await untilTold(way, told);
    // The broker keeps the order: when this one has come, nothing from before it is still on its way.
    way.heard(trolley, desk);
    await eventually(() => expect(told.at(-1)).toContain('a-desk'));
    const later = await listenerTo(broker.port);
    way.clock.advance(seconds(1));
    way.heard(trolley, kitchen, -86);
    await eventually(() => expect(later).toEqual(['room_presence/kitchen {"id":"trolley","distance":10}']));
  });

  it('are lost while the broker is away, not told when it is back', async () => {
    const first = await startOutsideBroker();
    const told = await listenerTo(first.port);
    const way = wayTo(first.port);
    await untilTold(way, told);
    way.clock.advance(seconds(5));
    expect(way.clock.waiting()).toBe(0);
    await first.stop();
    await eventually(() => expect(way.clock.waiting()).toBe(1));
    way.heard(trolley, kitchen, -100);
    way.heard(trolley, desk, -100);
    const second = await startOutsideBroker(first.port);
    ends.push(second.stop);
    const toldLater = await listenerTo(first.port);
    await untilTold(way, toldLater);
    expect(new Set(toldLater)).toEqual(new Set([near]));
  });
});

describe('the way out of the house', () => {
  it('warns the operator once of a broker that is not there, with the key to look at and nothing of what it was to tell', async () => {
    const way = wayTo(await freePort());
    await eventually(() => expect(way.clock.waiting()).toBe(2));
    way.heard(trolley);
    way.clock.advance(seconds(5));
    expect(way.warnings).toEqual([
      "{} The MQTT broker can't be used (ECONNREFUSED); check integrations.mqttRoom.url and the login.",
    ]);
    way.clock.advance(seconds(60));
    expect(way.warnings).toHaveLength(1);
  });

  it('leaves no timer behind when it is stopped before the broker came', async () => {
    const way = wayTo(await freePort());
    await eventually(() => expect(way.clock.waiting()).toBe(2));
    await way.stop();
    expect(way.clock.waiting()).toBe(0);
  });

  it('stays shut when no system is named', async () => {
    const clock = fakeClock();
    const { hear, stop } = startIntegrations({
      config: { scanners: [], integrations: {}, secrets: testSecrets },
      clock,
      claimedBy: () => 'nobody',
      log: { warn: () => expect.unreachable() },
    });
    hear({ tag: trolley, anchor: kitchen, rssiDbm: -59, heardAtBootMs: 0 });
    expect(clock.waiting()).toBe(0);
    await stop();
  });
});
