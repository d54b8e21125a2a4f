// Who may come in: a known scanner with its own password, a decent client id that is not another scanner's, a phone with
// its own secret, or the fire panel; no session that outlives its connection, and nobody who has been hammering on the door.

import { minutes } from '#shared/kit/duration.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { phoneLine } from '#shared/wire/ranging.ts';
import { attemptLimit } from './attempt-limit.ts';
import { firePanelUser } from './fire-panel-line.ts';
import type { Phone, PhoneAccess } from './phone-access.ts';
import type { BrokerRefusal } from './refusal-reasons.ts';

/** Checks a login; `null` for an unknown scanner and for a wrong password alike. */
export type Authenticate = (username: string, password: string) => Scanner | null;

export type Visitor = {
  readonly address: string;
  readonly clientId: string;
  /** The broker made the client id up because the visitor gave none. */
  readonly clientIdMade: boolean;
  readonly clean: boolean;
  /** The visitor leaves a last will. */
  readonly will: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
};

/** A refused visitor that knew a scanner's password is counted for that scanner. */
type Verdict =
  | { readonly ok: true; readonly kind: 'scanner'; readonly scanner: Scanner }
  | { readonly ok: true; readonly kind: 'phone'; readonly phone: Phone }
  | { readonly ok: true; readonly kind: 'fire-panel' }
  | { readonly ok: false; readonly why: BrokerRefusal; readonly scannerId?: string };

export type LoginGuard = {
  /** Whether this address has to wait before it may even connect. */
  readonly barred: (address: string) => boolean;
  readonly judge: (visitor: Visitor) => Verdict;
  /** A scanner that was let in is gone; call it once for each. */
  readonly left: (clientId: string) => void;
};

type Deps = {
  readonly authenticate: Authenticate;
  /** Absent where no phones are taken. */
  readonly phones: PhoneAccess | undefined;
  /** Checks the password of the fire panel; absent where none is listened to. */
  readonly isFirePanel: ((password: string) => boolean) | undefined;
  readonly bootMs: () => number;
};

const clientIdShape = /^[A-Za-z0-9_.:-]{1,64}$/;

/**
 * Five wrong logins of scanners or of the fire panel a minute bar an address, fifteen connects a minute bar a login from
 * there, each for five minutes. Wrong secrets of phones are counted apart (phone-access.ts), so that no phone can bar a scanner.
 */
export function loginGuard({ authenticate, phones, isFirePanel, bootMs }: Deps): LoginGuard {
  const wrongLogins = attemptLimit({ limit: 5, windowMs: minutes(1), barMs: minutes(5), bootMs });
  const connects = { limit: 15, windowMs: minutes(1), barMs: minutes(5), bootMs };
  const scannerConnects = attemptLimit(connects);
  const phoneConnects = attemptLimit(connects);
  const ids = clientIds();
  const judgePhone = (visitor: Visitor): Verdict => {
    const known = phones?.recognise(visitor.password ?? '', visitor.address);
    if (known === undefined) return { ok: false, why: 'login' };
    if (!known.ok) return known;
    const flapKey = `${known.value.key} ${visitor.address}`;
    if (phoneConnects.barred(flapKey)) return { ok: false, why: 'flapping' };
    phoneConnects.count(flapKey);
    if (!visitor.clean) return { ok: false, why: 'kept-session' };
    // It would speak minutes after the phone has gone, of a place it has left.
    return visitor.will ? { ok: false, why: 'will' } : { ok: true, kind: 'phone', phone: known.value };
  };
  const judgeScanner = (visitor: Visitor): Verdict => {
    const scanner = authenticate(visitor.username ?? '', visitor.password ?? '');
    if (scanner === null) {
      wrongLogins.count(visitor.address);
      return { ok: false, why: 'login' };
    }
    const refuse = (why: BrokerRefusal): Verdict => ({ ok: false, why, scannerId: scanner.id });
    const flapKey = `${scanner.id} ${visitor.address}`;
    if (scannerConnects.barred(flapKey)) return refuse('flapping');
    scannerConnects.count(flapKey);
    if (!visitor.clean) return refuse('kept-session');
    // Theengs leaves its id empty (paho's default); with a clean session the standard lets the broker make one.
    if (visitor.clientIdMade ? scanner.firmware !== 'theengs' : !clientIdShape.test(visitor.clientId)) return refuse('client-id');
    return ids.take(visitor.clientId, scanner.id) ? { ok: true, kind: 'scanner', scanner } : refuse('client-id-taken');
  };
  const judgeFirePanel = (visitor: Visitor): Verdict => {
    if (isFirePanel?.(visitor.password ?? '') !== true) {
      wrongLogins.count(visitor.address);
      return { ok: false, why: 'login' };
    }
    if (!visitor.clean) return { ok: false, why: 'kept-session' };
    // A broken cable is no alarm and no end of one. It may dial as often as it likes: an alarm is not kept waiting.
    return visitor.will ? { ok: false, why: 'will' } : { ok: true, kind: 'fire-panel' };
  };
  return {
    barred: wrongLogins.barred,
    judge: (visitor) => {
      if (visitor.username === firePanelUser) return judgeFirePanel(visitor);
      return visitor.username === phoneLine.username ? judgePhone(visitor) : judgeScanner(visitor);
    },
    left: ids.giveBack,
  };
}

/** Which scanner uses a client id, so that none takes another's place by it. */
function clientIds(): { take: (id: string, scannerId: string) => boolean; giveBack: (id: string) => void } {
  const owners = new Map<string, { readonly scannerId: string; connections: number }>();
  return {
    take: (id, scannerId) => {
      const owner = owners.get(id);
      if (owner !== undefined && owner.scannerId !== scannerId) return false;
      if (owner === undefined) owners.set(id, { scannerId, connections: 1 });
      else owner.connections += 1;
      return true;
    },
    giveBack: (id) => {
      const owner = owners.get(id);
      if (owner === undefined) return;
      owner.connections -= 1;
      if (owner.connections === 0) owners.delete(id);
    },
  };
}
