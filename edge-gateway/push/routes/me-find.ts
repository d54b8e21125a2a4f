// POST /api/v1/me/find: a colleague by name. In the body, not in the address, because addresses are logged. Nobody can
// tell from an answer why somebody is not in it: it has always the same length and comes always at the same moment.

import type { FastifyReply } from 'fastify';
import type { Clock } from '#shared/kit/clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { FindReply, FindRequest } from '#shared/wire/find.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import type { App } from '../app.ts';
import type { MeDesk } from '../me-ports.ts';
import { type MeAccess, signedIn } from '../me-session.ts';
import { HttpProblem, sendProblem, signedOut } from '../problem.ts';

/** Longer than the longest answer: five names of 120 signs, each up to four bytes, with three places of 60. */
const answerBytes = 8_192;
/** An answer leaves so long after its question; looking takes less than a hundredth of it. */
const answerAfterMs = seconds(0.2);
/** Whoever types a name asks after each pause; a list of everybody takes more. */
const perMinute = 40;

type Deps = { readonly desk: MeDesk; readonly access: MeAccess; readonly clock: Clock };

export function addMeFindRoute(app: App, { desk, access, clock }: Deps): void {
  const schema = {
    tags: ['me'],
    summary: 'Find a colleague of the own groups',
    body: FindRequest,
    response: { 200: FindReply, 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 429: HttpProblem },
  };
  const config = {
    rateLimit: {
      max: perMinute,
      timeWindow: seconds(60),
      keyGenerator: (request: Parameters<typeof signedIn>[0]) => `find ${signedIn(request, access)?.ref ?? request.ip}`,
    },
  };
  app.post(mePaths.find, { schema, config }, async (request, reply) => {
    const session = signedIn(request, access);
    if (session === null) return sendProblem(reply, 401, signedOut);
    const sentAt = pause(clock, answerAfterMs);
    const found = await desk.find(session.ref, request.body);
    await sentAt;
    return sendPadded(reply, JSON.stringify(found));
  });
}

/** White space behind a JSON value means nothing to its reader. */
function sendPadded(reply: FastifyReply, json: string): FastifyReply {
  const missing = Math.max(0, answerBytes - Buffer.byteLength(json));
  return reply
    .type('application/json; charset=utf-8')
    .serializer((text: string) => text)
    .send(json + ' '.repeat(missing));
}
