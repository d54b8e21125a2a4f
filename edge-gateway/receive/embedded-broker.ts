// Our own MQTT broker: aedes behind the guards of this folder, and the only import of it. Nobody hears anything here but
// the gateway itself: a sighting is handed over inside the process and goes to no other client, nothing is retained and
// no session outlives its connection.

import { createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { type Door, type DoorOptions, openDoor, type Session } from './door.ts';
import { frameGuard } from './frame-guard.ts';
import type { BrokerRefusal } from './refusal-reasons.ts';
import type { FeedRefusal, TagFeed } from './tag-feed.ts';

export type EmbeddedBrokerOptions = DoorOptions & {
  readonly host: string;
  /** 0 = any free one; the running feed says which. */
  readonly port: number;
};

type Sessions = WeakMap<object, Session>;
/** The connections that leave a last will; aedes tells only before it asks who they are. */
type Wills = WeakSet<object>;

/** CONNECT fits into it; after the login the cap is what the scanner or phone may send. */
const firstPacketCapBytes = 1_024;
const keepaliveLimitS = 120;
/** Where a publish goes inside aedes once we have dealt with it; nobody is granted a filter that matches. */
const nowhere = '$waypost/handled';
const nothing = Buffer.alloc(0);

/** A broker of our own as a feed; `start` refuses when it can't listen. */
export function embeddedBroker(options: EmbeddedBrokerOptions): TagFeed {
  return {
    start: async (deliver) => {
      let stopped: Promise<void> | null = null;
      // Closing the connections makes every scanner's will speak; a feed that is being stopped says nothing more.
      const { onLife } = options;
      const whileOpen = {
        ...options,
        ...(onLife && { onLife: (...life: Parameters<typeof onLife>) => stopped === null && onLife(...life) }),
      };
      const door = openDoor(whileOpen, (raw) => {
        if (stopped === null) deliver(raw);
      });
      const sessions: Sessions = new WeakMap();
      const sockets = new Set<Socket>();
      const broker = await guardedAedes(door, sessions);
      const server = createServer((socket) => admit(door, sessions, sockets, broker, socket));
      const port = await listen(server, options.host, options.port);
      if (!port.ok) {
        await close(broker);
        return port;
      }
      return done({
        port: port.value,
        state: () =>
          stopped === null ? { up: true, scannersConnected: door.scannersConnected() } : { up: false, scannersConnected: 0 },
        stop: () => {
          stopped ??= stopAll(server, sockets, broker);
          return stopped;
        },
      });
    },
  };
}

/** aedes with its questions answered by the door. */
async function guardedAedes(door: Door, sessions: Sessions): Promise<Aedes> {
  const wills: Wills = new WeakSet();
  const broker = await Aedes.createBroker({
    connectTimeout: seconds(5),
    drainTimeout: seconds(10),
    keepaliveLimit: keepaliveLimitS,
    maxTopicLevels: 8,
    maxInflightInbound: 20,
    preConnect: (client, packet, answer) => {
      // A will is a status and needs no more; a refused one would come back as an error of the broker itself.
      if (packet.will) {
        packet.will.qos = 0;
        wills.add(client.conn);
      }
      answer(null, true);
    },
    authenticate: (client, username, password, answer) => {
      const visitor = { will: wills.has(client.conn), username, password: password?.toString() };
      const why = judge(door, sessions.get(client.conn), client, visitor);
      if (why === null) answer(null, true);
      else answer(Object.assign(new Error(why), { returnCode: connackCode(why) }), null);
    },
    authorizePublish: (client, packet, callback) => {
      // No session: the connection was refused by a guard, or aedes tidies up a will nobody waits for.
      const session = client === null ? undefined : sessions.get(client.conn);
      if (session !== undefined && !door.publish(session, packet)) return callback(expected());
      forget(packet);
      callback(null);
    },
    authorizeSubscribe: (client, subscription, callback) => {
      const session = sessions.get(client.conn);
      // A refusal is a null and not an error: the scanner reads it in its SUBACK and stays connected.
      callback(null, session !== undefined && door.maySubscribe(session, subscription.topic) ? subscription : null);
    },
  });
  const countProtocolError = (client: Client, error: Error): void => {
    const session = sessions.get(client.conn);
    const why = protocolFault(error);
    if (session !== undefined && why !== null) door.refuse(why, session);
  };
  broker.on('ping', (_packet, client) => {
    const session = sessions.get(client.conn);
    if (session === undefined || door.ping(session)) return;
    sessions.delete(client.conn); // Counted: the answer that aedes can't send any more does not count again.
    client.close();
  });
  broker.on('clientError', countProtocolError);
  broker.on('connectionError', countProtocolError);
  return broker;
}

type Shown = Pick<Parameters<Door['logIn']>[1], 'will' | 'username' | 'password'>;

function judge(door: Door, session: Session | undefined, client: Client, shown: Shown): BrokerRefusal | null {
  if (session === undefined) return 'login';
  // aedes names a client that gave no id itself, so the made-up prefix is all that tells it from one that did.
  const clientIdMade = client.id.startsWith('aedes_');
  const why = door.logIn(session, { ...shown, clientId: client.id, clientIdMade, clean: client.clean });
  // aedes registers it under this name right after, and closes the one that had the name before.
  if (session.login !== null) client.id = session.login.clientId;
  return why;
}

/** The publish has been dealt with: what goes on through aedes carries nothing and reaches nobody. */
function forget(packet: PublishPacket): void {
  packet.topic = nowhere;
  packet.payload = nothing;
  packet.retain = false;
}

/** MQTT 3.1.1, table 3.1: 2 = identifier rejected, 4 = bad user name or password, 5 = not authorised. */
function connackCode(why: BrokerRefusal): AuthenticateError['returnCode'] {
  if (why === 'login') return 4;
  return why === 'client-id' || why === 'client-id-taken' ? 2 : 5;
}

/** A new socket gets a place, a watcher on its packet lengths, and only then the broker. */
function admit(door: Door, sessions: Sessions, sockets: Set<Socket>, broker: Aedes, socket: Socket): void {
  const session = door.enter(socket.remoteAddress ?? '');
  if (session === null) {
    socket.destroy();
    return;
  }
  sockets.add(socket);
  sessions.set(socket, session);
  socket.setNoDelay(true);
  socket.once('close', () => {
    sockets.delete(socket);
    door.leave(session);
  });
  broker.handle(socket);
  const cap = (): number => session.login?.packetCapBytes ?? firstPacketCapBytes;
  const watch = frameGuard(cap, (why) => {
    door.refuse(why, session);
    sessions.delete(socket); // Counted: what aedes' parser makes of the rest of the chunk does not count again.
    socket.destroy();
  });
  // aedes reads on 'readable'; Node emits 'data' inside that read, so the guard sees every byte before aedes parses it.
  socket.on('data', watch);
}

/** An error that has been counted already. */
function expected(): Error {
  return new Error('refused by a guard', { cause: expected });
}

/** What a connection's error says about the scanner; null for errors of the network and for those counted already. */
function protocolFault(error: Error & { code?: unknown; errorCode?: unknown }): BrokerRefusal | null {
  if (error.cause === expected || error.code !== undefined || error.errorCode !== undefined) return null;
  if (error.message === 'connect did not arrive in time') return 'connect-timeout';
  return error.message === 'keep alive timeout' || error.message === 'Premature close' ? null : 'malformed';
}

function listen(server: Server, host: string, port: number): Promise<Outcome<number, FeedRefusal>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'port-in-use' : 'cannot-listen';
      const advice = why === 'port-in-use' ? 'another program listens there; choose another port' : 'check the address';
      resolve(refused(why, `The MQTT broker can't listen on ${host} port ${port}: ${advice}.`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(done(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

async function stopAll(server: Server, sockets: ReadonlySet<Socket>, broker: Aedes): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
  await close(broker);
}

function close(broker: Aedes): Promise<void> {
  return new Promise((resolve) => broker.close(() => resolve()));
}
