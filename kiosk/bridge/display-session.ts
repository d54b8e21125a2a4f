// How a browser becomes a known display: one request with the display's id and, from the address bar, its token. The
// gateway answers with a cookie that scripts can't read.

import type { DisplaySessionRequest } from '#shared/wire/display-session.ts';

export type SessionDeps = {
  /** "http://host:port", without a slash at the end. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly request: DisplaySessionRequest;
};

/** `refused`: not with this request; a cookie from an earlier visit may still open the socket. */
export async function openSession(deps: SessionDeps): Promise<'opened' | 'refused' | 'unreachable'> {
  try {
    const answer = await deps.fetch(`${deps.origin}/api/v1/displays/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify(deps.request),
    });
    if (answer.ok) return 'opened';
    return [400, 401, 403, 404].includes(answer.status) ? 'refused' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
