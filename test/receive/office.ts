// A running broker of our own with one scanner of each firmware, and a client that logs in as one of them. What a test
// starts here it gets closed with `close`.

import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { type EmbeddedBrokerOptions, embeddedBroker } from '#gateway/receive/embedded-broker.ts';
import type { RawMessage, RawRanging, RunningFeed } from '#gateway/receive/tag-feed.ts';
import { Scanner } from '#shared/model/scanner.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';

export const scanners = {
  espresense: Scanner.parse({ id: 'esp-1', firmware: 'espresense', room: 'kitchen', anchor: 'a-1' }),
  openmqttgateway: Scanner.parse({ id: 'omg-1', firmware: 'openmqttgateway', room: 'OMG_3', anchor: 'a-2' }),
  theengs: Scanner.parse({ id: 'theengs-1', firmware: 'theengs', room: 'lab', anchor: 'a-3' }),
  native: Scanner.parse({ id: 'native-1', firmware: 'native', room: 'rx7', anchor: 'a-4' }),
};
type Firmware = keyof typeof scanners;

export const passwordOf = (id: string): string => `secret of ${id}`;

export type Office = {
  readonly port: number;
  readonly feed: RunningFeed;
  readonly clock: FakeClock;
  readonly heard: (RawMessage & { readonly text: string })[];
  /** What phones said. */
  readonly ranged: (RawRanging & { readonly text: string })[];
  /** `reason scanner` per refusal. */
  readonly refusals: string[];
  readonly dial: (firmware: Firmware, options?: IClientOptions) => Promise<MqttClient>;
  /** A bare socket that sends these bytes. */
  readonly socket: (bytes: Uint8Array) => Promise<Socket>;
  readonly close: () => Promise<void>;
};

/** Starts a broker on a free port; `more` changes its options. */
export async function startOffice(more: Partial<EmbeddedBrokerOptions> = {}): Promise<Office> {
  const clock = fakeClock();
  const heard: Office['heard'] = [];
  const ranged: Office['ranged'] = [];
  const refusals: string[] = [];
  const clients: MqttClient[] = [];
  const sockets: Socket[] = [];
  const started = await embeddedBroker({
    host: '127.0.0.1',
    port: 0,
    clock,
    authenticate: (username, password) =>
      Object.values(scanners).find(({ id }) => id === username && password === passwordOf(id)) ?? null,
    onRefusal: (reason, scanner) => refusals.push(`${reason} ${scanner ?? '-'}`),
    ...more,
  }).start((raw) => {
    const text = Buffer.from(raw.payload).toString();
    if (raw.kind === 'mqtt') heard.push({ ...raw, text });
    if (raw.kind === 'ranging') ranged.push({ ...raw, text });
  });
  if (!started.ok) throw new Error(started.detail);
  const feed = started.value;
  const port = feed.port ?? 0;
  return {
    port,
    feed,
    clock,
    heard,
    ranged,
    refusals,
    dial: async (firmware, options) => {
      const client = await dialIn(port, scanners[firmware].id, options);
      clients.push(client);
      return client;
    },
    socket: async (bytes) => {
      const socket = connectSocket(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      sockets.push(socket);
      await once(socket, 'connect');
      socket.write(bytes);
      return socket;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(clients.map((client) => client.endAsync(true)));
      await feed.stop();
    },
  };
}

/** Connects as scanner `id` with its own password; rejects when the broker refuses. Never dials twice. */
export function dialIn(port: number, id: string, options: IClientOptions = {}): Promise<MqttClient> {
  return new Promise((resolve, reject) => {
    const client = connect(`mqtt://127.0.0.1:${port}`, {
      clientId: `${id}-client`,
      username: id,
      password: passwordOf(id),
      reconnectPeriod: 0,
      keepalive: 60,
      ...options,
    });
    client.once('connect', () => resolve(client));
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed before it was connected')));
  });
}
