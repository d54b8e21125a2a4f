// Everything our broker decides, without the broker: who gets a socket, who is let in, what a publish becomes, what may
// be subscribed. The vendor's hooks in embedded-broker.ts only ask here.

import type { Clock } from '#shared/kit/clock.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { type ConnectionLimits, connectionLimit } from './connection-limit.ts';
import { type Authenticate, loginGuard, type Visitor } from './login-guard.ts';
import { type Rate, rateLimit } from './rate-limit.ts';
import type { BrokerRefusal, OnRefusal } from './refusal-reasons.ts';
import { type Deliver, maxPayloadBytes } from './tag-feed.ts';
import { type TopicRights, topicRights } from './topic-rights.ts';

export type DoorOptions = {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  /** Stamps sightings; may be cheaper than `clock.bootMs` and lag a few milliseconds. */
  readonly stampMs?: () => number;
  readonly onRefusal?: OnRefusal;
  /** Per scanner; 50 messages a second with bursts of 100 unless told. */
  readonly rate?: Rate;
  /** 64 connections, 4 per address unless told; loopback is held to the total only. */
  readonly connections?: ConnectionLimits;
};

/** What is known about one open connection. `login` is set once, when its scanner is let in. */
export type Session = { readonly address: string; login: Login | null };

type Login = {
  readonly scanner: Scanner;
  readonly clientId: string;
  readonly rights: TopicRights;
  readonly takeToken: () => boolean;
};

export type Door = {
  /** A place for a new socket, or null when it has to go. */
  readonly enter: (address: string) => Session | null;
  readonly leave: (session: Session) => void;
  readonly logIn: (session: Session, visitor: Omit<Visitor, 'address'>) => BrokerRefusal | null;
  /** Delivers, ignores or counts a publish. False when the connection has to end (QoS 2, which no scanner needs). */
  readonly publish: (session: Session, packet: Publish) => boolean;
  readonly maySubscribe: (session: Session, filter: string) => boolean;
  readonly refuse: (why: BrokerRefusal, session: Session) => void;
  readonly scannersConnected: () => number;
};

type Publish = { readonly topic: string; readonly payload: Uint8Array | string; readonly qos: number; readonly retain: boolean };

export function openDoor(options: DoorOptions, deliver: Deliver): Door {
  const { clock, stampMs = clock.bootMs, rate = { perSecond: 50, burst: 100 } } = options;
  const places = connectionLimit(options.connections ?? { total: 64, perAddress: 4 });
  const logins = loginGuard(options.authenticate, clock.bootMs);
  // One bucket per scanner and not per connection, so that dialling again does not fill it.
  const buckets = new Map<string, () => boolean>();
  const online = new Map<string, number>();
  const refuse = (why: BrokerRefusal, session: Session | null): void => options.onRefusal?.(why, session?.login?.scanner.id);
  return {
    refuse,
    scannersConnected: () => online.size,
    enter: (address) => {
      const full = logins.barred(address) ? 'address-barred' : places.enter(address);
      if (full === null) return { address, login: null };
      refuse(full, null);
      return null;
    },
    leave: (session) => {
      places.leave(session.address);
      if (session.login === null) return;
      logins.left(session.login.clientId);
      add(online, session.login.scanner.id, -1);
    },
    logIn: (session, visitor) => {
      const verdict = logins.judge({ ...visitor, address: session.address });
      if (!verdict.ok) {
        options.onRefusal?.(verdict.why, verdict.scannerId);
        return verdict.why;
      }
      const { scanner } = verdict;
      const takeToken = buckets.get(scanner.id) ?? rateLimit(rate, stampMs);
      buckets.set(scanner.id, takeToken);
      session.login = { scanner, clientId: visitor.clientId, rights: topicRights(scanner.firmware, scanner.room), takeToken };
      add(online, scanner.id, 1);
      return null;
    },
    publish: (session, packet) => takePublish(session, packet, { deliver, stampMs, refuse }),
    maySubscribe: (session, filter) => {
      const granted = session.login?.rights.subscribe(filter) ?? false;
      if (!granted) refuse('subscribe-denied', session);
      return granted;
    },
  };
}

type Hands = Pick<Door, 'refuse'> & { readonly deliver: Deliver; readonly stampMs: () => number };

function takePublish(session: Session, packet: Publish, { deliver, stampMs, refuse }: Hands): boolean {
  const { topic, payload, qos, retain } = packet;
  if (qos > 1 || session.login === null) {
    refuse('qos-2', session);
    return false;
  }
  if (!session.login.takeToken()) {
    refuse('rate', session);
    return true;
  }
  const right = session.login.rights.publish(topic);
  if (right === 'denied') refuse('publish-denied', session);
  if (right !== 'sighting' && right !== 'status') return true;
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  if (bytes.length > maxPayloadBytes) refuse('packet-too-long', session);
  else deliver({ kind: 'mqtt', topic, payload: bytes, retained: retain, heardAtBootMs: stampMs() });
  return true;
}

function add(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
