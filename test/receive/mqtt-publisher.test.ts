import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startMqttPublisher } from '#gateway/receive/mqtt-publisher.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { freePort, startOutsideBroker } from './mosquitto.ts';
import { dialIn } from './office.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const login = { username: 'gateway', password: 'secret' };

function publisherTo(port: number, clock: FakeClock, password = 'secret') {
  const url = `mqtt://127.0.0.1:${port}`;
  const publisher = startMqttPublisher({ ...login, password, url, urlKey: 'there.url', clock, random: () => 0.5 });
  ends.push(publisher.stop);
  return { ...publisher, up: () => eventually(() => expect(publisher.state()).toEqual({ up: true })) };
}

async function listenerTo(port: number): Promise<string[]> {
  const heard: string[] = [];
  const client = await dialIn(port, 'listener', login);
  ends.push(() => client.endAsync(true));
  client.on('message', (topic, payload, { qos, retain }) => heard.push(`${topic} ${payload} ${qos} ${retain}`));
  await client.subscribeAsync('#', { qos: 1 });
  return heard;
}

/** A broker of two lines: lets everybody in, and does `next` with the connection. */
async function startCrookedBroker(next: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    ends.push(async () => socket.destroy());
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(letIn);
      next(socket);
    });
  });
  ends.push(async () => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A CONNACK. */
const letIn = Buffer.from([0x20, 2, 0, 0]);

describe('a publisher to an outside broker', () => {
  it('says a thing once, and the broker keeps none of it', async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const heard = await listenerTo(broker.port);
    const publisher = publisherTo(broker.port, fakeClock());
    await publisher.up();
    publisher.publish('rooms/kitchen', 'first');
    await eventually(() => expect(heard).toEqual(['rooms/kitchen first 0 false']));
    const later = await listenerTo(broker.port);
    publisher.publish('rooms/kitchen', 'second');
    await eventually(() => expect(later).toEqual(['rooms/kitchen second 0 false']));
  });

  it('starts while the broker is away, says which key to look at, and keeps nothing for when it comes', async () => {
    const clock = fakeClock();
    const port = await freePort();
    const publisher = publisherTo(port, clock);
    await eventually(() => expect(clock.waiting()).toBe(1));
    expect(publisher.state()).toMatchObject({ up: false, detail: expect.stringMatching(/ECONNREFUSED.*there\.url/) });
    publisher.publish('rooms/kitchen', 'while it was away');
    const broker = await startOutsideBroker(port);
    ends.push(broker.stop);
    const heard = await listenerTo(port);
    clock.advance(30_000);
    await publisher.up();
    publisher.publish('rooms/kitchen', 'now');
    await eventually(() => expect(heard).toEqual(['rooms/kitchen now 0 false']));
  });

  it('drops what a broker that stopped reading does not take, instead of piling it up', async () => {
    let stuck: Socket | undefined;
    const port = await startCrookedBroker((socket) => {
      stuck = socket.pause();
    });
    const publisher = publisherTo(port, fakeClock());
    await publisher.up();
    for (let i = 0; i < 64_000; i += 1) publisher.publish('rooms/kitchen', 'x'.repeat(1_000));
    let readBytes = 0;
    let last = '';
    stuck?.on('data', (data) => {
      readBytes += data.length;
      last = `${last}${data.toString('latin1')}`.slice(-100);
    });
    stuck?.resume();
    await eventually(() => {
      publisher.publish('rooms/kitchen', 'the end');
      expect(last).toContain('the end');
    });
    expect(readBytes).toBeLessThan(32_000_000);
  });

  it('dials a broker that lets it in only to end the connection less and less often', async () => {
    const clock = fakeClock();
    publisherTo(await startCrookedBroker((socket) => socket.end()), clock);
    for (const pauseMs of [500, 1_000, 2_000, 4_000]) {
      await eventually(() => expect(clock.waiting()).toBe(1));
      clock.advance(pauseMs - 1);
      expect(clock.waiting()).toBe(1);
      clock.advance(1);
      expect(clock.waiting()).toBe(0);
    }
  });

  it('says nothing and leaves no timer once it is stopped, twice as well', async () => {
    const clock = fakeClock();
    const publisher = publisherTo(await freePort(), clock);
    await eventually(() => expect(clock.waiting()).toBe(1));
    const ended = publisher.stop();
    publisher.publish('rooms/kitchen', 'late');
    await ended;
    expect(publisher.state()).toEqual({ up: false });
    publisher.publish('rooms/kitchen', 'too late');
    await publisher.stop();
    expect(publisher.state()).toEqual({ up: false });
    expect(clock.waiting()).toBe(0);
  });
});
