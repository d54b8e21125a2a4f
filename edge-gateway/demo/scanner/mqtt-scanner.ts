// A scanner of the demo as a real MQTT client over TCP with its own login: the demo's only import of `mqtt`. It keeps
// connecting until it is stopped, so a broker that restarts finds its scanners again.

import { connect, connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import type { Scanner } from '#shared/model/scanner.ts';
import type { Running } from '../../running.ts';
import { habitsOf } from './firmware-habits.ts';
import type { Message } from './heard.ts';

export type ScannerLink = Running & {
  readonly scanner: Scanner;
  readonly connected: () => boolean;
  /** Publishes at QoS 0, or drops the message while there is no connection, as the firmware does. */
  readonly send: (message: Message) => void;
};

export type LinkOptions = {
  readonly host: string;
  readonly port: number;
  readonly scanner: Scanner;
  readonly password: string;
};

/** Starts connecting and returns at once; tries again every second while the broker is away. */
export function startScannerLink(options: LinkOptions): ScannerLink {
  return linkOf(connect(clientOptions(options)), options.scanner);
}

/** Resolves with a connected scanner; rejects when the broker can't be reached or refuses the login. */
export async function connectScannerLink(options: LinkOptions): Promise<ScannerLink> {
  const client = await connectAsync(`mqtt://${options.host}:${options.port}`, clientOptions(options), false);
  const link = linkOf(client, options.scanner);
  greet(client, options.scanner);
  return link;
}

function clientOptions({ host, port, scanner, password }: LinkOptions): IClientOptions {
  const { statusTopic } = habitsOf(scanner);
  return {
    protocol: 'mqtt',
    host,
    port,
    clientId: scanner.id,
    username: scanner.id,
    password,
    clean: true,
    keepalive: 30,
    reconnectPeriod: 1_000,
    connectTimeout: 5_000,
    queueQoSZero: false,
    ...(statusTopic === null ? {} : { will: { topic: statusTopic, payload: Buffer.from('offline'), qos: 0, retain: true } }),
  };
}

function linkOf(client: MqttClient, scanner: Scanner): ScannerLink {
  // The client tries again by itself; an error event without a listener would end the process instead.
  client.on('error', () => undefined);
  client.on('connect', () => greet(client, scanner));
  let stopped: Promise<void> | undefined;
  return {
    scanner,
    connected: () => client.connected,
    send: ({ topic, payload }) => {
      if (client.connected) client.publish(topic, payload, { qos: 0 });
    },
    stop: () => {
      stopped ??= client.endAsync(!client.connected);
      return stopped;
    },
  };
}

/** What the firmware says and asks for at every connect. A refused subscription leaves it connected, and is no matter. */
function greet(client: MqttClient, scanner: Scanner): void {
  const { statusTopic, subscriptions } = habitsOf(scanner);
  if (statusTopic !== null) client.publish(statusTopic, 'online', { qos: 0, retain: true });
  client.subscribe([...subscriptions], { qos: 0 }, () => undefined);
}
