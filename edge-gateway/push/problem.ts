// Errors over HTTP: RFC 9457 problem+json with a constant sentence per status. Never an echo of what was sent, never a
// stack: input may hold a PIN, a stack tells about us.

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HttpLog } from './ports.ts';

const kinds = {
  400: ['invalid', 'The request is not as /api/docs describes it.'],
  401: ['unknown-display', 'This display is not known here. Check its id and its token.'],
  403: ['foreign-origin', 'Only pages of this gateway, or a caller with a Bearer token, may do this.'],
  404: ['not-found', 'There is nothing at this address. See /api/docs.'],
  408: ['too-slow', 'The request took too long to arrive. Try again.'],
  413: ['too-large', 'The request is larger than 64 KiB.'],
  415: ['not-json', 'The request body must be application/json.'],
  421: ['wrong-host', 'The gateway is not reached by this host name. Use its own address.'],
  429: ['too-many', 'Too many requests. Wait a second and try again.'],
  500: ['broken', 'The gateway failed at this request. Its log says where.'],
} as const;
type Status = keyof typeof kinds;
type Kind = readonly [code: string, title: string];

/** The 401 of a phone, where there is no display to speak of. */
export const unknownPhone: Kind = ['unknown-phone', 'This phone is not known here. Ask the booking system for a new secret.'];
/** The 403 of an app where the company lets none in (rule 24). */
export const appsOff: Kind = [
  'apps-off',
  'Your company has switched off sign-in from mobile apps. Use /me in the browser instead.',
];
/** The 401 of whoever is not the fire panel. */
export const unknownPanel: Kind = ['unknown-fire-panel', 'Only the fire panel of this site may do this, with its own token.'];
/** The 401 of the employee's page. */
export const signedOut: Kind = ['signed-out', 'Nobody is signed in here. Go to /me/sign-in.'];
/** The 403 of the privacy desk, for whoever is signed in without a role for it. */
export const overseersOnly: Kind = [
  'overseers-only',
  'Only administrators, privacy officers and location managers may open this.',
];
/** The 401 of what shows single scanners. */
export const inspectorsOnly: Kind = [
  'inspectors-only',
  'Only callers on the gateway itself, or with a right to inspect, may see this.',
];

/** The refusals of who is, or is not, an installer. */
export const installerProblems = {
  'nobody-may': ['nobody-may', 'Nobody may calibrate here: set WAYPOST_INSTALLER_KEY and name installers in gateway.yaml.'],
  'unknown-installer': ['unknown-installer', 'This installer is not known here. Check the id and the token.'],
  barred: ['barred', 'Too many wrong tokens came from this address. Wait five minutes.'],
} as const satisfies Record<string, Kind>;

/** The documented shape of an error. `fields` names the parts of the body that were wrong, without their values. */
export const HttpProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  fields: z.array(z.string()).optional(),
});

/** Answers with the problem of this status, or with a `kind` of its own. */
export function sendProblem(
  reply: FastifyReply,
  status: Status,
  kind: Kind = kinds[status],
  fields?: readonly string[],
): FastifyReply {
  const [code, title] = kind;
  const problem = { type: 'about:blank', title, status, code, ...(fields && { fields }) };
  return reply.code(status).type('application/problem+json').send(problem);
}

/** The one handler of everything that goes wrong in a route. Only what is our fault reaches the log. */
export function problemHandler(log: HttpLog): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const fields = error.validation.map((issue) => issue.instancePath.split('/').slice(1).join('.') || '(body)');
      sendProblem(reply, 400, kinds[400], [...new Set(fields)]);
      return;
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      sendProblem(reply, status in kinds ? (status as Status) : 400);
      return;
    }
    log.error({ error, method: request.method, route: request.routeOptions.url ?? 'none' }, 'A request failed unexpectedly');
    sendProblem(reply, 500);
  };
}
