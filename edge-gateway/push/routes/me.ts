// What a signed-in person reads about themselves. Audience of every route here: that person alone. Who is signed out, or
// not known to the booking system any more, gets the same 401.

import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Me } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { ConsentReceipt } from '#shared/wire/receipt.ts';
import type { App } from '../app.ts';
import { asPerson } from '../as-person.ts';
import type { MeDesk } from '../me-ports.ts';
import { type MeAccess, signedIn } from '../me-session.ts';
import { HttpProblem, sendProblem, signedOut } from '../problem.ts';

const problems = { 401: HttpProblem, 404: HttpProblem, 429: HttpProblem };
type Deps = { readonly desk: MeDesk; readonly access: MeAccess };

export function addMeRoutes(app: App, { desk, access }: Deps): void {
  const tags = ['me'];
  app.get(
    mePaths.me,
    { schema: { tags, summary: 'Everything the page about oneself shows', response: { 200: Me, ...problems } } },
    async (request, reply) => {
      await asPerson(access, request, reply, desk.me);
      return reply;
    },
  );
  app.get(
    mePaths.receipt,
    { schema: { tags, summary: 'The receipt of the own consent', response: { 200: ConsentReceipt, ...problems } } },
    async (request, reply) => {
      const session = signedIn(request, access);
      if (session === null) return sendProblem(reply, 401, signedOut);
      const receipt = desk.receipt(session.ref);
      if (receipt === null) return sendProblem(reply, 404);
      asFile(reply, 'waypost-consent-receipt.json');
      return reply.send(receipt);
    },
  );
  app.get(
    mePaths.data,
    { schema: { tags, summary: 'Everything held about oneself at this moment', response: { 200: z.unknown(), ...problems } } },
    async (request, reply) => {
      await asPerson(access, request, reply, ({ ref }) => {
        const data = desk.data(ref);
        if (data !== null) asFile(reply, 'waypost-my-data.json');
        return data;
      });
      return reply;
    },
  );
  app.get(
    mePaths.document,
    { schema: { tags, summary: 'The privacy document in force', response: { 200: z.string(), ...problems } } },
    async (request, reply) => {
      if (signedIn(request, access) === null) return sendProblem(reply, 401, signedOut);
      const text = await desk.document();
      return text === null ? sendProblem(reply, 404) : reply.type('text/plain; charset=utf-8').send(text);
    },
  );
}

function asFile(reply: FastifyReply, name: string): void {
  reply.header('content-disposition', `attachment; filename="${name}"`);
}
