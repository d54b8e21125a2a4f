// The way of sightings out of the house, to other systems in the building. Each is off until the configuration names it,
// and none of them ever hears of a person.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { AnchorId, TagId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';
import type { Config } from './config.ts';
import { createRoomPresence } from './integrate/room-presence.ts';
import { startMqttPublisher } from './receive/mqtt-publisher.ts';
import type { Running } from './running.ts';

type Deps = {
  readonly config: Pick<Config, 'integrations' | 'scanners' | 'radio' | 'secrets'>;
  readonly clock: Clock;
  /** Whose a tag is; `unknown` until the booking system has told who claims what. */
  readonly claimedBy: Parameters<typeof createRoomPresence>[0]['claimedBy'];
  /** A child of the log that names the stage. */
  readonly log: { readonly warn: (fields: object, message: string) => void };
};

type Integrations = Running & {
  /** To be told of every sighting before consent. */
  readonly hear: (sighting: Sighting) => void;
};

/** A broker that is not there is told once, when it has had this long to come. */
const patienceMs = seconds(5);

/** Starts what the configuration names. Never refuses: a system that is away is dialled until it is there. */
export function startIntegrations({ config, clock, claimedBy, log }: Deps): Integrations {
  const { mqttRoom } = config.integrations;
  if (mqttRoom === undefined) return { hear: () => undefined, stop: () => Promise.resolve() };
  const { WAYPOST_MQTT_ROOM_USERNAME: username, WAYPOST_MQTT_ROOM_PASSWORD: password } = config.secrets;
  const publisher = startMqttPublisher({
    url: mqttRoom.url,
    urlKey: 'integrations.mqttRoom.url',
    clock,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  });
  const cancelNotice = clock.after(patienceMs, () => {
    const { detail } = publisher.state();
    if (detail !== undefined) log.warn({}, detail);
  });
  const rooms = roomsOf(config);
  const { hear } = createRoomPresence({
    ...mqttRoom,
    roomOf: (anchor) => rooms.get(anchor) ?? null,
    claimedBy,
    publish: publisher.publish,
    clock,
  });
  return {
    hear,
    stop: () => {
      cancelNotice();
      return publisher.stop();
    },
  };
}

/** Whose a tag is, as consent and the booking system's word have it. */
export function claimsOf(mirror: { readonly loaded: () => boolean }, claims: (tag: TagId) => boolean): Deps['claimedBy'] {
  return (tag) => {
    if (!mirror.loaded()) return 'unknown';
    return claims(tag) ? 'person' : 'nobody';
  };
}

/** A room is called as its scanner's firmware calls it (the first one listed); this machine's radio, as its anchor. */
function roomsOf({ scanners, radio }: Pick<Config, 'scanners' | 'radio'>): ReadonlyMap<AnchorId, string> {
  const named = scanners.map(({ anchor, room }) => [anchor, room] as const).reverse();
  return new Map([...(radio === undefined ? [] : [[radio.anchor, radio.anchor] as const]), ...named]);
}
