// /me/sign-in sends the browser to the company's provider, /me/callback takes it back to the page it came from, POST
// /api/v1/me/sign-out ends it. Audience: everybody. What went wrong is told to the page as one fixed word behind the #, which no server and no log sees.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { minutes } from '#shared/kit/duration.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { privacyPaths } from '#shared/wire/privacy-desk.ts';
import type { App } from '../app.ts';
import { type MeAccess, meCookies, type SignInRefusal } from '../me-session.ts';
import { HttpProblem } from '../problem.ts';

/** As long as a started sign-in is waited for. */
const transactionMaxAgeS = minutes(10) / 1000;

/** `perSecond`: sign-ins begun, and sign-ins ended, from one address; many people may share one. */
export function addMeSignInRoutes(app: App, access: MeAccess, perSecond = 10): void {
  const config = { rateLimit: { max: perSecond, timeWindow: 1000 } };
  // No HEAD beside them: a sign-in is begun or ended by a person who goes there.
  const walked = { schema: { hide: true }, config, exposeHeadRoute: false };
  app.get(mePaths.signIn, walked, (request, reply) => begin(request, reply, access));
  app.get(mePaths.callback, walked, (request, reply) => finish(request, reply, access));
  const schema = {
    tags: ['me'],
    summary: 'Sign out: answers 204, also to those who are not signed in',
    response: { 204: z.null(), 403: HttpProblem, 429: HttpProblem },
  };
  app.post(mePaths.signOut, { schema, config }, async (request, reply) => {
    endOld(request, access);
    const { session, secure } = meCookies(access);
    return reply.clearCookie(session, attributes(secure)).code(204).send(null);
  });
}

async function begin(request: FastifyRequest, reply: FastifyReply, access: MeAccess): Promise<FastifyReply> {
  const origin = access.origin();
  const query = new URLSearchParams(queryOf(request));
  const to = placeOf(query.get('to'));
  // The provider sends the browser back to our one address; by another name of ours the cookie would not come along.
  // Once only: behind a proxy that changes the name, going there would lead here again.
  if (request.headers.host !== new URL(origin).host && !query.has(movedHere)) {
    return reply.redirect(`${origin}${mePaths.signIn}?${movedHere}${to === 'me' ? '' : `&to=${to}`}`);
  }
  const begun = await access.begin();
  if (!begun.ok) return toPage(reply, to, begun.why);
  const { transaction, secure } = meCookies(access);
  reply.setCookie(transaction, startOf(begun.value.transaction, to), { ...attributes(secure), maxAge: transactionMaxAgeS });
  return reply.redirect(begun.value.url);
}

const movedHere = 'moved';

async function finish(request: FastifyRequest, reply: FastifyReply, access: MeAccess): Promise<FastifyReply> {
  const { session, transaction, secure } = meCookies(access);
  const [started = '', place] = (request.cookies[transaction] ?? '').split('.');
  const to = placeOf(place);
  const ended = await access.finish(queryOf(request), started);
  if (!ended.ok) return toPage(reply, to, ended.why);
  endOld(request, access);
  const { handle, maxAgeS } = ended.value;
  reply.clearCookie(transaction, attributes(secure));
  reply.setCookie(session, handle, { ...attributes(secure), ...(maxAgeS === null ? {} : { maxAge: maxAgeS }) });
  return toPage(reply, to);
}

function endOld(request: FastifyRequest, access: MeAccess): void {
  const handle = request.cookies[meCookies(access).session];
  if (handle !== undefined) access.end(handle);
}

/** The pages a sign-in can come back to, by the word that stands for each. Any other word is the employee's own page. */
const places = { me: mePaths.page, presence: privacyPaths.page } as const;
type Place = keyof typeof places;

function placeOf(word: string | null | undefined): Place {
  return word === 'presence' ? word : 'me';
}

/** What the browser has to bring back; transactions have no dot in them. */
function startOf(transaction: string, to: Place): string {
  return to === 'me' ? transaction : `${transaction}.${to}`;
}

function toPage(reply: FastifyReply, to: Place, why?: SignInRefusal): FastifyReply {
  return reply.redirect(why === undefined ? places[to] : `${places[to]}#why=${why}`);
}

function queryOf({ url }: FastifyRequest): string {
  return url.split('?', 2)[1] ?? '';
}

/** Lax: the way back from the provider is a link of another site. */
function attributes(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
}
