import { afterEach, describe, expect, it } from 'vitest';
import { startSimulatedOffice } from '#gateway/demo/office/simulated-office.ts';
import { demoPopulation } from '#gateway/demo/population.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '../../fakes/clock.ts';
import { committedGateway } from '../../firmware-config/committed-site.ts';
import { type ListeningBroker, scannerPassword, startListeningBroker } from '../listening-broker.ts';

const { site, scanners } = committedGateway('demo-office');
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Office = { office: ReturnType<typeof startSimulatedOffice>; clock: ReturnType<typeof fakeClock> };

function startOffice(port: number): Office {
  const clock = fakeClock();
  const population = demoPopulation(site, clock.wallMs(), 1);
  const broker = { host: '127.0.0.1', port };
  const office = startSimulatedOffice({ site, scanners, population, broker, password: scannerPassword, clock, seed: 1 });
  stops.push(office.stop);
  return { office, clock };
}

/** Lets the office live for so many seconds of its own, a second at a time, each heard before the next begins. */
async function live({ clock }: Office, { results }: ListeningBroker, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const before = results.length;
    clock.advance(1_000);
    await eventually(() => expect(results.length).toBeGreaterThan(before + 50));
  }
}

describe('the simulated office', () => {
  it('reports through sixteen scanners, each in the words of its firmware, and nothing of it is refused', async () => {
    const broker = await startListeningBroker(scanners);
    stops.push(broker.stop);
    const running = startOffice(broker.port);
    await eventually(() => expect(running.office.scannersConnected()).toBe(16));
    await live(running, broker, 4);
    expect(broker.refusals).toEqual([]);
    expect(broker.results.filter((result) => !result.ok)).toEqual([]);
    const heard = broker.results.flatMap((result) => (result.ok ? result.value : []));
    expect(new Set(heard.map((one) => one.anchor)).size).toBe(16);
    const { people, strangers } = demoPopulation(site, 1_800_000_000_000, 1);
    const known = new Set([...people.flatMap((one) => one.tags), ...strangers]);
    const tags = new Set(heard.map((one) => one.tag));
    expect([...tags].filter((tag) => !known.has(tag))).toEqual([]);
    expect(tags.size).toBeGreaterThan(50);
    for (const prefix of ['espresense/devices/', 'home/OMG_', 'waypost/v1/rx/']) {
      expect(broker.topics.some((topic) => topic.startsWith(prefix))).toBe(true);
    }
  });

  it('finds its broker again after a restart', async () => {
    const first = await startListeningBroker(scanners);
    const running = startOffice(first.port);
    await eventually(() => expect(running.office.scannersConnected()).toBe(16));
    await first.stop();
    await eventually(() => expect(running.office.scannersConnected()).toBe(0));
    const second = await startListeningBroker(scanners, first.port);
    stops.push(second.stop);
    await eventually(() => expect(second.scannersConnected()).toBe(16));
    await live(running, second, 2);
  });

  it('stops without leaving a timer or a connection', async () => {
    const broker = await startListeningBroker(scanners);
    stops.push(broker.stop);
    const { office, clock } = startOffice(broker.port);
    await eventually(() => expect(office.scannersConnected()).toBe(16));
    await office.stop();
    await office.stop();
    expect(clock.waiting()).toBe(0);
    await eventually(() => expect(broker.scannersConnected()).toBe(0));
  });
});
