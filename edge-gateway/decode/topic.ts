// Whose message a topic is, and whether it is a sighting at all. Looks at the topic before the payload, so that a
// stranger's message costs next to nothing.

import { topicTree } from '#shared/kit/topic-tree.ts';
import { Firmware, type Scanner } from '#shared/model/scanner.ts';
import { scannerTopics, type TopicKind } from '#shared/wire/scanner-topics.ts';

/** `restAt` is where the part behind the room begins in this topic. */
export type TopicMeaning =
  | { readonly known: true; readonly kind: TopicKind; readonly scanner: Scanner; readonly restAt: number }
  | { readonly known: false; readonly why: 'unknown-scanner' | 'unknown-topic' };

const unknownTopic: TopicMeaning = { known: false, why: 'unknown-topic' };
const unknownScanner: TopicMeaning = { known: false, why: 'unknown-scanner' };

/** What some scanner would say, if only it were configured. */
const strange = topicTree(
  Firmware.options.flatMap((firmware) =>
    scannerTopics(firmware, '+').says.map(({ filter }) => [filter, unknownScanner] as const),
  ),
);

/** Reads topics of the configured scanners. OpenMQTTGateway and Theengs share `home/`, so there a room means one of them. */
export function topicReader(scanners: readonly Scanner[]): (topic: string) => TopicMeaning {
  const known = topicTree(
    scanners.flatMap((scanner) =>
      scannerTopics(scanner.firmware, scanner.room).says.map(({ filter, kind, restAt }) => {
        const meaning: TopicMeaning = { known: true, kind, scanner, restAt };
        return [filter, meaning] as const;
      }),
    ),
  );
  return (topic) => known(topic) ?? strange(topic) ?? unknownTopic;
}
