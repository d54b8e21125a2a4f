// Everything our broker decides, without the broker: who gets a socket, who is let in, what a publish becomes, what may
// be subscribed. The vendor's hooks in embedded-broker.ts only ask here.

import type { Clock } from '#shared/kit/clock.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { payloadLimitBytes } from '#shared/wire/payload-limit.ts';
import { longestRangingBytes } from '#shared/wire/ranging.ts';
import { type ConnectionLimit, type ConnectionLimits, connectionLimit } from './connection-limit.ts';
import { type FirePanelLine, firePanelPacketBytes, firePanelRate, takeFireSignal } from './fire-panel-line.ts';
import { type Authenticate, type LoginGuard, loginGuard, type Visitor } from './login-guard.ts';
import { type OnlineScanners, onlineScanners } from './online-scanners.ts';
import type { Phone, PhoneAccess } from './phone-access.ts';
import { takeRanging } from './phone-line.ts';
import { type Rate, rateLimit } from './rate-limit.ts';
import type { BrokerRefusal, OnRefusal } from './refusal-reasons.ts';
import type { OnLife } from './scanner-life.ts';
import type { Deliver } from './tag-feed.ts';
import { type TopicRights, topicRights } from './topic-rights.ts';

export type DoorOptions = {
  readonly authenticate: Authenticate;
  /** Recognises phones and holds each to its rate; no phone is let in without it. */
  readonly phones?: PhoneAccess;
  /** The fire panel, with its own password; none is let in without it. */
  readonly firePanel?: FirePanelLine & { readonly isPassword: (password: string) => boolean };
  readonly clock: Clock;
  /** Stamps sightings; may be cheaper than `clock.bootMs` and lag a few milliseconds. */
  readonly stampMs?: () => number;
  readonly onRefusal?: OnRefusal;
  /** Hears of scanners coming, living and going; never of phones. */
  readonly onLife?: OnLife;
  /** Per scanner; 50 messages a second with bursts of 100 unless told. */
  readonly rate?: Rate;
  /**
   * For scanners, and once more for sockets that have not logged in yet: 64 connections, 4 per address unless told;
   * loopback is held to the total only.
   */
  readonly connections?: ConnectionLimits;
  /** Phones beside them, from any address; 500 unless told. */
  readonly phoneConnections?: number;
};

/** What is known about one connection: `place` until it is closed, `login` from when its scanner or phone is let in. */
export type Session = { readonly address: string; place: ConnectionLimit | null; login: Login | null };

type ScannerLogin = {
  readonly kind: 'scanner';
  readonly scanner: Scanner;
  readonly clientId: string;
  /** The longest MQTT packet it may send, as every login has one. */
  readonly packetCapBytes: number;
  readonly rights: TopicRights;
  readonly takeToken: () => boolean;
};
/**
 * `clientId` is made from the phone and not by it: a phone has one connection, a newer one takes its place, and it can
 * take nobody else's.
 */
type PhoneLogin = {
  readonly kind: 'phone';
  readonly phone: Phone;
  readonly clientId: string;
  readonly packetCapBytes: number;
};
/** Its client id is behind a name that no scanner can have; two panels may share the credential. */
type FirePanelLogin = {
  readonly kind: 'fire-panel';
  readonly clientId: string;
  readonly packetCapBytes: number;
};
type Login = ScannerLogin | PhoneLogin | FirePanelLogin;

export type Door = {
  /** A place for a new socket, or null when it has to go. */
  readonly enter: (address: string) => Session | null;
  readonly leave: (session: Session) => void;
  readonly logIn: (session: Session, visitor: Omit<Visitor, 'address'>) => BrokerRefusal | null;
  /** Delivers, ignores or counts a publish. False when the connection has to end: QoS 2, or a phone that is nobody's now. */
  readonly publish: (session: Session, packet: Publish) => boolean;
  readonly maySubscribe: (session: Session, filter: string) => boolean;
  /** The other side is alive and has nothing to say. False when the connection has to end: its phone is nobody's now. */
  readonly ping: (session: Session) => boolean;
  readonly refuse: (why: BrokerRefusal, session: Session) => void;
  readonly scannersConnected: () => number;
};

type Publish = { readonly topic: string; readonly payload: Uint8Array | string; readonly qos: number; readonly retain: boolean };

