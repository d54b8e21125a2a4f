// What each kind of scanner may say and hear at our broker. Real hardware connects as it comes, so the rights follow
// what its firmware is documented to do (wire formats 2.1 to 2.3, 2.10), for its own room and nothing else.

import { assertNever } from '#shared/kit/assert-never.ts';
import type { Firmware } from '#shared/model/scanner.ts';

/**
 * What happens to a publish: `sighting` and `status` are delivered inside the gateway; `ignored` is the firmware's
 * ordinary talk that nobody here needs; `denied` is none of its business and is counted. None of them closes the
 * connection, none is kept, none is passed on to another scanner.
 */
type PublishRight = 'sighting' | 'status' | 'ignored' | 'denied';

export type TopicRights = {
  readonly publish: (topic: string) => PublishRight;
  /** Whether this filter, wildcards and all, is one the firmware is granted. */
  readonly subscribe: (filter: string) => boolean;
};

/** The rights of one scanner, by its firmware and the room that names it in topics. */
export function topicRights(firmware: Firmware, room: string): TopicRights {
  switch (firmware) {
    case 'espresense':
      return espresense(room);
    case 'openmqttgateway':
      return openMqttGateway(room);
    case 'theengs':
      return theengs(room);
    case 'native':
      return native(room);
    default:
      return assertNever(firmware);
  }
}

/** The filters under which an outside broker has this scanner's sightings and its status. */
export function wantedFilters(firmware: Firmware, room: string): { readonly sightings: string; readonly status: string } {
  switch (firmware) {
    case 'espresense':
      return { sightings: `espresense/devices/+/${room}`, status: `espresense/rooms/${room}/status` };
    case 'openmqttgateway':
    case 'theengs':
      return { sightings: `home/${room}/BTtoMQTT/+`, status: `home/${room}/LWT` };
    case 'native':
      return { sightings: `waypost/v1/rx/${room}/s`, status: `waypost/v1/rx/${room}/hb` };
    default:
      return assertNever(firmware);
  }
}

/** The will and `status` are its own; settings are read as `+/set` for the room, for the fleet (a literal `*`) and per tag. */
function espresense(room: string): TopicRights {
  const own = `espresense/rooms/${room}/`;
  const granted = new Set([`${own}+/set`, 'espresense/rooms/*/+/set', 'espresense/settings/+/config']);
  return {
    publish: (topic) => {
      if (topic.startsWith('espresense/devices/')) return espresenseDevice(topic, room);
      if (!topic.startsWith(own)) return 'denied';
      const rest = topic.slice(own.length);
      if (rest === 'status' || rest === 'telemetry') return 'status';
      // Snapshots of its settings, sent retained at every connect; known_irks among them holds identity keys.
      return isOneLevel(rest) ? 'ignored' : 'denied';
    },
    subscribe: (filter) => granted.has(filter),
  };
}

/** `espresense/devices/<id>/<room>` is a sighting, with one more level (`battery`) it is a report about the tag. */
function espresenseDevice(topic: string, room: string): PublishRight {
  const start = 'espresense/devices/'.length;
  const idEnd = topic.indexOf('/', start);
  if (idEnd <= start) return 'denied';
  const rest = topic.slice(idEnd + 1);
  if (rest === room) return 'sighting';
  return rest.startsWith(`${room}/`) && isOneLevel(rest.slice(room.length + 1)) ? 'ignored' : 'denied';
}

/** Presence copies say the same sighting a second time, and `trackersync` is talk among gateways: both go nowhere. */
function openMqttGateway(room: string): TopicRights {
  const extra = new Set([`home/presence/${room}`, `home/home_presence/${room}`, 'home/internal/trackersync']);
  return { publish: (topic) => homePublish(topic, room, extra), subscribe: (filter) => filter === `home/${room}/commands/#` };
}

/** Its will and presence topics keep their default name when only `publish_topic` is set, as our configuration does. */
function theengs(room: string): TopicRights {
  const extra = new Set(['home/TheengsGateway/LWT', 'home/TheengsGateway/presence']);
  const granted = new Set([`home/${room}/BTtoMQTT/undecoded`, `home/${room}/commands/#`]);
  return { publish: (topic) => homePublish(topic, room, extra), subscribe: (filter) => granted.has(filter) };
}

/** `BTtoMQTT` without a last level is the gateway's own configuration, `undecoded` is no tag. */
function homePublish(topic: string, room: string, extra: ReadonlySet<string>): PublishRight {
  const own = `home/${room}/`;
  if (topic.startsWith(own)) {
    const rest = topic.slice(own.length);
    if (rest === 'LWT' || rest === 'SYStoMQTT') return 'status';
    if (rest.startsWith('commands')) return 'denied';
    if (!rest.startsWith('BTtoMQTT/')) return 'ignored';
    const last = rest.slice('BTtoMQTT/'.length);
    return isOneLevel(last) && last !== 'undecoded' ? 'sighting' : 'ignored';
  }
  return extra.has(topic) ? 'ignored' : 'denied';
}

function native(room: string): TopicRights {
  const own = `waypost/v1/rx/${room}`;
  return {
    publish: (topic) => (topic === `${own}/s` ? 'sighting' : topic === `${own}/hb` ? 'status' : 'denied'),
    subscribe: (filter) => filter === `${own}/cfg`,
  };
}

function isOneLevel(rest: string): boolean {
  return rest !== '' && !rest.includes('/');
}
