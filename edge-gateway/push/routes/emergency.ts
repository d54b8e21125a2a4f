// /api/v1/emergency/…: what people do while an emergency or a drill is on, and how one is started. Who may is said by the desk in
// each answer; a no is a 200 with a reason. The list to print is a page of its own, without scripts.

import { z } from 'zod';
import type { SubjectRef } from '#shared/model/ids.ts';
import {
  EmergencyReply,
  EndEmergencyRequest,
  emergencyPaths,
  MarkRequest,
  SafeRequest,
  StartEmergencyRequest,
  UnnamedRequest,
} from '#shared/wire/emergency.ts';
import type { App } from '../app.ts';
import { asPerson } from '../as-person.ts';
import type { EmergencyDesk } from '../manage-ports.ts';
import { type MeAccess, signedIn } from '../me-session.ts';
import { HttpProblem, sendProblem, signedOut } from '../problem.ts';

const tags = ['emergency'];
const problems = { 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 429: HttpProblem };
/** Nothing but the style in it, which a policy of the page itself narrows to the one it was made with (safety/roll-page.ts). */
const listPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Deps = { readonly desk: EmergencyDesk; readonly access: MeAccess };

/** For those whose role or duty it is. */
export function addWardenRoutes(app: App, { desk, access }: Deps): void {
  addAct(app, access, emergencyPaths.start, 'Start an emergency or a drill', StartEmergencyRequest, desk.start);
  addAct(app, access, emergencyPaths.end, 'End it', EndEmergencyRequest, desk.end);
  addAct(app, access, emergencyPaths.mark, 'Mark somebody of the roll call', MarkRequest, desk.mark);
  addAct(app, access, emergencyPaths.unnamed, 'Say how many without a name are safe', UnnamedRequest, desk.unnamed);
  const summary = 'The roll call as a page to print (text/html); that it was is in the audit';
  const schema = { tags, summary, response: { 200: z.string(), 401: HttpProblem, 404: HttpProblem, 429: HttpProblem } };
  // No HEAD beside it: each look is written down.
  app.get(emergencyPaths.list, { schema, exposeHeadRoute: false }, async (request, reply) => {
    const session = signedIn(request, access);
    if (session === null) return sendProblem(reply, 401, signedOut);
    const page = desk.list(session.ref);
    if (page === null) return sendProblem(reply, 404);
    return reply.header('content-security-policy', listPolicy).type('text/html; charset=utf-8').send(page);
  });
}

/** For everybody: oneself is safe. */
export function addSafeRoute(app: App, { desk, access }: Deps): void {
  addAct(app, access, emergencyPaths.safe, 'I am safe', SafeRequest, desk.safe);
}

function addAct<B extends z.ZodType>(
  app: App,
  access: MeAccess,
  path: string,
  summary: string,
  body: B,
  act: (ref: SubjectRef, body: z.output<B>) => EmergencyReply,
): void {
  app.post(path, { schema: { tags, summary, body, response: { 200: EmergencyReply, ...problems } } }, async (request, reply) => {
    await asPerson(access, request, reply, ({ ref }) => act(ref, request.body as z.output<B>));
    return reply;
  });
}