export function openDoor(options: DoorOptions, deliver: Deliver): Door {
  const { clock, phones, firePanel, stampMs = clock.bootMs, onLife } = options;
  const desk: Desk = {
    places: placesFor(options),
    logins: loginGuard({ authenticate: options.authenticate, phones, isFirePanel: firePanel?.isPassword, bootMs: clock.bootMs }),
    bucketOf: scannerBuckets(options.rate ?? { perSecond: 50, burst: 100 }, stampMs),
    online: onlineScanners(onLife),
  };
  const panelTokens = rateLimit(firePanelRate, stampMs);
  const refuse = (why: BrokerRefusal, session: Session | null): void => options.onRefusal?.(why, scannerOf(session));
  return {
    refuse,
    scannersConnected: desk.online.count,
    enter: (address) => {
      const full = desk.logins.barred(address) ? 'address-barred' : desk.places.strangers.enter(address);
      if (full === null) return { address, place: desk.places.strangers, login: null };
      refuse(full, null);
      return null;
    },
    leave: (session) => leave(desk, session),
    logIn: (session, visitor) => {
      const refusal = logIn(desk, session, visitor);
      if (refusal !== null) options.onRefusal?.(refusal.why, refusal.scannerId);
      return refusal?.why ?? null;
    },
    publish: (session, packet) => {
      const { login } = session;
      const hands = { deliver, stampMs, refuse: (why: BrokerRefusal) => refuse(why, session) };
      if (packet.qos > 1 || login === null) {
        hands.refuse('qos-2');
        return false;
      }
      if (login.kind === 'phone') return phones !== undefined && takeRanging(login.phone, packet, { ...hands, ...phones });
      if (login.kind === 'scanner') takePublish(login, packet, hands);
      else if (firePanel !== undefined) takeFireSignal(firePanel, packet, { ...hands, takeToken: panelTokens });
      return true;
    },
    maySubscribe: (session, filter) => {
      const granted = session.login?.kind === 'scanner' && session.login.rights.subscribe(filter);
      if (!granted) refuse('subscribe-denied', session);
      return granted;
    },
    ping: (session) => {
      if (session.login?.kind === 'phone') {
        const lives = session.login.phone.owner() !== null;
        if (!lives) refuse('login', session);
        return lives;
      }
      const scanner = scannerOf(session);
      if (scanner !== undefined) onLife?.(scanner, 'ping');
      return true;
    },
  };
}

/** What is needed to let somebody in. */
type Desk = {
  readonly places: ReturnType<typeof placesFor>;
  readonly logins: LoginGuard;
  readonly bucketOf: (scannerId: string) => () => boolean;
  readonly online: OnlineScanners;
};

type LogInRefusal = { readonly why: BrokerRefusal; readonly scannerId?: string };

function logIn(desk: Desk, session: Session, visitor: Omit<Visitor, 'address'>): LogInRefusal | null {
  // The connection closed while it logged in.
  if (session.place === null) return { why: 'login' };
  const verdict = desk.logins.judge({ ...visitor, address: session.address });
  if (!verdict.ok) return verdict;
  const full = desk.places[verdict.kind].enter(session.address);
  if (full !== null) {
    if (verdict.kind !== 'scanner') return { why: full };
    desk.logins.left(visitor.clientId);
    return { why: full, scannerId: verdict.scanner.id };
  }
  session.place.leave(session.address);
  session.place = desk.places[verdict.kind];
  if (verdict.kind === 'phone') {
    session.login = { ...verdict, clientId: `phone ${verdict.phone.key}`, packetCapBytes: longestRangingBytes };
    return null;
  }
  if (verdict.kind === 'fire-panel') {
    session.login = { ...verdict, clientId: `fire-panel ${visitor.clientId}`, packetCapBytes: firePanelPacketBytes };
    return null;
  }
  const { id, firmware, room } = verdict.scanner;
  session.login = {
    ...verdict,
    clientId: visitor.clientId,
    packetCapBytes: payloadLimitBytes(firmware),
    rights: topicRights(firmware, room),
    takeToken: desk.bucketOf(id),
  };
  desk.online.came(id);
  return null;
}

function leave({ logins, online }: Desk, session: Session): void {
  session.place?.leave(session.address);
  session.place = null;
  if (session.login?.kind !== 'scanner') return;
  logins.left(session.login.clientId);
  online.left(session.login.scanner.id);
}

/** A socket stands among the strangers until it has logged in, so neither they nor phones can crowd scanners or the fire panel out. */
function placesFor({ connections = { total: 64, perAddress: 4 }, phoneConnections = 500 }: DoorOptions) {
  return {
    strangers: connectionLimit(connections),
    scanner: connectionLimit(connections),
    phone: connectionLimit({ total: phoneConnections, perAddress: phoneConnections }),
    'fire-panel': connectionLimit({ total: 4, perAddress: 4 }),
  };
}

/** One bucket per scanner and not per connection, so that dialling again does not fill it. */
function scannerBuckets(rate: Rate, stampMs: () => number): (scannerId: string) => () => boolean {
  const buckets = new Map<string, () => boolean>();
  return (scannerId) => {
    const bucket = buckets.get(scannerId) ?? rateLimit(rate, stampMs);
    buckets.set(scannerId, bucket);
    return bucket;
  };
}

function scannerOf(session: Pick<Session, 'login'> | null): string | undefined {
  return session?.login?.kind === 'scanner' ? session.login.scanner.id : undefined;
}

type Hands = { readonly deliver: Deliver; readonly stampMs: () => number; readonly refuse: (why: BrokerRefusal) => void };

function takePublish(login: ScannerLogin, { topic, payload, retain }: Publish, { deliver, stampMs, refuse }: Hands): void {
  if (!login.takeToken()) {
    refuse('rate');
    return;
  }
  const right = login.rights.publish(topic);
  if (right === 'denied') refuse('publish-denied');
  if (right !== 'sighting' && right !== 'status') return;
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  deliver({ kind: 'mqtt', topic, payload: bytes, retained: retain, heardAtBootMs: stampMs() });
}
