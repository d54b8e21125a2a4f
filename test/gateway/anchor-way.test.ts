// From a real connection to the engine: a scanner's socket dies, and the engine stops believing in its anchor.

import { afterEach, describe, expect, test } from 'vitest';
import { type AnchorWay, startAnchorWay } from '#gateway/anchor-way.ts';
import type { Config } from '#gateway/config.ts';
import { createDecoder } from '#gateway/decode/decoder.ts';
import { embeddedBroker } from '#gateway/receive/embedded-broker.ts';
import { outsideBroker } from '#gateway/receive/outside-broker.ts';
import type { Deliver, RunningFeed, TagFeed } from '#gateway/receive/tag-feed.ts';
import { createLog } from '#gateway/watch/log.ts';
import { seconds } from '#shared/kit/duration.ts';
import { Site } from '#shared/model/site.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { startOutsideBroker } from '#test/receive/mosquitto.ts';
import { dialIn, passwordOf, scanners } from '#test/receive/office.ts';

const rect = [0, 0, 20, 10];
const site = Site.parse({
  ...{ id: 'site', name: 'Site', timeZone: 'UTC' },
  floors: [
    {
      ...{ id: 'f1', name: 'First', short: '1', outline: { rect }, zones: [{ id: 'z', name: 'Zone', shape: { rect } }] },
      anchors: [
        ...Object.values(scanners).map(({ anchor }, i) => ({ id: anchor, at: [i + 1, 2] })),
        { id: 'a-door', at: [9, 2], beacon: 'ib:fda50693a4e24fb1afcfc6eb07647825:1:1' },
        { id: 'a-attic', at: [9, 9] },
      ],
    },
  ],
});
const all = Object.values(scanners);
const config = { scanners: all, site } as unknown as Config;
const kitchen = 'espresense/devices/iBeacon:fda50693-a4e2-4fb1-afcf-c6eb07647825-100-7/kitchen';
const sighting = JSON.stringify({ id: 'iBeacon:fda50693-a4e2-4fb1-afcf-c6eb07647825-100-7', rssi: -60 });

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The way behind a feed, with an engine that only remembers which anchors it believes. */
async function behind(feedOf: (way: AnchorWay, clock: ReturnType<typeof fakeClock>) => TagFeed) {
  const clock = fakeClock();
  const doubted = new Set<string>();
  const lines: string[] = [];
  const outages: string[] = [];
  const way = startAnchorWay({
    config,
    clock,
    engine: { silence: (anchor, silent) => void (silent ? doubted.add(anchor) : doubted.delete(anchor)) },
    metrics: { anchorOutage: (anchor) => outages.push(anchor) },
    log: createLog({ level: 'info', destination: { write: (line) => lines.push(line) } }),
  });
  const decode = createDecoder({ scanners: all, anchors: site.floors.flatMap((floor) => floor.anchors) });
  const deliver: Deliver = (raw) => {
    if (raw.kind === 'ranging') return;
    const read = decode(raw);
    if (read.ok) way.came(raw, read);
  };
  const started = await feedOf(way, clock).start(deliver);
  if (!started.ok) throw new Error(started.detail);
  const feed: RunningFeed = started.value;
  ends.push(way.stop, feed.stop);
  const stateOf = (id: string) => way.list().anchors.find((anchor) => anchor.id === id);
  return { way, clock, doubted, lines, outages, feed, stateOf };
}

const ours = () =>
  behind((way, clock) =>
    embeddedBroker({
      ...{ host: '127.0.0.1', port: 0, clock, onLife: way.life },
      authenticate: (name, password) => all.find(({ id }) => id === name && password === passwordOf(id)) ?? null,
    }),
  );

