// Whom a request of the employee's page speaks for: a cookie that no script can read holds a handle, the gateway's memory
// holds the rest. Only handles that were made here at a sign-in mean anything, so a cookie set by others is nobody's.

import type { FastifyRequest } from 'fastify';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

/** Somebody who is signed in. `endsAtMs` (epoch): until then at the latest. */
export type MeSession = { readonly ref: SubjectRef; readonly endsAtMs: number };

/**
 * Why nobody is signed in now. `denied`: they broke it off. `failed`: the answer of the provider is not to be trusted, or
 * came too late. `unknown-person`: the booking system knows no such account. `not-ready`: it has not been heard of yet.
 */
export type SignInRefusal = 'denied' | 'failed' | 'unknown-person' | 'not-ready' | 'provider-down';

/** Signing in and out (edge-gateway/people). */
export type MeAccess = {
  /** Where people reach this gateway, as `https://waypost.example`. */
  readonly origin: () => string;
  /** Where to send the browser, and what it has to bring back. */
  readonly begin: () => Promise<Outcome<{ readonly url: string; readonly transaction: string }, SignInRefusal>>;
  /** Ends a sign-in with the query the browser came back with. `maxAgeS` null: until the browser is closed. */
  readonly finish: (
    query: string,
    transaction: string,
  ) => Promise<Outcome<{ readonly handle: string; readonly maxAgeS: number | null }, SignInRefusal>>;
  /** Counts as contact. Null: signed out, for whatever reason. */
  readonly of: (handle: string) => MeSession | null;
  readonly end: (handle: string) => void;
};

type MeCookies = { readonly secure: boolean; readonly session: string; readonly transaction: string };

const plain: MeCookies = { secure: false, session: 'waypost_me', transaction: 'waypost_me_start' };
/** Browsers take names with this prefix from this host over https only: nobody else can plant a session here. */
const hosted: MeCookies = { secure: true, session: `__Host-${plain.session}`, transaction: `__Host-${plain.transaction}` };

/** The names of the two cookies where people reach this gateway, and whether they need https. */
export function meCookies({ origin }: Pick<MeAccess, 'origin'>): MeCookies {
  return origin().startsWith('https:') ? hosted : plain;
}

/** The session of this request, or null. */
export function signedIn(request: FastifyRequest, access: MeAccess): MeSession | null {
  const handle = request.cookies[meCookies(access).session];
  return handle === undefined ? null : access.of(handle);
}
