import { describe, expect, test } from 'vitest';
import { createHealth, type HealthParts } from '#gateway/watch/health.ts';
import { Health } from '#shared/wire/health.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { allUp } from '#test/push/harness.ts';

const report = (change: Partial<HealthParts> = {}) => createHealth({ ...allUp, clock: fakeClock(), ...change })();

describe('health', () => {
  test('is ok when every part works, and is what the wire describes', () => {
    expect(report().status).toBe('ok');
    expect(Health.parse(report())).toEqual(report());
  });

  test('counts its uptime on the boot clock from when it was made', () => {
    const clock = fakeClock();
    const health = createHealth({ ...allUp, clock });
    clock.stepWall(1e9);
    clock.advance(1500);
    expect(health().uptimeMs).toBe(1500);
  });

  test.each<[string, Partial<HealthParts>]>([
    ['the broker is down', { broker: () => ({ state: 'down', scannersConnected: 0, scannersConfigured: 0 }) }],
    ['a scanner is missing', { broker: () => ({ state: 'up', scannersConnected: 1, scannersConfigured: 2 }) }],
    ['an anchor is silent', { anchors: () => ({ state: 'up', configured: 2, silent: 1 }) }],
    ['an entry was refused for good', { store: () => ({ state: 'up', schema: 1, outbox: 0, quarantined: 1 }) }],
    ['the booking system is away', { booking: () => ({ state: 'down', sinceMs: 5, mirror: 'loaded' }) }],
    ['nobody has been loaded yet', { booking: () => ({ state: 'up', sinceMs: null, mirror: 'empty' }) }],
    ['a gate of the positions fails', { positions: () => ({ state: 'down', detail: ['A gate fails.'] }) }],
    ['a risk of the positions was accepted', { positions: () => ({ state: 'up', detail: ['It was accepted.'] }) }],
    ['the radio was wanted and is not there', { radio: () => ({ state: 'down', detail: 'No Bluetooth here.' }) }],
  ])('is degraded when %s', (_name, change) => {
    expect(report(change).status).toBe('degraded');
  });

  test('is ok when somebody switched positions off on purpose', () => {
    expect(report({ positions: () => ({ state: 'off', detail: [] }) }).status).toBe('ok');
  });

  test.each(['broker', 'anchors', 'store', 'booking', 'positions', 'vault', 'radio'] as const)(
    'still answers when the %s can not say how it is',
    (part) => {
      const broken = () => {
        throw new Error('broken');
      };
      const answer = report({ [part]: broken });
      expect(answer.status).toBe('degraded');
      expect(Health.parse(answer)[part].state).toBe('down');
    },
  );
});
