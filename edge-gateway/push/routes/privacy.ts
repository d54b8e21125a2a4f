// /api/v1/privacy: the desk of those who look after privacy, its audit, and what they decide together. Audience: overseers.
// Whether a role and a moment allow it is said by the desk in each answer; a no is a 200 with a reason.

import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SubjectRef } from '#shared/model/ids.ts';
import {
  AnswerRequest,
  AskGlassRequest,
  AuditPage,
  GlassReply,
  GlassRequest,
  PrivacyDesk,
  PrivacyRefusal,
  PrivacyReply,
  ProposeRequest,
  privacyPaths,
  StopPositionsRequest,
} from '#shared/wire/privacy-desk.ts';
import type { App } from '../app.ts';
import { asPerson } from '../as-person.ts';
import { type MeAccess, signedIn } from '../me-session.ts';
import type { PrivacyDeskPort } from '../privacy-ports.ts';
import { HttpProblem } from '../problem.ts';

const tags = ['privacy'];
const problems = { 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 429: HttpProblem };

type Deps = { readonly privacy: PrivacyDeskPort; readonly access: MeAccess };
type Acted = z.output<typeof PrivacyReply> | z.output<typeof GlassReply>;
type Act<B extends z.ZodType> = (ref: SubjectRef, body: z.output<B>) => Promise<Acted> | Acted;
type Special = { readonly answer?: typeof GlassReply; readonly config?: ReturnType<typeof oncePerSecond> };

export function addPrivacyRoutes(app: App, deps: Deps): void {
  const { privacy, access } = deps;
  addReads(app, deps);
  const add = <B extends z.ZodType>(path: string, summary: string, body: B, act: Act<B>, special: Special = {}): void => {
    const schema = { tags, summary, body, response: { 200: special.answer ?? PrivacyReply, ...problems } };
    app.post(path, { schema, config: special.config ?? {} }, async (request, reply) => {
      await asPerson(access, request, reply, async ({ ref }) => act(ref, request.body as z.output<B>));
      return reply;
    });
  };
  const look = { answer: GlassReply, config: oncePerSecond(access) };
  add(privacyPaths.stopPositions, 'Stop locating everybody, at once', StopPositionsRequest, privacy.stopPositions);
  add(privacyPaths.propose, 'Propose a change, for the other role to answer', ProposeRequest, privacy.propose);
  add(privacyPaths.answerProposal, 'Say yes or no to a proposal of the other role', AnswerRequest, privacy.answerProposal);
  add(privacyPaths.askGlass, 'Ask for break-glass on one floor, with a reason', AskGlassRequest, privacy.askGlass);
  add(privacyPaths.answerGlass, 'Say yes or no to break-glass, as a second person', AnswerRequest, privacy.answerGlass);
  add(
    privacyPaths.lookGlass,
    'One look at the floor: audited, and told to everybody in it',
    GlassRequest,
    privacy.lookGlass,
    look,
  );
  add(privacyPaths.closeGlass, 'End break-glass before its time', GlassRequest, privacy.closeGlass);
}

function addReads(app: App, { privacy, access }: Deps): void {
  const desk = {
    tags,
    summary: 'What is in force, what waits, and what one may do',
    response: { 200: PrivacyDesk, ...problems },
  };
  app.get(privacyPaths.desk, { schema: desk }, async (request, reply) => {
    await asPerson(access, request, reply, async ({ ref }) => privacy.desk(ref));
    return reply;
  });
  const audit = {
    tags,
    summary: 'The audit, newest first; reading it is in it',
    querystring: z.object({ before: z.coerce.number().int().min(1).optional() }),
    response: { 200: z.union([AuditPage, PrivacyRefusal]), ...problems },
  };
  app.get(privacyPaths.audit, { schema: audit }, async (request, reply) => {
    const { before = null } = request.query;
    await asPerson(access, request, reply, async ({ ref }) => privacy.audit(ref, before));
    return reply;
  });
}

/** Each look is a row of the audit and a word to everybody in it. */
function oncePerSecond(access: MeAccess) {
  const keyGenerator = (request: FastifyRequest) => `look ${signedIn(request, access)?.ref ?? request.ip}`;
  return { rateLimit: { max: 1, timeWindow: 1000, keyGenerator } };
}
