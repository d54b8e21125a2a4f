// Answers for the person of the session, or with the one 401 that everybody else gets.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { type MeAccess, type MeSession, signedIn } from './me-session.ts';
import { sendProblem, signedOut } from './problem.ts';

/** A text is sent as it is; its type has been set then. */
type Answer = object | string | null;

/** `answer` gives null when the booking system knows the person no more: for them it is as if they had signed out. */
export async function asPerson(
  access: MeAccess,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (session: MeSession) => Answer | Promise<Answer>,
): Promise<void> {
  const session = signedIn(request, access);
  const found = session === null ? null : await answer(session);
  if (found === null) sendProblem(reply, 401, signedOut);
  else reply.send(found);
}
