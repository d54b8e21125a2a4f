// Which display a request speaks for: its Bearer token, else the session cookie of a browser.

import type { FastifyRequest } from 'fastify';
import { type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Display } from '#shared/model/display.ts';
import type { DisplayAccess } from './ports.ts';

/** Name of the session cookie (shared/wire/display-session.ts). */
export const displayCookie = 'waypost_display';

export function knownDisplay(request: FastifyRequest, displays: DisplayAccess): Outcome<Display, 'unknown-display'> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return displays.ofBearer(authorization);
  const session = request.cookies[displayCookie];
  return session === undefined ? refused('unknown-display') : displays.ofSession(session);
}
