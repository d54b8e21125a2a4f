// The same feed from a broker that is there already: subscribes to what the configured scanners publish, and works out from
// what they say which of them are there.

import { done } from '#shared/kit/outcome.ts';
import { topicTree } from '#shared/kit/topic-tree.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { payloadLimitBytes } from '#shared/wire/payload-limit.ts';
import { scannerTopics, type TopicKind } from '#shared/wire/scanner-topics.ts';
import { type FirePanelLine, hearFireSignal } from './fire-panel-line.ts';
import { type BrokerAccess, startMqttClient } from './mqtt-client.ts';
import type { OnLife } from './scanner-life.ts';
import type { Deliver, RunningFeed, TagFeed } from './tag-feed.ts';
import { wantedFilters } from './topic-rights.ts';

export type OutsideBrokerOptions = BrokerAccess & {
  readonly scanners: readonly Scanner[];
  readonly stampMs?: () => number;
  /** Where the fire panel speaks on that broker; who may write there is that broker's to say. */
  readonly firePanel?: FirePanelLine;
  /** Hears `disconnected` of every scanner when our own link to the broker is lost: nobody can tell how they are. */
  readonly onLife?: OnLife;
};

/** An outside broker as a feed. `start` never refuses: a broker that is away is dialled until it is there. */
export function outsideBroker(options: OutsideBrokerOptions): TagFeed {
  return { start: (deliver) => Promise.resolve(done(follow(options, deliver))) };
}

const refusedToRead =
  'The MQTT broker refuses to let us read the scanners or the fire panel; give this login the right to subscribe.';

function follow(options: OutsideBrokerOptions, deliver: Deliver): RunningFeed {
  const { scanners, firePanel, stampMs = options.clock.bootMs } = options;
  const wanted = new Set(
    scanners.flatMap(({ firmware, room }) => {
      const { sightings, status, telemetry } = wantedFilters(firmware, room);
      return [sightings, ...(status ? [status] : []), ...telemetry];
    }),
  );
  if (firePanel !== undefined) wanted.add(firePanel.topic);
  const ownerOf = topicTree(ownedTopics(scanners));
  const online = new Set<string>();
  const client = startMqttClient({
    ...options,
    urlKey: 'broker.url',
    steadyMs: 0,
    onConnect: () => client.subscribe([...wanted], (granted) => client.ready(granted ? undefined : refusedToRead)),
    onMessage: (topic, payload, retained) => {
      if (hearFireSignal(firePanel, { topic, payload, retain: retained })) return;
      const owner = ownerOf(topic);
      if (owner === undefined || payload.length > payloadLimitBytes(owner.scanner.firmware)) return;
      if (owner.kind === 'status' || !retained) noteLife(online, owner, payload);
      deliver({ kind: 'mqtt', topic, payload, retained, heardAtBootMs: stampMs() });
    },
    onClose: (lost) => {
      online.clear();
      if (lost) for (const { id } of scanners) options.onLife?.(id, 'disconnected');
    },
  });
  return { state: () => ({ ...client.state(), scannersConnected: online.size }), stop: client.stop };
}

type Owned = { readonly scanner: Scanner; readonly kind: TopicKind };

function ownedTopics(scanners: readonly Scanner[]): readonly (readonly [filter: string, owned: Owned])[] {
  return scanners.flatMap((scanner) =>
    scannerTopics(scanner.firmware, scanner.room).says.map(({ filter, kind }) => [filter, { scanner, kind }] as const),
  );
}

/** Whatever comes from a scanner means that it is there, but for its last will: `offline`, `Offline`, `{"state":"offline"}`. */
function noteLife(online: Set<string>, { scanner, kind }: Owned, payload: Uint8Array): void {
  if (kind === 'status' && payload.length <= longestWill && /offline/i.test(Buffer.from(payload).toString('latin1')))
    online.delete(scanner.id);
  else online.add(scanner.id);
}

const longestWill = 32;
