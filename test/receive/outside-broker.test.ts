import { afterEach, describe, expect, it } from 'vitest';
import { outsideBroker } from '#gateway/receive/outside-broker.ts';
import type { RunningFeed } from '#gateway/receive/tag-feed.ts';
import { eventually } from '#test/eventually.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { freePort, startOutsideBroker } from './mosquitto.ts';
import { dialIn, scanners } from './office.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const login = { username: 'gateway', password: 'secret' };
const sighting = 'espresense/devices/iBeacon:x/kitchen';

async function follow(port: number, clock: FakeClock, password = 'secret') {
  const heard: boolean[] = [];
  const options = { ...login, password, scanners: Object.values(scanners), clock, random: () => 0.5 };
  const started = await outsideBroker({ url: `mqtt://127.0.0.1:${port}`, ...options }).start((raw) => {
    if (raw.kind === 'mqtt') heard.push(raw.retained);
  });
  if (!started.ok) throw new Error(started.detail);
  ends.push(started.value.stop);
  return { feed: started.value, heard };
}

const up = (feed: RunningFeed): Promise<void> => eventually(() => expect(feed.state().up).toBe(true));

describe('a feed from an outside broker', () => {
  it('marks a sighting that the broker had kept as retained, so that it is dropped', async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const node = await dialIn(broker.port, 'esp-1', login);
    ends.push(() => node.endAsync(true));
    await node.publishAsync(sighting, '{}', { retain: true, qos: 1 });
    const { feed, heard } = await follow(broker.port, fakeClock());
    await up(feed);
    await eventually(() => expect(heard).toEqual([true]));
  });

  it('starts while the broker is away, says so, dials with pauses, and is there when the broker is', async () => {
    const clock = fakeClock();
    const port = await freePort();
    const { feed } = await follow(port, clock);
    for (let tries = 0; tries < 3; tries += 1) {
      await eventually(() => expect(clock.waiting()).toBe(1));
      expect(feed.state()).toMatchObject({ up: false, detail: expect.stringContaining('ECONNREFUSED') });
      if (tries < 2) clock.advance(30_000);
    }
    const broker = await startOutsideBroker(port);
    ends.push(broker.stop);
    clock.advance(30_000);
    await up(feed);
    expect(feed.state()).toEqual({ up: true, scannersConnected: 0 });
  });

  it('notices that the broker went away and comes back with it', async () => {
    const clock = fakeClock();
    const first = await startOutsideBroker();
    const { feed, heard } = await follow(first.port, clock);
    await up(feed);
    await first.stop();
    await eventually(() => expect(feed.state()).toMatchObject({ up: false, detail: expect.stringContaining('lost') }));
    const second = await startOutsideBroker(first.port);
    ends.push(second.stop);
    clock.advance(30_000);
    await up(feed);
    const node = await dialIn(second.port, 'esp-1', login);
    ends.push(() => node.endAsync(true));
    await node.publishAsync(sighting, '{}');
    await eventually(() => expect(heard).toEqual([false]));
  });

  it('says what to do about a refused login, without naming it', async () => {
    const broker = await startOutsideBroker();
    ends.push(broker.stop);
    const { feed } = await follow(broker.port, fakeClock(), 'wrong password');
    await eventually(() => expect(feed.state().detail).toContain('check broker.url and the login'));
    expect(feed.state().detail).not.toMatch(/wrong password|gateway'|127/);
  });
});
