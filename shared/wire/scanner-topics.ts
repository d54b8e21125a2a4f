// Every MQTT topic of every scanner firmware, once, because the broker's rights, the filters we ask an outside broker for
// and the decoder have to mean the same by it. Taken from the firmwares' sources and documents (wire formats 2.1 to 2.10),
// as hardware connects the way it comes. Where a firmware lets its topics be chosen (Minew, INGICS, April Brother,
// mqtt_room) the table says what to choose.

import type { Firmware } from '../model/scanner.ts';

/**
 * What a topic holds: a `sighting`; the scanner's `status`, which is its last will and may be retained; `telemetry` about
 * the scanner; or `talk` that nobody here needs.
 */
export type TopicKind = 'sighting' | 'status' | 'telemetry' | 'talk';

type Topics = {
  readonly says: Readonly<Record<string, TopicKind>>;
  /** Talk that does not name the room it comes from. */
  readonly also?: readonly string[];
  /** What it subscribes to. */
  readonly reads?: readonly string[];
};

const home: Topics['says'] = {
  'home/<room>/BTtoMQTT/+': 'sighting',
  // Without a last level it is the gateway's own configuration; `undecoded` is no tag.
  'home/<room>/BTtoMQTT/undecoded': 'talk',
  'home/<room>/LWT': 'status',
  'home/<room>/SYStoMQTT': 'telemetry',
  'home/<room>/#': 'talk',
};

const topics: Readonly<Record<Firmware, Topics>> = {
  espresense: {
    says: {
      'espresense/devices/+/<room>': 'sighting',
      'espresense/devices/+/<room>/+': 'talk',
      'espresense/rooms/<room>/status': 'status',
      'espresense/rooms/<room>/telemetry': 'telemetry',
      // Snapshots of its settings, retained; `known_irks` among them holds identity keys.
      'espresense/rooms/<room>/+': 'talk',
    },
    // The `*` is a literal: settings for the whole fleet.
    reads: ['espresense/rooms/<room>/+/set', 'espresense/rooms/*/+/set', 'espresense/settings/+/config'],
  },
  openmqttgateway: {
    // The presence copies say the same sighting a second time.
    says: { ...home, 'home/presence/<room>': 'talk', 'home/home_presence/<room>': 'talk' },
    also: ['home/internal/trackersync'],
    reads: ['home/<room>/commands/#'],
  },
  theengs: {
    says: home,
    // Keep their default names when only `publish_topic` is set, as our configuration does.
    also: ['home/TheengsGateway/LWT', 'home/TheengsGateway/presence'],
    reads: ['home/<room>/BTtoMQTT/undecoded', 'home/<room>/commands/#'],
  },
  tasmota: {
    says: {
      'tele/<room>/SENSOR': 'sighting',
      'tele/<room>/LWT': 'status',
      'tele/<room>/STATE': 'telemetry',
      'tele/<room>/BLE': 'telemetry',
      'tele/<room>/INFO1': 'telemetry',
      'tele/<room>/#': 'talk',
      'stat/<room>/#': 'talk',
    },
    reads: ['cmnd/<room>/#', 'cmnd/tasmotas/#'],
  },
  minew: { says: { 'minew/<room>': 'sighting', 'minew/<room>/#': 'talk' }, reads: ['minew/<room>/action'] },
  ingics: { says: { 'ingics/<room>': 'sighting' } },
  cassia: {
    says: {
      'up/<room>/scan': 'sighting',
      'up/<room>/gateway_status': 'telemetry',
      'up/<room>/heartbeat': 'telemetry',
      'up/<room>/+': 'talk',
    },
    reads: ['down/<room>/#', 'down/<room>/api', 'down/<room>/heartbeat_reply'],
  },
  ruuvi: { says: { 'ruuvi/<room>/gw_status': 'status', 'ruuvi/<room>/+': 'sighting' } },
  aprilbrother: { says: { 'aprilbrother/<room>': 'sighting' } },
  'room-assistant': {
    says: {
      'room-assistant/entity/<room>/bluetooth-low-energy-presence-sensor/+': 'sighting',
      'room-assistant/entity/<room>/#': 'talk',
      'room-assistant/status/<room>': 'status',
    },
  },
  'mqtt-room': { says: { 'room_presence/<room>': 'sighting' } },
  native: {
    says: { 'waypost/v1/rx/<room>/s': 'sighting', 'waypost/v1/rx/<room>/hb': 'status' },
    reads: ['waypost/v1/rx/<room>/cfg'],
  },
};

/** The topics of one scanner as MQTT filters. */
export type ScannerTopics = {
  /** `restAt` is where in such a topic the part behind the room begins; a topic can be over before. */
  readonly says: readonly { readonly filter: string; readonly kind: TopicKind; readonly restAt: number }[];
  readonly also: readonly string[];
  readonly reads: readonly string[];
};

/** Fills in `room`, the name by which the firmware knows itself; `+` gives the filters of all scanners of that firmware. */
export function scannerTopics(firmware: Firmware, room: string): ScannerTopics {
  const { says, also = [], reads = [] } = topics[firmware];
  const filled = (template: string): string => template.replace('<room>', room);
  return {
    says: Object.entries(says).map(([template, kind]) => ({ filter: filled(template), kind, restAt: restAt(template, room) })),
    also,
    reads: reads.map(filled),
  };
}

/** Behind a `+` the room has no fixed place; no firmware says anything behind such a room that matters. */
function restAt(template: string, room: string): number {
  const roomAt = template.indexOf('<room>');
  return template.slice(0, roomAt).includes('+') ? Number.POSITIVE_INFINITY : roomAt + room.length + 1;
}
