// The way into the employee's page: they sign in at the company's provider, the booking system says whose account that is,
// and the own browser comes back here.

import { randomBytes } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import { type SignIn, startSignIn } from './people/sign-in.ts';
import type { MeAccess } from './push/me-session.ts';
import type { Log } from './watch/log.ts';

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly bookings: BookingWay;
  /** Where the server listens, once it does. */
  readonly ownPort: () => number;
  /** A session has ended, for whatever reason. */
  readonly onEnded: () => void;
};

/** How long whoever holds a role over others stays signed in, and only while a page of theirs is open (privacy.md 3). */
const powerHours = 8;

/** Undefined where no provider is named: then nobody can sign in. */
export function startSignInWay({ config, clock, log, bookings, ownPort, onEnded }: Deps): SignIn | undefined {
  if (config.signIn === undefined) return undefined;
  const { issuer, clientId, publicUrl } = config.signIn;
  const clientSecret = config.secrets.WAYPOST_OIDC_SECRET;
  const { loaded } = bookings.mirror;
  const policy = (ref: SubjectRef): Pick<Policy, 'sessionMaxHours' | 'closeOnExit'> => {
    const { sessionMaxHours, closeOnExit } = bookings.mirror.policy();
    const power = bookings.people.person(ref)?.roles.some((role) => role !== 'user') ?? false;
    return power
      ? { sessionMaxHours: Math.min(sessionMaxHours, powerHours), closeOnExit: true }
      : { sessionMaxHours, closeOnExit };
  };
  return startSignIn({
    provider: { issuer, clientId, ...(clientSecret === undefined ? {} : { clientSecret }) },
    origin: () => (publicUrl === undefined ? `http://localhost:${ownPort()}` : new URL(publicUrl).origin),
    accounts: { loaded, people: bookings.people.people, person: bookings.people.person },
    ...{ policy, clock, randomBytes, log: log.child({ stage: 'people' }), onEnded },
  });
}

/** The same, and whoever has just signed in is noted. */
export function noting(signIn: SignIn, note: (ref: SubjectRef) => void): MeAccess {
  return {
    ...signIn,
    finish: async (query, transaction) => {
      const finished = await signIn.finish(query, transaction);
      const session = finished.ok ? signIn.of(finished.value.handle) : null;
      if (session !== null) note(session.ref);
      return finished;
    },
  };
}
