// /api/v1/calibration/…: for installers only. What calibration decides, refusals too, is a 200 with a value
// (shared/wire/calibration.ts); who is no installer learns nothing else.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  ActivateReply,
  CalibrationReport,
  MapId,
  MapList,
  RefitReply,
  VisitReply,
  VisitRequest,
  VisitState,
} from '#shared/wire/calibration.ts';
import type { App } from '../app.ts';
import type { CalibrationDesk } from '../ports.ts';
import { HttpProblem, installerProblems, sendProblem } from '../problem.ts';

const base = '/api/v1/calibration';
const problems = { 400: HttpProblem, 401: HttpProblem, 403: HttpProblem, 429: HttpProblem };

export function addCalibrationRoutes(app: App, desk: CalibrationDesk): void {
  const routes = { onRequest: installersOnly(desk) };
  app.post(
    `${base}/visits`,
    { ...routes, schema: { ...described('Stand at a spot', VisitReply), body: VisitRequest } },
    async (request) => desk.beginVisit(request.body),
  );
  app.get(
    `${base}/visits/current`,
    { ...routes, schema: described('The running visit, or how the last one ended', VisitState) },
    async () => desk.visit(),
  );
  app.delete(`${base}/visits/current`, { ...routes, schema: described('Cancel the visit', VisitState) }, async () =>
    desk.cancelVisit(),
  );
  app.get(`${base}/report`, { ...routes, schema: described('How well each anchor is understood', CalibrationReport) }, async () =>
    desk.report(),
  );
  app.get(`${base}/maps`, { ...routes, schema: described('The maps that can be used, newest first', MapList) }, async () =>
    desk.maps(),
  );
  app.post(
    `${base}/maps/:id/activate`,
    { ...routes, schema: { ...described('Use this map, now', ActivateReply), params: z.object({ id: MapId }) } },
    async (request) => desk.activate(request.params.id),
  );
  app.post(
    `${base}/refit`,
    { ...routes, schema: described('Make a map from what anchors hear of each other, if it is better', RefitReply) },
    async () => desk.refit(),
  );
}

function described<R extends z.ZodType>(summary: string, answer: R) {
  return { tags: ['calibration'], summary, security: [{ installer: [] }], response: { 200: answer, ...problems } };
}

/** Before the body is read. */
function installersOnly(desk: CalibrationDesk) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const admitted = desk.admit(request.headers.authorization, request.ip);
    if (admitted.ok) return undefined;
    const status = { 'nobody-may': 403, 'unknown-installer': 401, barred: 429 } as const;
    return sendProblem(reply, status[admitted.why], installerProblems[admitted.why]);
  };
}
