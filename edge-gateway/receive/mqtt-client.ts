// A connection to a broker that is there already, dialled again with growing pauses until it is stopped; the only import of
// mqtt in the gateway. No session of ours is kept there, and nothing waits here for a broker that is away.

import { randomUUID } from 'node:crypto';
import { connect, type MqttClient as VendorClient } from 'mqtt';
import type { Running } from '#gateway/running.ts';
import { fullJitterMs } from '#shared/kit/backoff.ts';
import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { type Random, systemRandom } from '#shared/kit/random.ts';

/** Where a broker is, and how to get in. */
export type BrokerAccess = {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly clock: Clock;
  /** For the pauses between dials. */
  readonly random?: Random;
};

type Options = BrokerAccess & {
  /** The key of `url` in the configuration, for sentences. */
  readonly urlKey: string;
  /** How long a connection must have been ready for the pauses to begin with the shortest again. */
  readonly steadyMs: number;
  /** The broker let us in. Nothing is up before `ready` is called. */
  readonly onConnect: () => void;
  readonly onMessage?: (topic: string, payload: Uint8Array, retained: boolean) => void;
  /** `lost`: it had been up, and it was not us who ended it. */
  readonly onClose?: (lost: boolean) => void;
};

/** `detail` is a sentence for the operator, present while something is not as it should be. */
type MqttState = { readonly up: boolean; readonly detail?: string };

export type MqttClient = Running & {
  readonly state: () => MqttState;
  /** All is done that was to be done after connecting; up, unless `missing` says what the broker refused. */
  readonly ready: (missing?: string) => void;
  /** Asks for these filters with QoS 0; `answered` hears whether all of them were granted. */
  readonly subscribe: (filters: readonly string[], answered: (granted: boolean) => void) => void;
  /** QoS 0, not retained. Lost while there is no connection or the broker does not keep up: late it would be wrong. */
  readonly publish: (topic: string, payload: string) => void;
};

/** Nobody is kept waiting longer than this for a broker that came back. */
const longestPauseMs = seconds(30);

/** Dials at once and for as long as it is not stopped; never throws for a broker that is away or refuses. */
export function startMqttClient(options: Options): MqttClient {
  const { clock, random = systemRandom, urlKey, steadyMs } = options;
  let state: MqttState = { up: false, detail: 'The MQTT broker has not answered yet.' };
  let readyAtMs: number | null = null;
  let attempt = 0;
  let waiting: Cancel | null = null;
  let stopped: Promise<void> | null = null;
  const client = dial(options);
  client.on('connect', options.onConnect);
  client.on('message', (topic, payload, { retain }) => {
    if (stopped === null) options.onMessage?.(topic, payload, retain);
  });
  client.on('error', (error) => {
    state = { up: false, detail: `The MQTT broker can't be used (${reason(error)}); check ${urlKey} and the login.` };
  });
  client.on('close', () => {
    options.onClose?.(state.up);
    if (state.up) state = { up: false, detail: 'The connection to the MQTT broker is lost; dialling again.' };
    if (stopped !== null || waiting !== null) return;
    if (readyAtMs !== null && clock.bootMs() - readyAtMs >= steadyMs) attempt = 0;
    readyAtMs = null;
    waiting = clock.after(fullJitterMs(attempt++, random, seconds(1), longestPauseMs), () => {
      waiting = null;
      client.reconnect();
    });
  });
  return {
    ...speech(client),
    state: () => state,
    ready: (missing) => {
      if (stopped !== null) return;
      readyAtMs = clock.bootMs();
      state = missing === undefined ? { up: true } : { up: false, detail: missing };
    },
    stop: () => {
      waiting?.();
      state = { up: false };
      stopped ??= client.endAsync(true);
      return stopped;
    },
  };
}

function speech(client: VendorClient): Pick<MqttClient, 'subscribe' | 'publish'> {
  return {
    subscribe: (filters, answered) => {
      client.subscribe([...filters], { qos: 0 }, (error, grants) => {
        answered(error === null && !grants?.some(({ qos }) => qos > 2));
      });
    },
    publish: (topic, payload) => {
      // A broker that stopped reading would get everything at once when it goes on.
      if (!client.disconnecting && !client.stream.writableNeedDrain) client.publish(topic, payload);
    },
  };
}

/** Dialling again is ours, so that the pause grows. */
function dial({ url, username, password }: BrokerAccess): VendorClient {
  return connect(url, {
    clientId: `waypost-${randomUUID().slice(0, 8)}`,
    clean: true,
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout: seconds(10),
    keepalive: 30,
    resubscribe: false,
    queueQoSZero: false,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  });
}

/** An error's code, never its text: texts of network libraries quote addresses. */
function reason(error: Error & { code?: unknown }): string {
  return typeof error.code === 'string' || typeof error.code === 'number' ? String(error.code) : 'no code';
}
