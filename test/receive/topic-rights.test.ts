import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicRights, wantedFilters } from '#gateway/receive/topic-rights.ts';
import { Firmware } from '#shared/model/scanner.ts';

const room = 'kitchen';

describe.each(Firmware.options)('the rights of %s', (firmware) => {
  const rights = topicRights(firmware, room);
  const { sightings, status } = wantedFilters(firmware, room);

  it('let it publish what an outside broker would be asked for', () => {
    expect(rights.publish(sightings.replace('+', 'C1A2B3040506'))).toBe('sighting');
    expect(rights.publish(status)).toBe('status');
  });

  it('never make a sighting or a status of another room’s topic', () => {
    for (const other of Firmware.options) {
      const foreign = wantedFilters(other, 'attic');
      for (const topic of [foreign.sightings.replace('+', 'C1A2B3040506'), foreign.status]) {
        expect(rights.publish(topic)).toBe('denied');
      }
    }
  });

  it('grant no filter that reads system topics, everything, or another room', () => {
    for (const filter of [
      '#',
      '+',
      '+/#',
      '$SYS/#',
      '$waypost/handled',
      'espresense/#',
      'home/#',
      'waypost/#',
      sightings,
      status,
    ]) {
      expect(rights.subscribe(filter)).toBe(false);
    }
  });

  it('deny whatever is not its own, whatever it looks like', () => {
    const part = fc.constantFrom(
      'espresense',
      'devices',
      'rooms',
      'home',
      'waypost',
      'v1',
      'rx',
      'attic',
      'kitchen2',
      '$SYS',
      's',
      '',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        expect(rights.publish(parts.join('/'))).toBe('denied');
      }),
    );
  });
});

describe('an ESPresense node', () => {
  it('may send its snapshots and reports without effect, and no setting for anyone', () => {
    const rights = topicRights('espresense', room);
    const ignored = ['espresense/rooms/kitchen/known_irks', 'espresense/devices/x/kitchen/battery'];
    const denied = [
      'espresense/rooms/kitchen/absorption/set',
      'espresense/settings/irk:00/config',
      'espresense/devices//kitchen',
    ];
    for (const topic of ignored) expect(rights.publish(topic)).toBe('ignored');
    for (const topic of denied) expect(rights.publish(topic)).toBe('denied');
  });
});
