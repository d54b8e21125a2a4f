import { describe, expect, test } from 'vitest';
import { type AnchorWatch, createAnchorWatch } from '#gateway/watch/anchor-watch.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { AnchorId } from '#shared/model/ids.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const anchor = (id: string): AnchorId => AnchorId.parse(id);
/** Two scanners at the hall, one in the kitchen. */
const listeners = [
  { id: 'hall-1', anchor: anchor('hall') },
  { id: 'hall-2', anchor: anchor('hall') },
  { id: 'kitchen-1', anchor: anchor('kitchen') },
];

/** A watch that is asked every second, and what it told, newest last. */
function watching() {
  const clock = fakeClock();
  const events: string[] = [];
  const watch = createAnchorWatch({
    listeners,
    clock,
    onSilent: (id) => events.push(`silent ${id}`),
    onBack: (id) => events.push(`back ${id}`),
    onOutage: (id, why) => events.push(`outage ${id} ${why}`),
    onOutageOver: (id) => events.push(`over ${id}`),
  });
  watch.tick(clock.bootMs());
  clock.every(1_000, () => watch.tick(clock.bootMs()));
  const hear = (id: string): void => watch.heard(id, clock.bootMs());
  const talk = (ms: number, ...ids: string[]): void => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      for (const id of ids) hear(id);
      clock.advance(1_000);
    }
  };
  const report = (id: string, more: Omit<Parameters<AnchorWatch['report']>[0], 'scanner' | 'atBootMs'> = {}): void =>
    watch.report({ scanner: id, atBootMs: clock.bootMs(), ...more });
  const of = (id: string) => watch.scanners().find((scanner) => scanner.id === id);
  return { watch, clock, events, hear, talk, report, of };
}

describe('the engine', () => {
  test('is told at the start that no anchor has been heard yet, and of each that is', () => {
    const { events, hear } = watching();
    expect(events).toEqual(['silent hall', 'silent kitchen']);
    hear('kitchen-1');
    expect(events.slice(2)).toEqual(['back kitchen']);
  });

  test('hears within fifteen seconds of an anchor whose scanner stopped', () => {
    const { events, talk, clock } = watching();
    talk(minutes(2), 'kitchen-1', 'hall-1');
    events.length = 0;
    const lastWordMs = clock.bootMs() - 1_000;
    talk(seconds(60), 'hall-1');
    expect(events).toEqual(['silent kitchen']);
    const again = watching();
    again.talk(minutes(2), 'kitchen-1');
    again.events.length = 0;
    while (again.events.length === 0) again.clock.advance(1_000);
    expect(again.clock.bootMs() - lastWordMs).toBeLessThanOrEqual(seconds(15));
  });

  test('keeps an anchor as long as one of its scanners is there', () => {
    const { events, talk, watch } = watching();
    watch.life('hall-1', 'connected');
    watch.life('hall-2', 'connected');
    talk(minutes(1), 'hall-1', 'hall-2');
    events.length = 0;
    watch.life('hall-1', 'disconnected');
    talk(seconds(5), 'hall-2');
    expect(events).toEqual([]);
    watch.life('hall-2', 'disconnected');
    expect(events).toEqual(['silent hall', 'outage hall disconnected']);
    watch.life('hall-1', 'connected');
    expect(events.slice(2)).toEqual(['back hall', 'over hall']);
  });

  test('is told at once of a last will', () => {
    const { events, report } = watching();
    report('kitchen-1', { online: true });
    events.length = 0;
    report('kitchen-1', { online: false });
    expect(events).toEqual(['silent kitchen', 'outage kitchen offline']);
    report('kitchen-1', { online: true });
    expect(events.slice(2)).toEqual(['back kitchen', 'over kitchen']);
  });

  test('keeps an idle scanner that pings', () => {
    const { events, watch, clock } = watching();
    watch.life('kitchen-1', 'connected');
    events.length = 0;
    for (let i = 0; i < 40; i += 1) {
      clock.advance(seconds(30));
      watch.life('kitchen-1', 'ping');
    }
    expect(events.filter((event) => event.endsWith('kitchen'))).toEqual([]);
  });
});

