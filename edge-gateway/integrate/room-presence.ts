// Where things are, for Home Assistant's mqtt_room sensor: `<base>/<room>` with an id and a distance. Things only (a
// trolley, a projector), each listed by the operator. Nobody's tag ever leaves: one that a person claims is not published
// although it is listed, and stays unpublished until the gateway is started anew, so that withdrawing a consent does not
// turn a person into a thing.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { AnchorId, TagId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';

type RoomPresenceDeps = {
  /** First part of every topic. */
  readonly base: string;
  /** `id` is the name under which Home Assistant looks for it. */
  readonly things: readonly { readonly id: string; readonly tag: TagId }[];
  /** The room an anchor stands in, or null for one that is not to be told. */
  readonly roomOf: (anchor: AnchorId) => string | null;
  /**
   * Whose a tag is. A `person` claims it, be it with a live consent, an outdated one, or together with somebody else;
   * `unknown` as long as the booking system has not told who claims what.
   */
  readonly claimedBy: (tag: TagId) => 'person' | 'nobody' | 'unknown';
  /** QoS 0, not retained, and dropped while there is no connection: a late message would look like now. */
  readonly publish: (topic: string, payload: string) => void;
  readonly clock: Pick<Clock, 'bootMs'>;
};

type RoomPresence = {
  /** Every sighting before consent; all but those of things cost one look-up. */
  readonly hear: (sighting: Sighting) => void;
};

const leastPauseMs = seconds(1);

/** Publishes each thing at most once a second per room. */
export function createRoomPresence(deps: RoomPresenceDeps): RoomPresence {
  const { base, things, roomOf, claimedBy, publish, clock } = deps;
  const idOf = new Map(things.map(({ id, tag }) => [tag, id]));
  const publishedAtMs = new Map<string, number>();
  const isDue = (topic: string, id: string): boolean => {
    const key = `${topic} ${id}`;
    const nowMs = clock.bootMs();
    if (nowMs - (publishedAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < leastPauseMs) return false;
    publishedAtMs.set(key, nowMs);
    return true;
  };
  return {
    hear: (sighting) => {
      const id = idOf.get(sighting.tag);
      if (id === undefined) return;
      const claim = claimedBy(sighting.tag);
      if (claim === 'person') idOf.delete(sighting.tag);
      const room = claim === 'nobody' ? roomOf(sighting.anchor) : null;
      if (room === null) return;
      const topic = `${base}/${room}`;
      if (isDue(topic, id)) publish(topic, JSON.stringify({ id, distance: distanceM(sighting) }));
    },
  };
}

/** The beacon's usual -59 dBm, unless it says what it is, and 2.7 for an office with people in it. */
const usualPowerDbm = -59;
const exponent = 2.7;

/** One decimal: what the receiver sorts rooms by, not a measurement. */
function distanceM({ rssiDbm, measuredPowerDbm = usualPowerDbm }: Sighting): number {
  return Math.round(10 * 10 ** ((measuredPowerDbm - rssiDbm) / (10 * exponent))) / 10;
}
