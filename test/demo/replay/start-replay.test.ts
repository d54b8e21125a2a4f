import { afterEach, describe, expect, it } from 'vitest';
import { startReplay } from '#gateway/demo/replay/start-replay.ts';
import { loadWalk, type Walk } from '#gateway/demo/replay/walks.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { scaledClock } from '#shared/kit/clock.ts';
import { Scanner } from '#shared/model/scanner.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { committedGateway } from '../../firmware-config/committed-site.ts';
import { scannerPassword, startListeningBroker } from '../listening-broker.ts';

const scanners = committedGateway('tetam-hall').scanners;
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function walk(): Walk {
  const loaded = loadWalk('tetam/straight_04');
  if (!loaded.ok) throw new Error(loaded.detail);
  return loaded.value;
}

async function broker(): Promise<Awaited<ReturnType<typeof startListeningBroker>>> {
  const started = await startListeningBroker(scanners);
  stops.push(started.stop);
  return started;
}

describe('a replay', () => {
  it('sends every reading of the walk through the broker as twelve ESPresense scanners', async () => {
    const { port, topics, results, refusals } = await broker();
    const clock = fakeClock();
    const recorded = walk();
    const replay = await startReplay({ host: '127.0.0.1', port, scanners, password: scannerPassword, walk: recorded, clock });
    stops.push(replay.stop);
    // Recorded time moves on only as fast as the broker has taken what was due, so that its rate limit is never met.
    for (let atMs = 0; atMs <= recorded.durationMs; atMs += 1_000) {
      clock.advance(1_000);
      const due = recorded.readings.filter((reading) => reading.atMs <= atMs + 1_000).length;
      await eventually(() => expect(topics.filter((topic) => topic.startsWith('espresense/devices/')).length).toBe(due));
    }
    expect(await replay.finished).toBe(558);
    expect(refusals).toEqual([]);
    expect(new Set(topics.filter((t) => t.includes('/devices/'))).size).toBe(12);
    const heard = results.flatMap((result) => (result.ok ? result.value : []));
    expect(heard.map((one) => [one.anchor, one.rssiDbm]).sort()).toEqual(
      recorded.readings.map((one) => [one.receiver, one.rssiDbm]).sort(),
    );
    expect(new Set(heard.map((one) => one.tag))).toEqual(new Set([recorded.tag]));
  });

  it('sends impossible strengths too, and the decoder drops them', async () => {
    const { port, results } = await broker();
    const readings = [42, -70].map((rssiDbm, i) => ({ atMs: i, receiver: scanners[0]?.anchor ?? '', rssiDbm }));
    const replay = await startReplay({
      ...{ host: '127.0.0.1', port, scanners, password: scannerPassword },
      walk: { ...walk(), readings },
      clock: scaledClock(machineClock, 10),
    });
    stops.push(replay.stop);
    expect(await replay.finished).toBe(2);
    await eventually(() => expect(results.filter((r) => r.ok && r.value.length > 0)).toHaveLength(1));
    expect(results.filter((r) => !r.ok).map((r) => !r.ok && r.why)).toEqual(['rssi-out-of-range']);
  });

  it('ends at once and cleanly when it is stopped', async () => {
    const { port, scannersConnected } = await broker();
    const clock = fakeClock();
    const replay = await startReplay({ host: '127.0.0.1', port, scanners, password: scannerPassword, walk: walk(), clock });
    expect(scannersConnected()).toBe(12);
    await replay.stop();
    expect(await replay.finished).toBeLessThan(558);
    expect(clock.waiting()).toBe(0);
    await eventually(() => expect(scannersConnected()).toBe(0));
  });

  it('is refused with a sentence when a login is wrong', async () => {
    const { port } = await broker();
    const stranger = Scanner.parse({ id: 'stranger', firmware: 'espresense', room: 'x', anchor: 'x' });
    const options = { host: '127.0.0.1', port, password: scannerPassword, walk: walk(), clock: fakeClock() };
    await expect(startReplay({ ...options, scanners: [...scanners, stranger] })).rejects.toThrow('could not connect');
  });
});