describe('what is shown', () => {
  test('is silent only after a minute when nobody said so, and counted per anchor', () => {
    const { watch, talk, report, of, clock } = watching();
    for (let i = 0; i < 8; i += 1) {
      report('kitchen-1');
      talk(seconds(15), 'kitchen-1', 'hall-1');
    }
    talk(seconds(40), 'hall-1');
    expect(of('kitchen-1')).toMatchObject({ state: 'hearing', why: null });
    expect(watch.counts()).toEqual({ configured: 2, silent: 0 });
    talk(seconds(40), 'hall-1');
    expect(of('kitchen-1')).toMatchObject({ state: 'silent', why: 'nothing-came', lastHeardAgoMs: minutes(1) });
    expect(watch.counts()).toEqual({ configured: 2, silent: 1 });
    clock.advance(minutes(10));
    expect(watch.counts().silent).toBe(2);
  });

  test('does not change when tags come and go near a scanner that reports', () => {
    const { of, talk, report } = watching();
    const seen = new Set<string>();
    for (let i = 0; i < 60; i += 1) {
      report('kitchen-1', { advertsTotal: 300 * i });
      // Someone is in the kitchen in every other minute.
      if (i % 8 < 4) talk(seconds(15), 'kitchen-1');
      else talk(seconds(15));
      if (i > 1) seen.add(JSON.stringify(of('kitchen-1')));
    }
    expect([...seen]).toHaveLength(1);
  });

  test('is unknown before anything came, and silent two minutes later', () => {
    const { of, clock } = watching();
    expect(of('hall-2')).toMatchObject({ state: 'unknown', why: null, lastHeardAgoMs: null });
    clock.advance(minutes(2) + seconds(2));
    expect(of('hall-2')).toMatchObject({ state: 'silent', why: 'not-heard-yet', lastHeardAgoMs: null });
  });

  test('is quiet when the scanner itself hears no radio', () => {
    const { of, report, clock } = watching();
    report('kitchen-1', { advertsTotal: 700 });
    clock.advance(seconds(15));
    report('kitchen-1', { advertsTotal: 700 });
    expect(of('kitchen-1')).toMatchObject({ state: 'quiet', advertsPerSecond: 0 });
  });

  test('has load, version and clock from the reports, the clock against ours at that moment', () => {
    const { of, report, clock } = watching();
    report('kitchen-1', {
      advertsTotal: 0,
      firmwareVersion: 'v4.1.0',
      ownClockMs: clock.wallMs() - 90_400,
      tagsHeld: 44,
      tagSlots: 45,
    });
    clock.advance(seconds(20));
    report('kitchen-1', { advertsTotal: 1_000 });
    expect(of('kitchen-1')).toMatchObject({
      ...{ advertsPerSecond: 50, saturated: true, clockSkewMs: -90_000, firmwareVersion: 'v4.1.0' },
    });
  });

  test('says nothing of the radio of a scanner that is gone', () => {
    const { of, report, clock } = watching();
    report('kitchen-1', { advertsTotal: 0, tagsHeld: 1, tagSlots: 45 });
    clock.advance(seconds(20));
    report('kitchen-1', { advertsTotal: 1_000 });
    report('kitchen-1', { online: false });
    expect(of('kitchen-1')).toMatchObject({ state: 'silent', advertsPerSecond: null, saturated: null });
  });
});

test('ids that nobody configured change nothing and are not kept', () => {
  const { watch, events, clock } = watching();
  const before = [events.length, JSON.stringify(watch.scanners())];
  for (let i = 0; i < 1_000; i += 1) {
    watch.heard(`stranger-${i}`, clock.bootMs());
    watch.report({ scanner: `stranger-${i}`, atBootMs: clock.bootMs(), online: i % 2 === 0 });
    watch.life(`stranger-${i}`, 'disconnected');
  }
  expect([events.length, JSON.stringify(watch.scanners())]).toEqual(before);
});
