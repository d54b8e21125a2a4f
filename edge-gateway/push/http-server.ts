// The gateway's one HTTP server: limits, headers and guards for everything, then the routes. The only file that imports
// fastify by value. TLS is a proxy's business; the server itself believes no forwarded header.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import { fastify } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Running } from '#gateway/running.ts';
import { pause } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { addApiRoutes } from './api-routes.ts';
import type { App } from './app.ts';
import { isLoopbackAddress, isOwnCaller, isOwnHost } from './caller.ts';
import { closeCodes } from './close-codes.ts';
import { knownDisplay } from './known-display.ts';
import { signedIn } from './me-session.ts';
import type { HttpDeps } from './ports.ts';
import { problemHandler, sendProblem } from './problem.ts';
import { addDocsRoutes } from './routes/docs.ts';
import { addPageRoutes } from './routes/pages.ts';

const maxBodyBytes = 64 * 1024;
const maxFrameBytes = 16 * 1024;
const defaultRates = { perSecond: 30, signInPerSecond: 5 };

/**
 * Listens at `host` and `port`. A port that can't be had is a refusal with a sentence; anything else throws. `stop` closes
 * the board sockets (1001) and cuts what is still open half a second later.
 */
export async function startHttpServer(
  deps: HttpDeps,
): Promise<Outcome<Running & { readonly port: number }, 'port-in-use' | 'port-not-allowed'>> {
  const app = await buildApp(deps);
  try {
    await app.listen({ host: deps.host, port: deps.port });
  } catch (error) {
    await app.close();
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const port = `Port ${deps.port}`;
    if (code === 'EADDRINUSE') return refused('port-in-use', `${port} is in use. Stop what uses it, or choose another port.`);
    if (code === 'EACCES') return refused('port-not-allowed', `${port} is not allowed for this user. Choose one above 1023.`);
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return done({
    port,
    stop: async () => {
      await app.close();
    },
  });
}

async function buildApp(deps: HttpDeps): Promise<App> {
  const app = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    requestTimeout: seconds(15),
    http: { headersTimeout: seconds(10), connectionsCheckingInterval: seconds(2), maxHeaderSize: 8 * 1024 },
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply, 400),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(problemHandler(deps.log));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404));
  await addHeaders(app);
  addHostGuard(app, deps);
  await app.register(cookie);
  await addWebsockets(app, deps);
  await addDocsRoutes(app, deps.version);
  await app.register(async (api: App) => addApi(api, deps));
  await app.register(async (pages: App) => addPageRoutes(pages, deps.pagesFolder));
  return app;
}

async function addHeaders(app: App): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

/** A gateway that listens on this machine only, or has been told its names, answers to no other (DNS rebinding). */
function addHostGuard(app: App, deps: HttpDeps): void {
  if (deps.hosts === undefined && !isLoopbackAddress(deps.host)) return;
  const names = deps.hosts ?? [];
  app.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request.headers.host, names)) return sendProblem(reply, 421);
  });
}

async function addWebsockets(app: App, deps: HttpDeps): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: maxFrameBytes, perMessageDeflate: false },
    // ws closes after errors of the protocol by itself (1009, 1002); this is for errors of ours.
    errorHandler: (error, socket) => {
      if (!('code' in error)) deps.log.error({ error }, 'A board socket failed unexpectedly');
      socket.close(closeCodes.broken);
    },
    preClose: async () => {
      deps.hub.stop();
      deps.people?.hub.stop();
      const graceOver = new AbortController();
      const clients = [...app.websocketServer.clients];
      const allGone = Promise.all(clients.map((client) => once(client, 'close')));
      await Promise.race([allGone, pause(deps.clock, 500, graceOver.signal)]);
      graceOver.abort();
      for (const client of clients) client.terminate();
    },
  });
}

/** Everything a display, a person or a machine asks for; limited for each, or per address while it is not known who asks. */
async function addApi(api: App, deps: HttpDeps): Promise<void> {
  const rates = deps.rates ?? defaultRates;
  await api.register(rateLimit, {
    max: rates.perSecond,
    timeWindow: seconds(1),
    keyGenerator: (request) => {
      const known = knownDisplay(request, deps.displays);
      if (known.ok) return `display ${known.value.id}`;
      const session = deps.people && signedIn(request, deps.people.access);
      return session ? `person ${session.ref}` : `address ${request.ip}`;
    },
  });
  api.addHook('onRequest', async (request, reply) => {
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    // A page of ours reads without an Origin; one that names itself has to be ours.
    const isOfAPage = changes || request.ws || request.headers.origin !== undefined;
    if (isOfAPage && !isOwnCaller(request)) return sendProblem(reply, 403);
  });
  await addApiRoutes(api, deps, rates.signInPerSecond);
}
