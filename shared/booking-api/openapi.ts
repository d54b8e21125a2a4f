// OpenAPI 3.1 of the booking contract, made from the zod schemas that both sides parse with, so that it can't differ.

import { z } from 'zod';
import {
  Changes,
  CheckIn,
  Decision,
  Extension,
  longestDocumentBytes,
  ManagerAct,
  ManagerActResult,
  Occupancy,
  Problem,
  paths,
  Release,
  Snapshot,
  TagWrite,
  WalkUp,
  WriteResult,
} from './contract.ts';

const schemas = {
  Snapshot,
  Changes,
  CheckIn,
  Release,
  WalkUp,
  Extension,
  Decision,
  TagWrite,
  ManagerAct,
  ManagerActResult,
  Occupancy,
  WriteResult,
  Problem,
};
type Name = keyof typeof schemas;
type Json = Readonly<Record<string, unknown>>;

/** The document; serve it as JSON. */
export function bookingApiDocument(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Booking system as a Waypost edge needs it',
      version: '1.0.0',
      description:
        'Snapshot and change feed to the edge; check-ins, what people decide about themselves and what managers do from it. ' +
        'Times are milliseconds since 1970-01-01 UTC.',
    },
    security: [{ token: [] }],
    paths: {
      [paths.snapshot]: { get: operation('Everything the edge may know, at one cursor', { reply: 'Snapshot' }) },
      [paths.changes]: {
        get: operation('Changes after a cursor, in order', {
          reply: 'Changes',
          parameters: [
            { name: 'cursor', in: 'query', required: true, schema: { type: 'string' } },
            {
              name: 'waitMs',
              in: 'query',
              description: 'Wait so long for the first change',
              schema: { type: 'integer', minimum: 0 },
            },
          ],
          refusals: { 410: 'The cursor is too old: take a snapshot' },
        }),
      },
      [paths.checkIns]: { post: write('Check a person in to their booking', 'CheckIn') },
      [paths.releases]: { post: write('Give the rest of a booking back', 'Release') },
      [paths.walkUps]: { post: write('Book and check in at once', 'WalkUp') },
      [paths.extensions]: { post: write('A checked-in booking goes on', 'Extension') },
      [paths.decisions]: {
        post: write(
          'What a person decided about themselves; withdraw, drop-tags and erase can not be refused, consent to another ' +
            'document than the one in force is a `conflict`',
          'Decision',
        ),
      },
      [paths.tags]: { post: write("A person brings a tag or a key; `conflict`: it is somebody else's", 'TagWrite') },
      [paths.tagsGivenUp]: { post: write('A person gives a tag or a key up', 'TagWrite') },
      [paths.managerActs]: {
        post: write(
          'What a manager does for others, while they wait; judge the right of `by` again. `conflict`: the space is taken or ' +
            'blocked, or it is done already',
          'ManagerAct',
          'ManagerActResult',
        ),
      },
      [`${paths.privacyDocuments}/{version}`]: { get: document() },
      [paths.occupancy]: {
        put: operation('Known presence of one tick; the newest tick wins', { body: 'Occupancy', refusals: { 400: 'Malformed' } }),
      },
    },
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)])),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function write(summary: string, body: Name, reply: Name = 'WriteResult'): Json {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'The event id. The same key with the same body has one effect and the same answer; keep keys for 7 days.',
    schema: { type: 'string', format: 'uuid' },
  };
  const refusals = {
    400: 'Malformed',
    403: 'Not theirs, or outside the time for it',
    404: 'No such booking, space, person, block or issue',
    409: 'Code `conflict`: final. Code `in-progress`: ask again later',
    422: 'The key was used with another body',
  };
  return operation(summary, { body, reply, parameters: [key], refusals });
}

function document(): Json {
  const parameters = [{ name: 'version', in: 'path', required: true, schema: { type: 'string' } }];
  const { responses, ...rest } = operation('The text people consent to; its SHA-256 stands in the policy', {
    parameters,
    refusals: { 404: 'No such version' },
  });
  const text = {
    description: `At most ${longestDocumentBytes} bytes`,
    content: { 'text/plain': { schema: { type: 'string' } } },
  };
  const { 204: _, ...refusals } = responses as Readonly<Record<number, unknown>>;
  return { ...rest, responses: { 200: text, ...refusals } };
}

type Parts = {
  readonly reply?: Name;
  readonly body?: Name;
  readonly parameters?: readonly Json[];
  readonly refusals?: Readonly<Record<number, string>>;
};

function operation(summary: string, { reply, body, parameters, refusals }: Parts): Json {
  const problems = {
    ...refusals,
    401: 'Token not known',
    429: 'Too many requests: see Retry-After',
    503: 'Not now: see Retry-After',
  };
  return {
    summary,
    ...(parameters ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: content(body) } } : {}),
    responses: {
      ...(reply ? { 200: { description: 'Done', content: content(reply) } } : { 204: { description: 'Done' } }),
      ...Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          status,
          { description, content: content('Problem', 'application/problem+json') },
        ]),
      ),
    },
  };
}

function content(name: Name, type = 'application/json'): Json {
  return { [type]: { schema: { $ref: `#/components/schemas/${name}` } } };
}

/** What may be sent: fields with a default are optional. */
function jsonSchema(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
