// Everything that can be asked for, in one table: for whom it is, and where it is. A route that stands in no row does not
// exist; the audience of each is in the API's description too, and test/proofs walks all of them with every kind of caller.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { signedIn } from './me-session.ts';
import type { HttpDeps } from './ports.ts';
import { overseersOnly, sendProblem, signedOut } from './problem.ts';
import { addAnchorsRoute } from './routes/anchors.ts';
import { addBoardSocketRoute } from './routes/board-socket.ts';
import { addCalibrationRoutes } from './routes/calibration.ts';
import { addCheckInRoutes } from './routes/check-in.ts';
import { addDisplayRoutes } from './routes/displays.ts';
import { addSafeRoute, addWardenRoutes } from './routes/emergency.ts';
import { addFirePanelRoute } from './routes/fire-panel.ts';
import { addHealthRoute } from './routes/health.ts';
import { addManageRoutes } from './routes/manage.ts';
import { addMeRoutes } from './routes/me.ts';
import { addMeActionRoutes } from './routes/me-actions.ts';
import { addMeFindRoute } from './routes/me-find.ts';
import { addMeSignInRoutes } from './routes/me-sign-in.ts';
import { addMeSocketRoute } from './routes/me-socket.ts';
import { addMetricsRoute } from './routes/metrics.ts';
import { addPrivacyRoutes } from './routes/privacy.ts';
import { addRangingRoute } from './routes/ranging.ts';

/**
 * Who a route is for. `everybody`: holds nobody. `display`: a paired wall. `self`: somebody signed in, and about them alone
 * or masked for them. `manager`: somebody signed in; each answer says whether a role or a duty of theirs allows it.
 * `overseer`: somebody signed in who holds a role that answers for privacy. `phone`: a phone with its person's secret.
 * `fire-panel`: the building's own. `inspector`, `installer`: who looks after the anchors.
 */
type RouteAudience =
  | 'everybody'
  | 'display'
  | 'self'
  | 'manager'
  | 'overseer'
  | 'phone'
  | 'fire-panel'
  | 'inspector'
  | 'installer';

export async function addApiRoutes(api: App, deps: HttpDeps, signInPerSecond: number): Promise<void> {
  const { people, calibration } = deps;
  await addFor(api, 'everybody', (group) => {
    addHealthRoute(group, deps.health);
    addMetricsRoute(group, deps);
    addDisplayRoutes(group, deps.displays);
    if (people) addMeSignInRoutes(group, people.access);
  });
  await addFor(api, 'display', (group) => {
    addBoardSocketRoute(group, deps);
    addCheckInRoutes(group, deps, signInPerSecond);
  });
  await addFor(api, 'phone', (group) => addRangingRoute(group, deps.phones));
  await addFor(api, 'fire-panel', (group) => addFirePanelRoute(group, deps.emergency));
  await addFor(api, 'inspector', (group) => addAnchorsRoute(group, deps));
  if (calibration) await addFor(api, 'installer', (group) => addCalibrationRoutes(group, calibration));
  if (people) await addSignedInRoutes(api, deps, people);
}

/** Everything behind a sign-in. Who has none gets a 401 before the body is read, and so learns nothing about its shape. */
async function addSignedInRoutes(api: App, deps: HttpDeps, people: NonNullable<HttpDeps['people']>): Promise<void> {
  const { privacy, manage, emergency, clock } = deps;
  const { access } = people;
  const refuseOthers = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> =>
    signedIn(request, access) === null ? sendProblem(reply, 401, signedOut) : undefined;
  await addFor(api, 'self', (group) => {
    group.addHook('onRequest', refuseOthers);
    addMeRoutes(group, people);
    addMeActionRoutes(group, people);
    addMeFindRoute(group, { ...people, clock });
    addSafeRoute(group, { desk: emergency, access });
  });
  await addFor(api, 'self', (group) => addMeSocketRoute(group, { ...people, clock }));
  await addFor(api, 'manager', (group) => {
    group.addHook('onRequest', refuseOthers);
    if (manage) addManageRoutes(group, { desk: manage, access });
    addWardenRoutes(group, { desk: emergency, access });
  });
  if (!privacy) return;
  await addFor(api, 'overseer', (group) => {
    group.addHook('onRequest', refuseOthers);
    group.addHook('onRequest', async (request, reply) => {
      const session = signedIn(request, access);
      if (session !== null && !privacy.oversees(session.ref)) return sendProblem(reply, 403, overseersOnly);
    });
    addPrivacyRoutes(group, { privacy, access });
  });
}

async function addFor(api: App, audience: RouteAudience, add: (group: App) => void): Promise<void> {
  await api.register((group: App, _options, done) => {
    group.addHook('onRoute', (route) => {
      route.schema = Object.assign(route.schema ?? {}, { 'x-audience': audience });
    });
    add(group);
    done();
  });
}
