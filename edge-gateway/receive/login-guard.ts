// Who may come in: a known scanner with its own password, a decent client id that is not another scanner's, no session
// that outlives its connection, and nobody who has been hammering on the door.

import { minutes } from '#shared/kit/duration.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { attemptLimit } from './attempt-limit.ts';
import type { BrokerRefusal } from './refusal-reasons.ts';

/** Checks a login; `null` for an unknown scanner and for a wrong password alike. */
export type Authenticate = (username: string, password: string) => Scanner | null;

export type Visitor = {
  readonly address: string;
  readonly clientId: string;
  /** The broker made the client id up because the visitor gave none. */
  readonly clientIdMade: boolean;
  readonly clean: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
};

/** A refused visitor that knew a scanner's password is counted for that scanner. */
type Verdict =
  | { readonly ok: true; readonly scanner: Scanner }
  | { readonly ok: false; readonly why: BrokerRefusal; readonly scannerId?: string };

export type LoginGuard = {
  /** Whether this address has to wait before it may even connect. */
  readonly barred: (address: string) => boolean;
  readonly judge: (visitor: Visitor) => Verdict;
  /** A visitor that was let in is gone; call it once for each. */
  readonly left: (clientId: string) => void;
};

const clientIdShape = /^[A-Za-z0-9_.:-]{1,64}$/;

/** Five wrong logins a minute bar an address, fifteen connects a minute bar a login from there, each for five minutes. */
export function loginGuard(authenticate: Authenticate, bootMs: () => number): LoginGuard {
  const wrongLogins = attemptLimit({ limit: 5, windowMs: minutes(1), barMs: minutes(5), bootMs });
  const connects = attemptLimit({ limit: 15, windowMs: minutes(1), barMs: minutes(5), bootMs });
  const owners = new Map<string, { readonly scannerId: string; connections: number }>();
  return {
    barred: (address) => wrongLogins.barred(address),
    judge: (visitor) => {
      const scanner = authenticate(visitor.username ?? '', visitor.password ?? '');
      if (scanner === null) {
        wrongLogins.count(visitor.address);
        return { ok: false, why: 'login' };
      }
      const flapKey = `${scanner.id} ${visitor.address}`;
      if (connects.barred(flapKey)) return { ok: false, why: 'flapping', scannerId: scanner.id };
      connects.count(flapKey);
      if (!visitor.clean) return { ok: false, why: 'kept-session', scannerId: scanner.id };
      // Theengs leaves its id empty (paho's default); with a clean session the standard lets the broker make one.
      if (visitor.clientIdMade ? scanner.firmware !== 'theengs' : !clientIdShape.test(visitor.clientId)) {
        return { ok: false, why: 'client-id', scannerId: scanner.id };
      }
      const owner = owners.get(visitor.clientId);
      if (owner !== undefined && owner.scannerId !== scanner.id)
        return { ok: false, why: 'client-id-taken', scannerId: scanner.id };
      if (owner === undefined) owners.set(visitor.clientId, { scannerId: scanner.id, connections: 1 });
      else owner.connections += 1;
      return { ok: true, scanner };
    },
    left: (clientId) => {
      const owner = owners.get(clientId);
      if (owner === undefined) return;
      owner.connections -= 1;
      if (owner.connections === 0) owners.delete(clientId);
    },
  };
}
