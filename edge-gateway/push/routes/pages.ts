// The built pages: /wall, /me and /presence with their policy header and a nonce made for each answer, and the assets beside it. Where nothing
// has been built yet, a page says what to do.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { seconds } from '#shared/kit/duration.ts';
import { pagePolicy } from '#shared/wire/page-policy.ts';
import { privacyPaths } from '#shared/wire/privacy-desk.ts';
import type { App } from '../app.ts';

const placeholder = '__CSP_NONCE__';
const notBuilt = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Waypost</title></head>
<body><h1>This page is not built yet</h1><p>Run <code>npm run build</code>, then reload this page.</p></body></html>
`;

/** `folder` holds `wall.html` and `assets/`, whose file names carry a hash of their content. */
export async function addPageRoutes(app: App, folder: string): Promise<void> {
  await app.register(rateLimit, { max: 300, timeWindow: seconds(1) });
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    suppressWarning: true,
    index: false,
    dotfiles: 'deny',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  });
  const hidden = { schema: { hide: true } };
  app.get('/', hidden, async (_request, reply) => reply.redirect('/wall'));
  app.get('/favicon.ico', hidden, async (_request, reply) => reply.code(204).send());
  app.get('/wall', hidden, async (_request, reply) => sendPage(reply, join(folder, 'wall.html')));
  app.get('/me', hidden, async (_request, reply) => sendPage(reply, join(folder, 'me.html')));
  app.get(privacyPaths.page, hidden, async (_request, reply) => sendPage(reply, join(folder, 'presence.html')));
}

async function sendPage(reply: FastifyReply, path: string): Promise<FastifyReply> {
  const page = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const nonce = randomBytes(18).toString('base64');
  reply.header('content-security-policy', pagePolicy(nonce, "'self'")).type('text/html; charset=utf-8');
  if (page === undefined) return reply.code(503).send(notBuilt);
  return reply.send(page.replaceAll(placeholder, nonce));
}
