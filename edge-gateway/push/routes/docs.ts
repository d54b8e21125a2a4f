// /api/openapi.json and /api/docs: OpenAPI 3.1 made from the zod schemas of the routes, so it can't differ from what the
// server checks. Must be added before the routes it describes.

import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { App } from '../app.ts';

/** Swagger UI sets style attributes; everything else comes from this gateway. */
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export async function addDocsRoutes(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Waypost gateway',
        version,
        description:
          'What displays and machines can ask a gateway. Boards go over the websocket at /api/v1/board-socket: one JSON ' +
          'text per frame, after a session cookie or with a Bearer token.',
      },
      tags: [
        { name: 'displays', description: 'How a wall display becomes known' },
        { name: 'check-in', description: 'The pad on the wall; refusals are answers with a reason' },
        { name: 'me', description: 'The employee’s own page: about the signed-in person, or masked for them' },
        { name: 'privacy', description: 'Settings, audit and break-glass, for those whose role answers for privacy' },
        { name: 'manage', description: 'What facility managers look up and do; refusals are answers with a reason' },
        { name: 'emergency', description: 'Roll call, drills, and the fire panel' },
        { name: 'phones', description: 'What a phone hears of beacons, for its own person' },
        { name: 'calibration', description: 'Teaching and judging the radio map, for installers' },
        { name: 'watch', description: 'Health and figures' },
      ],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'waypost_display' },
          person: { type: 'apiKey', in: 'cookie', name: 'waypost_me' },
          token: { type: 'http', scheme: 'bearer', description: '<display id>.<token>' },
          installer: { type: 'http', scheme: 'bearer', description: '<installer id>.<token>' },
          firePanel: { type: 'http', scheme: 'bearer', description: 'The secret of the fire panel, from npm run secret' },
          phone: { type: 'http', scheme: 'bearer', description: 'The secret of a phone, from the booking system' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: docsPolicy,
    uiConfig: { supportedSubmitMethods: [] },
    theme: { title: 'Waypost gateway' },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
