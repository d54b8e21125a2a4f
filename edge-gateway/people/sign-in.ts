// Signing in and out of the employee's page: the company's provider says which account it is, the booking system whose
// account that is, and from then on a session of ours speaks for that person. Nothing of it outlives the process.

import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { createOidc, type OidcProvider } from './oidc.ts';
import { createSessions } from './sessions.ts';
import { createSignInStarts } from './sign-in-starts.ts';

/** Why nobody is signed in; the page has a sentence for each. */
type SignInRefusal = 'denied' | 'failed' | 'unknown-person' | 'not-ready' | 'provider-down';

export type SignIn = Running & {
  readonly origin: () => string;
  /** Where to send the browser, and what it has to bring back. */
  readonly begin: () => Promise<Outcome<{ readonly url: string; readonly transaction: string }, SignInRefusal>>;
  /** `maxAgeS` null: the browser forgets the handle when it is closed (rule 23). */
  readonly finish: (
    query: string,
    transaction: string,
  ) => Promise<Outcome<{ readonly handle: string; readonly maxAgeS: number | null }, SignInRefusal>>;
  /** Counts as contact. `endsAtMs` (epoch) is the hard cap. */
  readonly of: (handle: string) => { readonly ref: SubjectRef; readonly endsAtMs: number } | null;
  readonly end: (handle: string) => void;
  readonly endAllOf: (ref: SubjectRef) => void;
  /** Somebody has left, or has another account: sessions that were theirs by the old one end now. */
  readonly peopleChanged: () => void;
};

/** What the booking system says of people. */
type Accounts = {
  readonly loaded: () => boolean;
  readonly people: () => readonly Pick<Person, 'ref' | 'account'>[];
  readonly person: (ref: SubjectRef) => Pick<Person, 'account'> | undefined;
};

export type SignInDeps = {
  readonly provider: OidcProvider;
  /** Where people reach this gateway, as `https://waypost.example`; the provider knows its `/me/callback`. */
  readonly origin: () => string;
  readonly accounts: Accounts;
  /** The rule of this person's sessions. */
  readonly policy: (ref: SubjectRef) => Pick<Policy, 'sessionMaxHours' | 'closeOnExit'>;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  readonly log: { readonly warn: (fields: object, message: string) => void };
  /** A session has ended: open pages have to be asked again whose they are. */
  readonly onEnded: () => void;
};

export function startSignIn(deps: SignInDeps): SignIn {
  const { clock, origin, accounts } = deps;
  const stopping = new AbortController();
  const sessions = createSessions(deps);
  const starts = createSignInStarts({ bootMs: clock.bootMs, randomBytes: deps.randomBytes });
  const oidc = createOidc({
    provider: deps.provider,
    redirectUri: () => `${origin()}${mePaths.callback}`,
    bootMs: clock.bootMs,
    signal: stopping.signal,
    trouble: onceAMinute(clock.bootMs, (code) => deps.log.warn({ code }, 'Sign-ins fail at the OpenID provider')),
  });
  const holds = ({ ref, account }: { ref: SubjectRef; account: string }): boolean => accounts.person(ref)?.account === account;
  const stopSweeping = clock.every(seconds(15), () => sessions.sweep(holds));
  return {
    ...{ origin, end: sessions.end, endAllOf: sessions.endAllOf },
    begin: async () => {
      if (!accounts.loaded()) return refused('not-ready');
      const begun = await oidc.begin();
      if (!begun.ok) return begun;
      return done({ url: begun.value.url, transaction: starts.put(begun.value.secrets) });
    },
    finish: async (query, transaction) => {
      const secrets = starts.take(transaction, new URLSearchParams(query).get('state') ?? '');
      if (secrets === null) return refused('failed');
      const known = await oidc.finish(query, secrets);
      if (!known.ok) return known;
      if (!accounts.loaded()) return refused('not-ready');
      const { account } = known.value;
      const ref = ownerOf(account, accounts);
      if (ref === null) return refused('unknown-person');
      const { handle, endsAtMs } = sessions.open({ ref, account });
      const maxAgeS = deps.policy(ref).closeOnExit ? null : Math.floor((endsAtMs - clock.wallMs()) / 1000);
      return done({ handle, maxAgeS });
    },
    of: (handle) => {
      const session = sessions.of(handle);
      if (session === null) return null;
      if (holds(session)) return { ref: session.ref, endsAtMs: session.endsAtMs };
      sessions.end(handle);
      return null;
    },
    peopleChanged: () => sessions.sweep(holds),
    stop: async () => {
      stopSweeping();
      stopping.abort();
    },
  };
}

/** Anybody can make a sign-in fail, and the log must not be theirs to fill. */
function onceAMinute(bootMs: () => number, tell: (code: string) => void): (code: string) => void {
  let toldBootMs = Number.NEGATIVE_INFINITY;
  return (code) => {
    if (bootMs() - toldBootMs < minutes(1)) return;
    toldBootMs = bootMs();
    tell(code);
  };
}

/** An account that two people have is nobody's. */
function ownerOf(account: string, { people }: Accounts): SubjectRef | null {
  const owners = people().filter((person) => person.account === account);
  return owners.length === 1 ? (owners[0]?.ref ?? null) : null;
}
