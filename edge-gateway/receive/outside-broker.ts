// The same feed from a broker that is there already: a client that subscribes to what the configured scanners publish,
// and dials again with a growing pause. The only import of mqtt in the gateway.

import { randomUUID } from 'node:crypto';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import { fullJitterMs } from '#shared/kit/backoff.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done } from '#shared/kit/outcome.ts';
import { type Random, systemRandom } from '#shared/kit/random.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { type Deliver, type FeedState, maxPayloadBytes, type RunningFeed, type TagFeed } from './tag-feed.ts';
import { wantedFilters } from './topic-rights.ts';

export type OutsideBrokerOptions = {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly scanners: readonly Scanner[];
  readonly clock: Clock;
  readonly stampMs?: () => number;
  /** For the pauses between dials. */
  readonly random?: Random;
};

/** Nobody is kept waiting longer than this for a broker that came back. */
const longestPauseMs = seconds(30);

/** An outside broker as a feed. `start` never refuses: a broker that is away is dialled until it is there. */
export function outsideBroker(options: OutsideBrokerOptions): TagFeed {
  return { start: (deliver) => Promise.resolve(done(follow(options, deliver))) };
}

function follow(options: OutsideBrokerOptions, deliver: Deliver): RunningFeed {
  const { clock, stampMs = clock.bootMs, random = systemRandom } = options;
  const filters = options.scanners.map((scanner) => ({ scanner, ...wantedFilters(scanner.firmware, scanner.room) }));
  const statusOf = new Map(filters.map(({ scanner, status }) => [status, scanner.id]));
  const wanted = filters.flatMap(({ sightings, status }) => [sightings, status]);
  const online = new Set<string>();
  let state: Omit<FeedState, 'scannersConnected'> = { up: false, detail: 'The MQTT broker has not answered yet.' };
  let attempt = 0;
  let waiting: Cancel | null = null;
  let stopped: Promise<void> | null = null;
  const client = dial(options);
  client.on('connect', () => {
    client.subscribe([...new Set(wanted)], { qos: 0 }, (error, granted) => {
      attempt = 0;
      state = subscribed(error, granted?.filter((grant) => grant.qos > 2).length ?? 0);
    });
  });
  client.on('message', (topic, payload, packet: IPublishPacket) => {
    if (stopped !== null || payload.length > maxPayloadBytes) return;
    const statusScanner = statusOf.get(topic);
    if (statusScanner !== undefined) noteStatus(online, statusScanner, payload);
    deliver({ kind: 'mqtt', topic, payload, retained: packet.retain, heardAtBootMs: stampMs() });
  });
  client.on('error', (error) => {
    state = { up: false, detail: `The MQTT broker can't be used (${reason(error)}); check broker.url and the login.` };
  });
  client.on('close', () => {
    online.clear();
    if (state.up) state = { up: false, detail: 'The connection to the MQTT broker is lost; dialling again.' };
    if (stopped !== null || waiting !== null) return;
    waiting = clock.after(fullJitterMs(attempt++, random, seconds(1), longestPauseMs), () => {
      waiting = null;
      client.reconnect();
    });
  });
  return {
    state: () => ({ ...state, scannersConnected: online.size }),
    stop: () => {
      waiting?.();
      state = { up: false };
      stopped ??= client.endAsync(true);
      return stopped;
    },
  };
}

/** No session of ours is kept there, and dialling again is ours, so that the pause grows. */
function dial({ url, username, password }: OutsideBrokerOptions): MqttClient {
  return connect(url, {
    clientId: `waypost-${randomUUID().slice(0, 8)}`,
    clean: true,
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout: seconds(10),
    keepalive: 30,
    resubscribe: false,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  });
}

function subscribed(error: Error | null, refusedFilters: number): Omit<FeedState, 'scannersConnected'> {
  if (error === null && refusedFilters === 0) return { up: true };
  return { up: false, detail: 'The MQTT broker refuses to let us read the scanners; give this login the right to subscribe.' };
}

/** An error's code, never its text: texts of network libraries quote addresses. */
function reason(error: Error & { code?: unknown }): string {
  return typeof error.code === 'string' || typeof error.code === 'number' ? String(error.code) : 'no code';
}

/** Every firmware says `offline` in its will; anything else on its status topic means that it is there. */
function noteStatus(online: Set<string>, scannerId: string, payload: Uint8Array): void {
  if (Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).equals(offline)) online.delete(scannerId);
  else online.add(scannerId);
}

const offline = Buffer.from('offline');