describe('behind our own broker', () => {
  test('the engine doubts every anchor that nothing came from, but no beacon that only phones can hear', async () => {
    const { doubted, way } = await ours();
    expect([...doubted].toSorted()).toEqual(['a-1', 'a-2', 'a-3', 'a-4', 'a-attic']);
    expect(way.counts()).toEqual({ configured: 4, silent: 0 });
  });

  test('a killed connection is known at once: to the engine, in the list, in the log and in the figures', async () => {
    const { doubted, feed, stateOf, lines, outages } = await ours();
    const node = await dialIn(feed.port ?? 0, 'esp-1');
    ends.push(() => node.endAsync(true));
    await node.publishAsync(kitchen, sighting);
    await eventually(() => expect(doubted.has('a-1')).toBe(false));
    expect(stateOf('a-1')).toMatchObject({ state: 'hearing', scanners: ['esp-1'] });
    node.stream.destroy();
    await eventually(() => expect(doubted.has('a-1')).toBe(true));
    expect(stateOf('a-1')).toMatchObject({ state: 'silent', why: 'disconnected' });
    expect(outages).toEqual(['a-1']);
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ level: 'warn', anchor: 'a-1', why: 'disconnected' });
    const again = await dialIn(feed.port ?? 0, 'esp-1');
    ends.push(() => again.endAsync(true));
    await eventually(() => expect(doubted.has('a-1')).toBe(false));
    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ level: 'info', anchor: 'a-1' });
  });

  test('a scanner that stays connected but stops sending is doubted within fifteen seconds', async () => {
    const { doubted, feed, clock, way, lines } = await ours();
    const node = await dialIn(feed.port ?? 0, 'esp-1');
    ends.push(() => node.endAsync(true));
    for (let second = 0; second < 40; second += 1) {
      await node.publishAsync(kitchen, sighting, { qos: 1 });
      clock.advance(1_000);
    }
    expect(doubted.has('a-1')).toBe(false);
    clock.advance(seconds(14));
    expect(doubted.has('a-1')).toBe(true);
    // Nobody is told yet: perhaps the last tag left.
    expect(way.scanners().find(({ id }) => id === 'esp-1')?.state).toBe('hearing');
    expect(lines).toEqual([]);
  });

  test('an idle scanner that pings stays believed', async () => {
    const { doubted, feed, clock } = await ours();
    const node = await dialIn(feed.port ?? 0, 'native-1');
    ends.push(() => node.endAsync(true));
    await eventually(() => expect(doubted.has('a-4')).toBe(false));
    for (let minute = 0; minute < 10; minute += 1) {
      clock.advance(seconds(45));
      const answered = new Promise((resolve) => node.once('packetreceive', resolve));
      node.sendPing();
      await answered;
    }
    expect(doubted.has('a-4')).toBe(false);
  });

  test('telemetry is in the list', async () => {
    const { feed, stateOf } = await ours();
    const node = await dialIn(feed.port ?? 0, 'esp-1');
    ends.push(() => node.endAsync(true));
    const telemetry = { uptime: 60, firm: 'esp32', ver: 'v4.1.0', adverts: 100, fingerprints: 44 };
    await node.publishAsync('espresense/rooms/kitchen/telemetry', JSON.stringify(telemetry));
    await eventually(() => expect(stateOf('a-1')).toMatchObject({ firmwareVersion: 'v4.1.0', saturated: true }));
  });

  test('the end of the gateway is nobody’s outage', async () => {
    const { feed, outages, way, doubted } = await ours();
    const node = await dialIn(feed.port ?? 0, 'esp-1');
    await eventually(() => expect(doubted.has('a-1')).toBe(false));
    node.on('error', () => undefined);
    await feed.stop();
    await node.endAsync(true);
    expect(outages).toEqual([]);
    expect(way.counts().silent).toBe(0);
  });
});

test('behind an outside broker the last will counts, and the loss of our own link to it', async () => {
  const broker = await startOutsideBroker();
  ends.push(broker.stop);
  const login = { username: 'gateway', password: 'secret' };
  const { feed, doubted, stateOf } = await behind((way, clock) =>
    outsideBroker({ url: `mqtt://127.0.0.1:${broker.port}`, ...login, scanners: all, clock, onLife: way.life }),
  );
  await eventually(() => expect(feed.state().up).toBe(true));
  const status = 'espresense/rooms/kitchen/status';
  const will = { topic: status, payload: Buffer.from('offline'), qos: 0 as const, retain: true };
  const node = await dialIn(broker.port, 'esp-1', { ...login, will });
  const other = await dialIn(broker.port, 'omg-1', login);
  ends.push(
    () => node.endAsync(true),
    () => other.endAsync(true),
  );
  await node.publishAsync(status, 'online', { retain: true });
  await other.publishAsync('home/OMG_3/SYStoMQTT', JSON.stringify({ uptime: 5, version: 'v1.8.1' }));
  await eventually(() => expect(['a-1', 'a-2'].filter((id) => doubted.has(id))).toEqual([]));
  expect(feed.state().scannersConnected).toBe(2);
  node.stream.destroy();
  await eventually(() => expect(doubted.has('a-1')).toBe(true));
  expect([stateOf('a-1')?.why, stateOf('a-2')?.state]).toEqual(['offline', 'hearing']);
  await broker.stop();
  await eventually(() => expect(doubted.has('a-2')).toBe(true));
  expect(stateOf('a-2')?.why).toBe('disconnected');
});
