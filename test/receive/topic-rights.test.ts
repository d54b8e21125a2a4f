import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicReader } from '#gateway/decode/topic.ts';
import { topicRights, wantedFilters } from '#gateway/receive/topic-rights.ts';
import { Firmware, Scanner } from '#shared/model/scanner.ts';

const room = 'kitchen';
const topicOf = (filter: string): string => filter.replace('+', 'C1A2B3040506');

describe.each(Firmware.options)('the rights of %s', (firmware) => {
  const rights = topicRights(firmware, room);
  const { sightings, status, telemetry } = wantedFilters(firmware, room);

  it('let it publish what an outside broker would be asked for', () => {
    expect(rights.publish(topicOf(sightings))).toBe('sighting');
    for (const topic of [...(status === undefined ? [] : [status]), ...telemetry]) expect(rights.publish(topic)).toBe('status');
  });

  it('never make anything of another room’s topic', () => {
    for (const other of Firmware.options) {
      const foreign = wantedFilters(other, 'attic');
      for (const topic of [foreign.sightings, foreign.status ?? '', ...foreign.telemetry]) {
        expect(rights.publish(topicOf(topic))).toBe('denied');
      }
    }
  });

  it('grant no filter that reads system topics, everything, what scanners say, or another room', () => {
    const foreign = wantedFilters(firmware, 'attic');
    const everything = ['#', '+', '+/#', '$SYS/#', '$waypost/handled', 'espresense/#', 'home/#', 'waypost/#', 'tele/#', 'up/#'];
    for (const filter of [
      ...everything,
      sightings,
      status ?? '#',
      ...telemetry,
      foreign.sightings,
      'cmnd/attic/#',
      'down/+/api',
    ]) {
      expect(rights.subscribe(filter)).toBe(false);
    }
  });

  it('deny whatever is not its own, whatever it looks like', () => {
    const words = ['espresense', 'devices', 'rooms', 'home', 'waypost', 'v1', 'rx', 'attic', 'kitchen2', '$SYS', 's', ''];
    const part = fc.constantFrom(...words, 'tele', 'SENSOR', 'up', 'scan', 'ruuvi', 'minew', 'room-assistant', 'entity');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        expect(rights.publish(parts.join('/'))).toBe('denied');
      }),
    );
  });

  it('deliver a sighting exactly where the decoder reads one, and a status where it reads one', () => {
    const read = topicReader([Scanner.parse({ id: 's', firmware, room, anchor: 'a' })]);
    const words = [...sightings.split('/'), ...(status ?? '').split('/'), ...telemetry.join('/').split('/')];
    const part = fc.constantFrom(...words.map(topicOf), 'kitchen', 'x', '', 'undecoded', 'battery');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 7 }), (parts) => {
        const topic = parts.join('/');
        const meaning = read(topic);
        const kind = meaning.known ? meaning.kind : 'denied';
        const delivered = { sighting: 'sighting', status: 'status', telemetry: 'status', talk: 'ignored', denied: 'denied' };
        if (!/TheengsGateway|trackersync/.test(topic)) expect(rights.publish(topic)).toBe(delivered[kind]);
      }),
    );
  });
});

describe('what each firmware is granted to read', () => {
  it.each([
    ['espresense', ['espresense/rooms/kitchen/+/set', 'espresense/rooms/*/+/set', 'espresense/settings/+/config']],
    ['openmqttgateway', ['home/kitchen/commands/#']],
    ['theengs', ['home/kitchen/BTtoMQTT/undecoded', 'home/kitchen/commands/#']],
    ['tasmota', ['cmnd/kitchen/#', 'cmnd/tasmotas/#']],
    ['minew', ['minew/kitchen/action']],
    ['cassia', ['down/kitchen/#', 'down/kitchen/api', 'down/kitchen/heartbeat_reply']],
    ['native', ['waypost/v1/rx/kitchen/cfg']],
  ] as const)('%s', (firmware, filters) => {
    for (const filter of filters) expect(topicRights(firmware, room).subscribe(filter)).toBe(true);
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

describe('gateways that talk besides', () => {
  it.each([
    ['openmqttgateway', 'home/kitchen/BTtoMQTT'],
    ['openmqttgateway', 'home/kitchen/BTtoMQTT/undecoded'],
    ['openmqttgateway', 'home/presence/kitchen'],
    ['openmqttgateway', 'home/internal/trackersync'],
    ['theengs', 'home/TheengsGateway/LWT'],
    ['theengs', 'home/TheengsGateway/presence'],
    ['tasmota', 'tele/kitchen/INFO3'],
    ['tasmota', 'stat/kitchen/RESULT'],
    ['minew', 'minew/kitchen/response'],
    ['cassia', 'up/kitchen/notification'],
    ['room-assistant', 'room-assistant/entity/kitchen/sensor/x'],
  ] as const)('are heard without effect: %s on %s', (firmware, topic) => {
    expect(topicRights(firmware, room).publish(topic)).toBe('ignored');
  });

  it('have their telemetry and their last will delivered', () => {
    for (const [firmware, topic] of [
      ['tasmota', 'tele/kitchen/LWT'],
      ['tasmota', 'tele/kitchen/INFO1'],
      ['cassia', 'up/kitchen/gateway_status'],
      ['ruuvi', 'ruuvi/kitchen/gw_status'],
      ['room-assistant', 'room-assistant/status/kitchen'],
    ] as const) {
      expect(topicRights(firmware, room).publish(topic)).toBe('status');
    }
  });

  it('are named in their topics by an address with colons', () => {
    const mac = 'CC:1B:E0:E2:8F:2C';
    expect(topicRights('cassia', mac).publish(`up/${mac}/scan`)).toBe('sighting');
    expect(topicRights('ruuvi', mac).publish(`ruuvi/${mac}/C1:A2:B3:04:05:06`)).toBe('sighting');
    expect(topicRights('ruuvi', mac).publish('ruuvi/CC:1B:E0:E2:8F:2D/C1:A2:B3:04:05:06')).toBe('denied');
  });
});
