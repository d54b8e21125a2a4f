// POST /api/v1/me/ranging: a phone says what it hears of this site's beacons. Its secret as Bearer token says who speaks,
// so no name, no cookie and no id is in the request; the answer is the same 204 whatever was heard, and the same 401 for a
// secret that is wrong, has ended or never was one. Where the company lets no apps in, it is the same 403 for every secret.

import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { longestRangingBytes, RangingBatch, rangingPath } from '#shared/wire/ranging.ts';
import type { App } from '../app.ts';
import type { PhonePosts } from '../ports.ts';
import { appsOff, HttpProblem, sendProblem, unknownPhone } from '../problem.ts';

export function addRangingRoute(app: App, phones: PhonePosts): void {
  const admitted = new WeakMap<FastifyRequest, (batch: RangingBatch) => boolean>();
  const schema = {
    tags: ['phones'],
    summary: 'What a phone hears of beacons, at most 5 times a second: answers 204 whatever it heard',
    description:
      'The secret comes from the booking system and speaks for its person as long as they consent to be located. An entry ' +
      'is [beacon, strength in dBm, power it claims at 1 m in dBm, number of adverts]. Send what was heard in the last ' +
      'second and keep nothing for later: a batch speaks of the moment it arrives. 403 with code apps-off: the company lets ' +
      'no apps in; tell the person so and stop.',
    security: [{ phone: [] }],
    body: RangingBatch,
    response: { 204: z.null(), 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 413: HttpProblem, 429: HttpProblem },
  };
  app.post(
    rangingPath,
    {
      schema,
      bodyLimit: longestRangingBytes,
      // Phones have limits of their own; the one of this server counts by display or address, and phones share addresses.
      config: { rateLimit: false },
      // Before the body is read: who is unknown learns nothing about its shape.
      onRequest: async (request, reply) => {
        const known = phones.admit(bearerOf(request), request.ip);
        if (known.ok) admitted.set(request, known.value);
        else if (known.why === 'apps-off') return sendProblem(reply, 403, appsOff);
        else if (known.why === 'too-many') return sendProblem(reply.header('retry-after', '1'), 429);
        else return sendProblem(reply, 401, unknownPhone);
      },
    },
    async (request, reply) => {
      const taken = admitted.get(request)?.(request.body) ?? false;
      return taken ? reply.code(204).send(null) : sendProblem(reply, 401, unknownPhone);
    },
  );
}

/** Anything else than one Bearer token is as good as a wrong one. */
function bearerOf(request: FastifyRequest): string {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
