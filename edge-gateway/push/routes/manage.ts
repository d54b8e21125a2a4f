// /api/v1/manage/…: what facility managers look up and do. Audience: manager. Whether a role and its plans allow it is said by
// the desk in each answer; a no is a 200 with a reason. Names of people go in bodies, because addresses are logged.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { seconds } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import {
  BookingsReply,
  BookingsRequest,
  CommandRequest,
  ManageRefusal,
  ManageReply,
  ManageRequest,
  managePaths,
  PeopleReply,
  PeopleRequest,
} from '#shared/wire/manage.ts';
import { UtilisationRefusal, UtilisationReply, UtilisationRequest } from '#shared/wire/utilisation.ts';
import type { App } from '../app.ts';
import { asPerson } from '../as-person.ts';
import type { Csv, ManageDesk } from '../manage-ports.ts';
import { type MeAccess, signedIn } from '../me-session.ts';
import { HttpProblem } from '../problem.ts';

const tags = ['manage'];
const problems = { 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 429: HttpProblem };

type Deps = { readonly desk: ManageDesk; readonly access: MeAccess };
type Ask<B extends z.ZodType, A> = (ref: SubjectRef, body: z.output<B>) => Promise<A> | A;
type Answer = typeof BookingsReply | typeof PeopleReply | typeof ManageReply | typeof UtilisationReply;
type Refusal = ManageRefusal | UtilisationRefusal;

export function addManageRoutes(app: App, deps: Deps): void {
  addAnswers(app, deps);
  addFiles(app, deps);
}

function addAnswers(app: App, { desk, access }: Deps): void {
  const add = <B extends z.ZodType>(
    path: string,
    summary: string,
    body: B,
    answer: Answer,
    ask: Ask<B, z.output<Answer>>,
    config?: ReturnType<typeof searchLimit>,
  ): void => {
    const schema = { tags, summary, body, response: { 200: answer, ...problems } };
    app.post(path, { schema, config: config ?? {} }, async (request, reply) => {
      await asPerson(access, request, reply, async ({ ref }) => ask(ref, request.body as z.output<B>));
      return reply;
    });
  };
  const { bookings, people, act, command, utilisation } = desk;
  add(managePaths.bookings, 'Bookings of one day', BookingsRequest, BookingsReply, bookings);
  add(managePaths.people, 'For whom a booking may be made', PeopleRequest, PeopleReply, people, searchLimit(access));
  add(managePaths.act, 'Book, release, block, lift a block, or answer an issue', ManageRequest, ManageReply, act);
  add(managePaths.command, 'Tell a display something', CommandRequest, ManageReply, command);
  add(managePaths.utilisation, 'How a building was used', UtilisationRequest, UtilisationReply, utilisation);
}

/** The text of a file, to be saved; a refusal is JSON as everywhere, so that the page can say why. */
function addFiles(app: App, { desk, access }: Deps): void {
  const add = <B extends z.ZodType>(
    path: string,
    summary: string,
    body: B,
    refusal: z.ZodType,
    ask: Ask<B, Csv | Refusal>,
  ): void => {
    const file = z.string().describe('text/csv, as an attachment');
    const schema = { tags, summary, body, response: { 200: z.union([file, refusal]), ...problems } };
    app.post(path, { schema }, async (request, reply) => {
      await asPerson(access, request, reply, async ({ ref }) => {
        const answer = await ask(ref, request.body as z.output<B>);
        return answer.ok ? csvOf(reply, answer) : answer;
      });
      return reply;
    });
  };
  const { exportBookings, exportUtilisation } = desk;
  add(managePaths.exportBookings, 'Bookings of one day as a file', BookingsRequest, ManageRefusal, exportBookings);
  add(managePaths.exportUtilisation, 'How it was used, as a file', UtilisationRequest, UtilisationRefusal, exportUtilisation);
}

function csvOf(reply: FastifyReply, { name, csv }: Csv): string {
  const safeName = name.replace(/[^\w.-]/g, '_');
  reply.header('content-disposition', `attachment; filename="${safeName}"`).type('text/csv; charset=utf-8');
  return csv;
}

/** Whoever types a name asks after each pause; a list of everybody takes more. */
function searchLimit(access: MeAccess) {
  const keyGenerator = (request: FastifyRequest) => `people ${signedIn(request, access)?.ref ?? request.ip}`;
  return { rateLimit: { max: 40, timeWindow: seconds(60), keyGenerator } };
}
