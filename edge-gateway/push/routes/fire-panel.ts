// POST /api/v1/fire-panel: the building's fire panel says that there is an alarm, a drill, or that it is over. Its own token as
// Bearer says who speaks. The answer is the same 202 whatever came of it, and the same 401 for every token that is not the one.

import { z } from 'zod';
import { emergencyPaths, FirePanelSignal } from '#shared/wire/emergency.ts';
import type { App } from '../app.ts';
import type { EmergencyDesk } from '../manage-ports.ts';
import { HttpProblem, sendProblem, unknownPanel } from '../problem.ts';

/** A signal has 100 bytes or so. */
const maxBodyBytes = 1024;

export function addFirePanelRoute(app: App, { signal }: Pick<EmergencyDesk, 'signal'>): void {
  const schema = {
    tags: ['emergency'],
    summary: 'What the fire panel says: answers 202 whatever came of it',
    description:
      'Repeat it as often as you like: an alarm that has been ended here is not started again by its own id, or without an ' +
      'id within a minute.',
    security: [{ firePanel: [] }],
    body: FirePanelSignal,
    response: {
      202: z.object({ taken: z.literal(true) }),
      400: HttpProblem,
      401: HttpProblem,
      403: HttpProblem,
      413: HttpProblem,
      429: HttpProblem,
    },
  };
  // An alarm must not wait behind pages that share its address; wrong tokens are counted by the desk.
  const options = { schema, bodyLimit: maxBodyBytes, config: { rateLimit: false as const } };
  app.post(emergencyPaths.signal, options, async (request, reply) => {
    const heard = signal(request.headers.authorization, request.ip, request.body);
    if (heard === 'taken') return reply.code(202).send({ taken: true });
    return heard === 'barred' ? sendProblem(reply, 429) : sendProblem(reply, 401, unknownPanel);
  });
}
