// POST /api/v1/check-in/…: the talk with the pad on a wall. What the domain decides, refusals too, is a 200 with a value
// (shared/wire/check-in.ts); 4xx means that the request itself was wrong or came from no known display.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Display } from '#shared/model/display.ts';
import {
  ActionReply,
  BookingActionRequest,
  DoneRequest,
  SignInReply,
  SignInRequest,
  WalkUpRequest,
} from '#shared/wire/check-in.ts';
import type { App } from '../app.ts';
import { knownDisplay } from '../known-display.ts';
import type { HttpDeps } from '../ports.ts';
import { HttpProblem, sendProblem } from '../problem.ts';

const base = '/api/v1/check-in';
const problems = { 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 429: HttpProblem };
const DoneReply = z.object({ ok: z.literal(true), did: z.literal('done') });

type Deps = Pick<HttpDeps, 'displays' | 'checkIn'>;

export function addCheckInRoutes(app: App, deps: Deps, signInPerSecond: number): void {
  const desk = deps.checkIn;
  app.post(
    `${base}/sign-in`,
    {
      schema: described('Identifier and PIN', SignInRequest, SignInReply),
      config: { rateLimit: { max: signInPerSecond, timeWindow: 1000 } },
    },
    async (request, reply) => {
      await asDisplay(deps, request, reply, (display) => desk.signIn(display, request.body));
      return reply;
    },
  );
  addAction(app, deps, 'confirm', described('Check in to a booking', BookingActionRequest, ActionReply), desk.confirm);
  addAction(app, deps, 'release', described('Give a booking back', BookingActionRequest, ActionReply), desk.release);
  addAction(app, deps, 'walk-up', described('Take a free desk', WalkUpRequest, ActionReply), desk.walkUp);
  app.post(`${base}/done`, { schema: described('End the pad session', DoneRequest, DoneReply) }, async (request, reply) => {
    await asDisplay(deps, request, reply, async (display) => {
      desk.done(display, request.body.session);
      return { ok: true, did: 'done' };
    });
    return reply;
  });
}

function described<B extends z.ZodType, R extends z.ZodType>(summary: string, body: B, answer: R) {
  return { tags: ['check-in'], summary, body, response: { 200: answer, ...problems } };
}

function addAction<B extends z.ZodType>(
  app: App,
  deps: Deps,
  name: string,
  schema: { body: B },
  act: (display: Display, body: z.output<B>) => Promise<ActionReply>,
): void {
  app.post(`${base}/${name}`, { schema }, async (request, reply) => {
    await asDisplay(deps, request, reply, (display) => act(display, request.body as z.output<B>));
    return reply;
  });
}

/** Answers as `act` does for a known display, with 401 for any other. */
async function asDisplay(
  { displays }: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (display: Display) => Promise<object>,
): Promise<void> {
  const known = knownDisplay(request, displays);
  if (known.ok) reply.send(await act(known.value));
  else sendProblem(reply, 401);
}
