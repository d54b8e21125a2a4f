// What each kind of scanner may say and hear at our broker. Real hardware connects as it comes, so the rights follow
// what its firmware is documented to do (shared/wire/scanner-topics.ts), for its own room and nothing else.

import { topicTree } from '#shared/kit/topic-tree.ts';
import type { Firmware } from '#shared/model/scanner.ts';
import { scannerTopics, type TopicKind } from '#shared/wire/scanner-topics.ts';

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

const rightTo: Readonly<Record<TopicKind, PublishRight>> = {
  sighting: 'sighting',
  status: 'status',
  telemetry: 'status',
  talk: 'ignored',
};

/** The rights of one scanner, by its firmware and the room that names it in topics. */
export function topicRights(firmware: Firmware, room: string): TopicRights {
  const { says, also, reads } = scannerTopics(firmware, room);
  const granted = new Set(reads);
  const right = topicTree<PublishRight>([
    ...says.map(({ filter, kind }) => [filter, rightTo[kind]] as const),
    ...also.map((filter) => [filter, 'ignored'] as const),
  ]);
  return { publish: (topic) => right(topic) ?? 'denied', subscribe: (filter) => granted.has(filter) };
}

/**
 * The filters under which an outside broker has what this scanner says. `status` is its last will: not every firmware
 * has one.
 */
export function wantedFilters(
  firmware: Firmware,
  room: string,
): { readonly sightings: string; readonly status: string | undefined; readonly telemetry: readonly string[] } {
  const filters = (wanted: TopicKind): readonly string[] =>
    scannerTopics(firmware, room)
      .says.filter(({ kind }) => kind === wanted)
      .map(({ filter }) => filter);
  const [sightings = ''] = filters('sighting');
  return { sightings, status: filters('status')[0], telemetry: filters('telemetry') };
}
