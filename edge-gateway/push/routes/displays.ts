// POST /api/v1/displays/session: a browser becomes a display. The token comes once, in the body; from then on a cookie
// that no script can read speaks for the display.

import { z } from 'zod';
import { DisplaySessionRequest } from '#shared/wire/display-session.ts';
import type { App } from '../app.ts';
import { isLoopback } from '../caller.ts';
import { displayCookie } from '../known-display.ts';
import type { DisplayAccess } from '../ports.ts';
import { HttpProblem, sendProblem } from '../problem.ts';

const maxAgeSeconds = 24 * 3600;

export function addDisplayRoutes(app: App, displays: DisplayAccess): void {
  const schema = {
    tags: ['displays'],
    summary: 'Become a display: answers 204 and sets a session cookie',
    body: DisplaySessionRequest,
    response: { 204: z.null(), 400: HttpProblem, 401: HttpProblem },
  };
  app.post('/api/v1/displays/session', { schema }, async (request, reply) => {
    const { authorization } = request.headers;
    const known =
      authorization === undefined
        ? displays.authenticate({ ...request.body, loopback: isLoopback(request) })
        : displays.ofBearer(authorization);
    if (!known.ok) return sendProblem(reply, 401);
    const session = displays.openSession(known.value);
    reply.setCookie(displayCookie, session, { httpOnly: true, sameSite: 'strict', path: '/api/v1', maxAge: maxAgeSeconds });
    return reply.code(204).send(null);
  });
}
