// Whose message a topic is, and whether it is a sighting at all. Looks at the fixed parts only and before the payload, so
// that a stranger's message costs next to nothing.

import type { Scanner } from '#shared/model/scanner.ts';

/** `talk` is a scanner's status or configuration: it proves that it is there and holds no sighting. */
export type TopicMeaning =
  | { readonly known: true; readonly kind: 'sighting' | 'talk'; readonly scanner: Scanner }
  | { readonly known: false; readonly why: 'unknown-scanner' | 'unknown-topic' };

const unknownTopic: TopicMeaning = { known: false, why: 'unknown-topic' };
const unknownScanner: TopicMeaning = { known: false, why: 'unknown-scanner' };

type Meanings = { readonly sighting: TopicMeaning; readonly talk: TopicMeaning };
type Rooms = ReadonlyMap<string, Meanings>;

/** Reads topics of the configured scanners. OpenMQTTGateway and Theengs share `home/`, so there a room means one of them. */
export function topicReader(scanners: readonly Scanner[]): (topic: string) => TopicMeaning {
  const espresenseRooms = rooms(scanners, ['espresense']);
  const homeRooms = rooms(scanners, ['openmqttgateway', 'theengs']);
  const nativeRooms = rooms(scanners, ['native']);
  return (topic) => {
    if (topic.startsWith('espresense/devices/')) return espresenseDevice(topic, espresenseRooms);
    if (topic.startsWith('espresense/rooms/')) return inRoom(topic, 'espresense/rooms/'.length, espresenseRooms, () => 'talk');
    if (topic.startsWith('home/')) return inRoom(topic, 'home/'.length, homeRooms, homeKind);
    if (topic.startsWith('waypost/v1/rx/')) {
      return inRoom(topic, 'waypost/v1/rx/'.length, nativeRooms, (rest) => (rest === 's' ? 'sighting' : 'talk'));
    }
    return unknownTopic;
  };
}

function rooms(scanners: readonly Scanner[], firmwares: readonly string[]): Rooms {
  const found = scanners.filter((scanner) => firmwares.includes(scanner.firmware));
  const meaning = (kind: 'sighting' | 'talk', scanner: Scanner): TopicMeaning => ({ known: true, kind, scanner });
  return new Map(
    found.map((scanner) => [scanner.room, { sighting: meaning('sighting', scanner), talk: meaning('talk', scanner) }]),
  );
}

/** `espresense/devices/<id>/<room>`; with one more level it is a report about the tag. */
function espresenseDevice(topic: string, known: Rooms): TopicMeaning {
  const idEnd = topic.indexOf('/', 'espresense/devices/'.length);
  if (idEnd < 0) return unknownTopic;
  const roomEnd = topic.indexOf('/', idEnd + 1);
  const meanings = known.get(roomEnd < 0 ? topic.slice(idEnd + 1) : topic.slice(idEnd + 1, roomEnd));
  if (meanings === undefined) return unknownScanner;
  return roomEnd < 0 ? meanings.sighting : meanings.talk;
}

function inRoom(topic: string, roomAt: number, known: Rooms, kindOf: (rest: string) => 'sighting' | 'talk'): TopicMeaning {
  const roomEnd = topic.indexOf('/', roomAt);
  if (roomEnd < 0) return unknownTopic;
  const meanings = known.get(topic.slice(roomAt, roomEnd));
  return meanings === undefined ? unknownScanner : meanings[kindOf(topic.slice(roomEnd + 1))];
}

/** `BTtoMQTT/<id>` is a sighting; `BTtoMQTT` alone is the gateway's configuration, `undecoded` is no tag. */
function homeKind(rest: string): 'sighting' | 'talk' {
  const prefix = 'BTtoMQTT/';
  const isSighting = rest.startsWith(prefix) && rest.length > prefix.length && rest.indexOf('/', prefix.length) < 0;
  return isSighting && rest !== 'BTtoMQTT/undecoded' ? 'sighting' : 'talk';
}
