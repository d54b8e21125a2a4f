// How a page of somebody who is signed in asks its gateway over HTTP: within a time limit, with the session's cookie, and
// parsed. Whatever is not a proper answer counts as none, and an answer 401 means that the session is over.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';

export type SessionHttpDeps = {
  /** "http://host:port", without a slash at the end. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
};

/** POST with a body, GET without; null when no proper answer came. */
export type SessionRead = <T>(
  path: string,
  body: object | null,
  take: (answer: Response) => Promise<T | null>,
) => Promise<T | null>;

/** Tags are brought while the booking system is asked, so this is longer than at the pad. */
const answerWithinMs = seconds(20);

export function sessionHttp(deps: SessionHttpDeps, onSignedOut: () => void): SessionRead {
  return async (path, body, take) => {
    const abort = new AbortController();
    const cancel = deps.clock.after(answerWithinMs, () => abort.abort());
    try {
      const answer = await deps.fetch(deps.origin + path, { ...requestOf(body), signal: abort.signal });
      if (answer.status === 401) onSignedOut();
      return answer.status === 401 ? null : await take(answer);
    } catch {
      return null;
    } finally {
      cancel();
    }
  };
}

function requestOf(body: object | null): RequestInit {
  const common = { credentials: 'same-origin', cache: 'no-store' } as const;
  if (body === null) return common;
  return { ...common, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
